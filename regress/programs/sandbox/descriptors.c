/*
 * Copyright (c) 2026 The kopd authors
 *
 * Permission to use, copy, modify, and distribute this software for any
 * purpose with or without fee is hereby granted, provided that the above
 * copyright notice and this permission notice appear in all copies.
 *
 * THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES
 * WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
 * MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR
 * ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
 * WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
 * ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF
 * OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.
 */

#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "regress/programs/sandbox/inside.h"

#define PAGE	4096

#ifndef SYS_newfstatat		/* arm */
#define SYS_newfstatat	SYS_fstatat64
#endif

/* Descriptors, and what they are set to. */
static int
pass_descriptor(void)
{
	union {
		struct cmsghdr	 hdr;
		char		 buf[CMSG_SPACE(sizeof(int))];
	}		 control = { .hdr = { .cmsg_len = CMSG_LEN(sizeof(int)),
	    .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS } };
	char		 c = 'x';
	struct iovec	 iov = { &c, 1 };
	struct msghdr	 msg = { .msg_iov = &iov, .msg_iovlen = 1,
	    .msg_control = &control, .msg_controllen = sizeof(control.buf) };

	return (int)sendmsg(fixture.pair[0], &msg, MSG_NOSIGNAL);
}

static int
send_plain_message(void)
{
	char		 c = 'x';
	struct iovec	 iov = { &c, 1 };
	struct msghdr	 msg = { .msg_iov = &iov, .msg_iovlen = 1 };

	return (int)sendmsg(fixture.pair[0], &msg, 0);
}

static int
receive_descriptor(void)
{
	char		 control[CMSG_SPACE(sizeof(int))], c;
	struct iovec	 iov = { &c, 1 };
	struct msghdr	 msg = { .msg_iov = &iov, .msg_iovlen = 1,
	    .msg_control = control, .msg_controllen = sizeof(control) };

	if (write(fixture.pair[0], "x", 1) != 1)
		return 0;
	return (int)recvmsg(fixture.pair[1], &msg, 0);
}

static int
send_out_of_band(void)
{
	return (int)send(fixture.pair[0], "x", 1, MSG_MORE);
}

static int
another_loop(void)
{
	return epoll_create1(0);
}

static int
another_pipe(void)
{
	int	 fds[2];

	return pipe2(fds, O_NONBLOCK);
}

static int
duplicate(void)
{
	return fcntl(fixture.pipe[0], F_DUPFD, 50);
}

static int
duplicate_old(void)
{
	return dup(fixture.pipe[0]);
}

static int
duplicate_over(void)
{
	return dup2(fixture.pipe[0], fixture.pipe[1]);
}

static int
keep_open(void)
{
	return fcntl(fixture.pipe[0], F_SETFD, 2);
}

static int
signal_when_ready(void)
{
	return fcntl(fixture.pipe[0], F_SETFL, O_ASYNC);
}

static int
pipe_size(void)
{
	return fcntl(fixture.pipe[0], F_SETPIPE_SZ, PAGE);
}

static int
move_in_file(void)
{
	return lseek(fixture.file_fd, 0, SEEK_SET) == -1 ? -1 : 0;
}

/* By a descriptor that was left open by mistake: out of any root folder. */
static int
open_below(void)
{
	return openat(fixture.inner_fd, "../file", O_RDONLY | O_CLOEXEC |
	    O_NOCTTY | O_NONBLOCK);
}

static int
look_below(void)
{
	struct stat	 st;

	return (int)syscall(SYS_newfstatat, fixture.inner_fd, "../file", &st,
	    AT_EMPTY_PATH);
}

static int
look_at_nothing(void)
{
	struct stat	 st;

	return (int)syscall(SYS_newfstatat, fixture.inner_fd, "", &st,
	    AT_EMPTY_PATH);
}

static int
look_extended(void)
{
	char	 st[512];

	return (int)syscall(SYS_statx, fixture.inner_fd, "../file", 0, 0x7ff,
	    st);
}

static int
remove_below(void)
{
	return unlinkat(fixture.inner_fd, "../none", 0) == -1 &&
	    errno == ENOENT ? 0 : -1;
}

static int
leave_by_descriptor(void)
{
	return fchdir(fixture.inner_fd);
}

const struct inside_case inside_descriptors[] = {
	{ "pass a descriptor", pass_descriptor, DENIED, ANYBODY },
	{ "sendmsg", send_plain_message, KILLED, ANYBODY },
	{ "receive a descriptor", receive_descriptor, DENIED, ANYBODY },
	{ "send with flags", send_out_of_band, DENIED, ANYBODY },
	{ "epoll_create1", another_loop, KILLED, ANYBODY },
	{ "pipe2", another_pipe, KILLED, ANYBODY },
	{ "duplicate a descriptor", duplicate, DENIED, ANYBODY },
	{ "dup", duplicate_old, DENIED, ANYBODY },
	{ "dup2 over a descriptor", duplicate_over, DENIED, ANYBODY },
	{ "flags of a descriptor", keep_open, DENIED, ANYBODY },
	{ "a signal when there is input", signal_when_ready, DENIED, ANYBODY },
	{ "the size of a pipe", pipe_size, DENIED, ANYBODY },
	{ "move in a file", move_in_file, DENIED, ANYBODY },
	{ "open by an open folder", open_below, DENIED, ANYBODY },
	{ "look by an open folder", look_below, DENIED, ANYBODY },
	{ "fstat as newfstatat", look_at_nothing, DENIED, ANYBODY },
	{ "statx by an open folder", look_extended, DENIED, ANYBODY },
	{ "remove by an open folder", remove_below, DENIED, ANYBODY },
	{ "enter an open folder", leave_by_descriptor, DENIED, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};
