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

/* Starting a child: fixed descriptors, nothing else inherited. */

#ifndef KOPD_SPAWN_H
#define KOPD_SPAWN_H

#include <sys/types.h>

#include "common/role.h"

struct spawn {
	enum role	 role;
	int		 fds[4];	/* become FD_PARENT, FD_PARENT + 1, ... */
	int		 nfds;
	int		 err;		/* becomes standard error; -1: ours */
	int		 to_stderr;	/* the child logs to standard error */
	int		 verbose;	/* -1: it logs nothing */
};

/*
 * spawn: executes role's program, the one of the build tree that kopd runs
 * from, else the installed one.  Root uses a build tree only where it, and
 * all directories above, belong to root and nobody else may write to them;
 * otherwise a warning says what is wrong.  Closes fds.  Failure is fatal().
 */
pid_t	 spawn(const struct spawn *);

/*
 * spawn_missing: NULL when role's program can be executed; else where it
 * should be, to be freed, and errno.
 */
char	*spawn_missing(enum role);

/* A pair of connected stream sockets, close-on-exec; failure is fatal(). */
void	 spawn_pair(int fds[2]);

#endif
