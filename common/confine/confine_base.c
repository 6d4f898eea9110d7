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
 * System calls that every process makes, each with who makes it.  None of
 * them gets hold of anything that the process does not hold already.
 */

#ifdef __linux__

#include <sys/mman.h>

#include <linux/futex.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>

#include "confine_linux.h"

const struct confine_syscall confine_base[] = {
	/* What a process at work does all the time. */
	ALLOW(epoll_wait),		/* libevent: the only call at rest */
	ALLOW(epoll_pwait),		/* the same on arm64 */
	ALLOW(epoll_ctl),		/* libevent: event_add, event_del */
	ALLOW(recvmsg),			/* imsg.c */
	ALLOW_BITS(sendmsg, 2, MSG_NOSIGNAL),	/* imsg.c */
	ALLOW(read),			/* libevent: signals */
	ALLOW(write),			/* log.c: stderr */
	ALLOW(close),

	/* Memory, never to be executed. */
	ALLOW(brk),			/* malloc */
	ALLOW_BITS(mmap, 2, PROT_READ | PROT_WRITE),	/* malloc */
	ALLOW_BITS(mprotect, 2, PROT_READ | PROT_WRITE), /* malloc: arenas */
	ALLOW(munmap),			/* free */
	ALLOW(mremap),			/* realloc */
	ALLOW_ARG(madvise, 2, MADV_DONTNEED),		/* free: trimming */
	ALLOW(sysinfo),			/* qsort: memory there is */

	/* Time, where the vDSO cannot tell it; and randomness. */
	ALLOW(clock_gettime),
	ALLOW(gettimeofday),
	ALLOW(time),
	ALLOW(getrandom),		/* arc4random */

	/* The event loop, if it is made after confinement. */
	ALLOW(epoll_create1),		/* event_base_new */
	ALLOW(getuid),			/* libevent: its environment counts, */
	ALLOW(geteuid),			/* unless it runs set-user-id */
	ALLOW(getgid),
	ALLOW(getegid),
	ALLOW(pipe2),			/* libevent: wakes itself at signals */
	ALLOW_ARG(fcntl, 1, F_GETFL),	/* evutil_make_socket_nonblocking */
	ALLOW_ARG(fcntl, 1, F_SETFL),
	ALLOW_ARG(fcntl, 1, F_GETFD),	/* evutil_make_socket_closeonexec */
	ALLOW_ARG(fcntl, 1, F_SETFD),
	ALLOW(poll),			/* peer_drain; log.c: would it block? */
	ALLOW(ppoll),			/* the same on arm64 */
	ALLOW(restart_syscall),		/* kernel: after SIGSTOP, SIGCONT */

	/* Signals that come, and the end, good or bad. */
	ALLOW(rt_sigaction),		/* libevent, abort */
	ALLOW(rt_sigprocmask),		/* abort */
	ALLOW(rt_sigreturn),		/* kernel: back from a handler */
	ALLOW(getpid),			/* imsg.c, syslog, abort */
	ALLOW(gettid),			/* abort */
	ALLOW_SELF(tgkill, 0),		/* abort */
	ALLOW(writev),			/* libc: "malloc(): corrupted ..." */
	ALLOW(exit_group),		/* exit */
	ALLOW(exit),
	/* pthread_once, which has nobody to wake. */
	ALLOW_ARG(futex, 1, FUTEX_WAKE | FUTEX_PRIVATE_FLAG),

	/* syslog(3) on the connection it has; without one it gives up. */
	ALLOW_NULL(sendto, 4),
	DENY_SOCKET(AF_UNIX, SOCK_DGRAM, 0, EACCES),

	/* Files that libc looks for and can do without: time zone, tty. */
	DENY(open, EACCES),
	DENY(openat, EACCES),
	DENY(stat, EACCES),
	DENY(newfstatat, EACCES),
	DENY(access, EACCES),
	DENY(readlink, EACCES),
	DENY(readlinkat, EACCES),

#ifdef SANITIZED
	/* The sanitizers' runtime: its own allocator, and its report. */
	ALLOW(madvise),			/* gives shadow memory back */
	ALLOW(futex),			/* its locks */
	ALLOW(sched_yield),		/* its spin locks */
	ALLOW(sigaltstack),		/* at exit */
	ALLOW(pipe),			/* is this memory readable? */
	/* getrlimit of itself: bounds of the stack */
	ALLOW_ARGS(prlimit64, 0, 0, 2, 0),
	DENY(ioctl, ENOTTY),		/* colours? */
	DENY(clone, EPERM),		/* looks for a symbolizer */
	DENY(fork, EPERM),
#endif
	{ 0 }
};

#endif
