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
 * System calls of every process, each with its caller.  None of them gives the
 * process access to anything new.
 */

#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>

#include "common/confine/base_linux.h"
#include "common/confine/syscalls_linux.h"

const struct confine_syscall confine_base[] = {
	/* Calls of normal operation. */
	ALLOW(epoll_wait),		/* libevent: the only call at rest */
	STAYS("musl; arm64")
	ALLOW(epoll_pwait),		/* the same on arm64 and of musl */
	ALLOW(epoll_ctl),		/* libevent: event_add, event_del */
	ALLOW(read),			/* msg.c; libevent: signals */
	ALLOW(write),			/* msg.c; log.c: stderr */
	ALLOW(close),

	/* Private memory, which is not executable. */
	ALLOW(brk),			/* malloc */
	ALLOW_TESTS(mmap, BITS(2, 0, PROT_READ | PROT_WRITE),	/* malloc */
	    BITS(3, MAP_PRIVATE | MAP_ANONYMOUS, MAP_NORESERVE)),
	STAYS("musl: malloc; glibc: malloc, if brk(2) fails")
	ALLOW_BITS(mprotect, 2, PROT_READ | PROT_WRITE), /* malloc: arenas */
	ALLOW(munmap),			/* free */
	ALLOW_ARG(mremap, 3, MREMAP_MAYMOVE),		/* realloc */
	STAYS("glibc: free, of memory that is not of brk(2)")
	ALLOW_ARG(madvise, 2, MADV_DONTNEED),		/* free: trimming */
	STAYS("musl")
	ALLOW_ARG(madvise, 2, MADV_FREE),		/* the same of musl */

	/* Time, if the vDSO does not have it, and random numbers. */
	STAYS("a kernel whose vDSO cannot read the clock")
	ALLOW(clock_gettime),		/* system_linux.c: for all others */
	ALLOW(clock_gettime64),		/* the same on arm */
	ALLOW_BITS(getrandom, 2, GRND_NONBLOCK),	/* arc4random */

	/* metric.c: the time and memory of this process alone */
	ALLOW_ARG(getrusage, 0, RUSAGE_SELF),

	/* Descriptors that are accepted, or from kopd. */
	ALLOW_ARG(fcntl, 1, F_GETFL),	/* msg.c, evutil_make_socket_ */
	ALLOW_TESTS(fcntl, IS(1, F_SETFL),	/* nonblocking */
	    /* O_LARGEFILE: musl */
	    BITS(2, 0, O_ACCMODE | O_NONBLOCK | O_LARGEFILE)),
	ALLOW_ARGS(fcntl, 1, F_SETFD, 2, FD_CLOEXEC),
	ALLOW(poll),			/* peer_drain; log.c: would it block? */
	STAYS("arm64")
	ALLOW(ppoll),			/* the same on arm64 */
	STAYS("kernel: a poll(2) that was stopped goes on")
	ALLOW(restart_syscall),		/* kernel: after SIGSTOP, SIGCONT */

	/* Signals, and the end, normal or not. */
	STAYS("abort, if a handler returned")
	ALLOW_ARG(rt_sigaction, 0, SIGABRT),	/* abort */
	ALLOW(rt_sigprocmask),		/* abort */
	ALLOW(rt_sigreturn),		/* kernel: back from a handler */
	ALLOW(sigreturn),		/* the same on arm */
	ALLOW(getpid),			/* msg.c, abort */
	ALLOW(gettid),			/* abort */
	ALLOW_SELF(tgkill, 0),		/* abort */
	STAYS("musl")
	ALLOW_SELF(tkill, 0),		/* the same of musl */
	/* libc: "malloc(): corrupted ..."; musl: stderr */
	STAYS("libc: a bug of memory in a process")
	ALLOW(writev),
	ALLOW(exit_group),		/* exit */

	/* Files that libc opens but does not need: time zone, tty. */
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
	/* shadow memory has a place of its own */
	ALLOW_TESTS(mmap, BITS(2, 0, PROT_READ | PROT_WRITE),
	    BITS(3, MAP_ANONYMOUS, ~MAP_ANONYMOUS)),
	ALLOW(gettimeofday),
	ALLOW(rt_sigaction),
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
