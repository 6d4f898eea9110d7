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

/* sigaction(2), kill(2), signal(3) */

#ifndef OPENBSD_SIGNAL_H
#define OPENBSD_SIGNAL_H

#include <sys/types.h>

#define SIGHUP		1
#define SIGINT		2
#define SIGQUIT		3
#define SIGILL		4
#define SIGABRT		6
#define SIGFPE		8
#define SIGKILL		9
#define SIGBUS		10
#define SIGSEGV		11
#define SIGSYS		12
#define SIGPIPE		13
#define SIGALRM		14
#define SIGTERM		15
#define SIGSTOP		17
#define SIGCONT		19
#define SIGCHLD		20
#define SIGXCPU		24
#define SIGXFSZ		25
#define SIGINFO		29
#define SIGUSR1		30
#define SIGUSR2		31

#define SIG_DFL		((void (*)(int))0)
#define SIG_IGN		((void (*)(int))1)
#define SIG_ERR		((void (*)(int))-1)

#define SIG_BLOCK	1
#define SIG_UNBLOCK	2
#define SIG_SETMASK	3

typedef unsigned int	sigset_t;

struct sigaction {
	void		(*sa_handler)(int);
	sigset_t	 sa_mask;
	int		 sa_flags;
};

int	 kill(pid_t, int);
int	 raise(int);
int	 sigaction(int, const struct sigaction *, struct sigaction *);
int	 sigaddset(sigset_t *, int);
int	 sigemptyset(sigset_t *);
int	 sigfillset(sigset_t *);
void	(*signal(int, void (*)(int)))(int);
int	 sigprocmask(int, const sigset_t *, sigset_t *);

#endif
