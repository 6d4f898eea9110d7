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
 * `make SECCOMP_DEBUG=1' builds programs that log the call that their filter
 * does not permit:
 *
 *	route-maker: system call 41 is not permitted: 0x2 0x1 0x0 ... at 0x7f...
 *
 * ausyscall(8) knows the name of the number.  In all other builds, this file
 * has only the action that kills the process.
 */

#include <linux/seccomp.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "build.h"
#include "common/confine/arch_linux.h"
#include "common/confine/trap_linux.h"
#include "common/log.h"

#if !defined(SECCOMP_DEBUG) || !defined(ARCHITECTURE)

uint32_t
trap_action(void)
{
	return SECCOMP_RET_KILL_PROCESS;
}

const char *
trap_note(void)
{
	return "";
}

#else

#include <ucontext.h>

#if defined(__x86_64__)
#define REGISTER(u, n)	((unsigned long long)(u)->uc_mcontext.gregs[n])
#define ARGUMENTS(u)							\
	REGISTER(u, REG_RDI), REGISTER(u, REG_RSI), REGISTER(u, REG_RDX), \
	REGISTER(u, REG_R10), REGISTER(u, REG_R8), REGISTER(u, REG_R9)
#elif defined(__aarch64__)
#define REGISTER(u, n)	((unsigned long long)(u)->uc_mcontext.regs[n])
#define ARGUMENTS(u)							\
	REGISTER(u, 0), REGISTER(u, 1), REGISTER(u, 2),			\
	REGISTER(u, 3), REGISTER(u, 4), REGISTER(u, 5)
#elif defined(__arm__)
#define REGISTER(u, n)	((unsigned long long)(u)->uc_mcontext.arm_r##n)
#define ARGUMENTS(u)							\
	REGISTER(u, 0), REGISTER(u, 1), REGISTER(u, 2),			\
	REGISTER(u, 3), REGISTER(u, 4), REGISTER(u, 5)
#elif defined(__riscv)
#define REGISTER(u, n)							\
	((unsigned long long)(u)->uc_mcontext.__gregs[REG_A0 + (n)])
#define ARGUMENTS(u)							\
	REGISTER(u, 0), REGISTER(u, 1), REGISTER(u, 2),			\
	REGISTER(u, 3), REGISTER(u, 4), REGISTER(u, 5)
#endif

/*
 * snprintf(3) is not safe in handlers of signals.  Here it formats numbers
 * only, and the process ends.
 */
static void
on_sigsys(int sig, siginfo_t *info, void *context)
{
	const ucontext_t	*u = context;
	char			 report[256];

	(void)sig;
	(void)snprintf(report, sizeof(report), "%s: system call %d is not "
	    "permitted: %#llx %#llx %#llx %#llx %#llx %#llx at %p\n",
	    log_get_name(), info->si_syscall, ARGUMENTS(u),
	    info->si_call_addr);
	_exit(write(STDERR_FILENO, report, strlen(report)) == -1 ? 2 : 1);
}

/* The handler is set once: the first filter does not permit sigaction(2). */
uint32_t
trap_action(void)
{
	static int		 ready;
	struct sigaction	 sa = { .sa_sigaction = on_sigsys,
				    .sa_flags = SA_SIGINFO };

	if (!ready && sigaction(SIGSYS, &sa, NULL) == -1)
		fatal("SIGSYS");
	ready = 1;
	return SECCOMP_RET_TRAP;
}

const char *
trap_note(void)
{
	return " (SECCOMP_DEBUG: not for use)";
}

#endif
