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

/* Starts a child with fixed descriptors; it inherits nothing else. */

#ifndef KOPD_SPAWN_H
#define KOPD_SPAWN_H

#include <sys/types.h>

#include "common/role.h"

struct spawn {
	enum role	 role;
	int		 fds[4];	/* become FD_PARENT, FD_PARENT + 1, ... */
	int		 nfds;
	int		 err;		/* its standard error; -1: the same */
	int		 to_stderr;	/* the child logs to standard error */
	int		 json;		/* as JSON */
	int		 verbose;	/* -1: it logs nothing */
};

/*
 * spawn: executes the program of role: that of the build tree from which kopd
 * runs, else the installed one.  Root uses a build tree only if no user can
 * write to it or to a directory above it, but root and the owner of kopd's own
 * program; else a warning logs the reason.  Closes fds.  Failure is fatal().
 */
pid_t	 spawn(const struct spawn *);

/*
 * spawn_missing: NULL if the program of role can be executed; else its expected
 * path, to be freed, and errno.
 */
char	*spawn_missing(enum role);

/* A pair of connected stream sockets, close-on-exec; failure is fatal(). */
void	 spawn_pair(int fds[2]);

#endif
