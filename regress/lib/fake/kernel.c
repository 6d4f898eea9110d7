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

/*
 * Runs a command on a kernel that has less than this one: a filter of system
 * calls answers in the kernel's stead, and a process beside the command tells
 * the version of Landlock.
 * usage: kernel [-s] [-l version] command ...
 *	-s	there is no seccomp(2)
 *	-l	Landlock has that version; 0: there is none, off: it is
 *		disabled, denied: as a container's profile does
 */

#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <linux/filter.h>
#include <linux/seccomp.h>

#include <err.h>
#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset	444
#endif

#define IS_VERSION	1	/* the flag that asks for it */

#define SAYS(nr, action)						\
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (nr), 0, 1),		\
	BPF_STMT(BPF_RET | BPF_K, (action))

/* Returns a descriptor on which calls are to be answered. */
static int
install(uint32_t landlock, uint32_t seccomp)
{
	struct sock_filter	 code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		    offsetof(struct seccomp_data, nr)),
		SAYS(SYS_landlock_create_ruleset, landlock),
		SAYS(SYS_seccomp, seccomp),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog	 prog = { sizeof(code) / sizeof(code[0]),
				    code };
	long			 fd;

	if (geteuid() != 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
		err(1, "no_new_privs");
	fd = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
	    SECCOMP_FILTER_FLAG_NEW_LISTENER, &prog);
	if (fd == -1)
		err(1, "seccomp");
	return (int)fd;
}

/* As ioctl(2); the libraries do not agree on the type of a request. */
static long
request(int fd, unsigned long number, void *argument)
{
	return syscall(SYS_ioctl, fd, number, argument);
}

static void
answer(int fd, int version)
{
	struct seccomp_notif		 call;
	struct seccomp_notif_resp	 reply;

	memset(&call, 0, sizeof(call));
	if (request(fd, SECCOMP_IOCTL_NOTIF_RECV, &call) == -1)
		return;
	memset(&reply, 0, sizeof(reply));
	reply.id = call.id;
	if (call.data.args[2] == IS_VERSION)
		reply.val = version;
	else
		reply.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
	(void)request(fd, SECCOMP_IOCTL_NOTIF_SEND, &reply);
}

/* Until the command has ended. */
static void	beside(int, int, int) __attribute__((__noreturn__));

static void
beside(int fd, int command, int version)
{
	struct pollfd	 pfd[2] = {
		{ .fd = fd, .events = POLLIN },
		{ .fd = command, .events = POLLIN }
	};

	for (;;) {
		if (poll(pfd, 2, -1) == -1 && errno != EINTR)
			err(1, "poll");
		if (pfd[1].revents != 0)
			_exit(0);
		if (pfd[0].revents & POLLIN)
			answer(fd, version);
	}
}

static uint32_t
landlock_action(const char *text, int *version)
{
	const char	*why;

	if (strcmp(text, "off") == 0)
		return SECCOMP_RET_ERRNO | EOPNOTSUPP;
	if (strcmp(text, "denied") == 0)
		return SECCOMP_RET_ERRNO | EPERM;
	*version = (int)strtonum(text, 0, 100, &why);
	if (why != NULL)
		errx(1, "version %s: %s", text, why);
	return *version == 0 ? SECCOMP_RET_ERRNO | ENOSYS :
	    SECCOMP_RET_USER_NOTIF;
}

int
main(int argc, char *argv[])
{
	uint32_t	 landlock = SECCOMP_RET_ALLOW;
	uint32_t	 seccomp = SECCOMP_RET_ALLOW;
	int		 ch, fd, self, version = 0;

	while ((ch = getopt(argc, argv, "+l:s")) != -1) {
		if (ch == 'l')
			landlock = landlock_action(optarg, &version);
		else if (ch == 's')
			seccomp = SECCOMP_RET_ERRNO | ENOSYS;
		else
			exit(1);
	}
	if (optind == argc)
		errx(1, "no command");
	if ((self = (int)syscall(SYS_pidfd_open, getpid(), 0)) == -1)
		err(1, "pidfd_open");
	fd = install(landlock, seccomp);
	switch (fork()) {
	case -1:
		err(1, "fork");
	case 0:
		beside(fd, self, version);
		/* NOTREACHED */
	}
	(void)close(fd);
	(void)close(self);
	execvp(argv[optind], argv + optind);
	err(1, "%s", argv[optind]);
}
