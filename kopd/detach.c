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

#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "common/log.h"
#include "kopd/detach.h"

static int	 done = -1;	/* pipe to the parent */
static int	 null = -1;

static void
wait_for_daemon(pid_t pid, int fd)
{
	int	 status;
	char	 c;

	if (read(fd, &c, 1) == 1)
		_exit(0);
	if (waitpid(pid, &status, 0) == pid && WIFEXITED(status))
		_exit(WEXITSTATUS(status));
	log_errorx("ended before all processes were ready");
	_exit(1);
}

void
detach_begin(void)
{
	int	 fds[2];
	pid_t	 pid;

	/* A container ends with its first process. */
	if (getpid() == 1)
		fatalx("the first process of a container cannot go into the "
		    "background; start it with -d");
	if ((null = open("/dev/null", O_RDWR | O_CLOEXEC)) == -1)
		fatal("/dev/null");
	if (pipe2(fds, O_CLOEXEC) == -1 || (pid = fork()) == -1)
		fatal("going into the background");
	if (pid != 0) {
		(void)close(fds[1]);
		wait_for_daemon(pid, fds[0]);
	}
	(void)close(fds[0]);
	done = fds[1];
	if (setsid() == -1)
		fatal("setsid");
}

int
detach_fd(void)
{
	return done;
}

void
detach_end(void)
{
	int	 fd;

	if (done == -1)
		return;
	for (fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		(void)dup2(null, fd);
	log_set_stderr(0);
	(void)close(null);
	(void)!write(done, "", 1);
	(void)close(done);
	done = -1;
}
