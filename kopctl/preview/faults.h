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

/* The errors, warnings and waiting objects that route-maker lists. */

#ifndef KOPCTL_PREVIEW_FAULTS_H
#define KOPCTL_PREVIEW_FAULTS_H

#include "kopctl/items.h"
#include "kopctl/preview/listed.h"

struct faults {
	char	**v;		/* lines of route-maker */
	size_t	  n;
	size_t	  errors;	/* warnings among them */
	size_t	  warnings;
	size_t	  waiting;
};

/* Takes an item of the status; others than these are ignored. */
void	 faults_take(struct faults *, const struct item *);

/*
 * faults_say: reports all of them.  The answer is an explanation that tells
 * errors from warnings; without one, all are errors.  With a listing, each has
 * its place in the compose file, and for GitHub, what differs only in the
 * number of the container is reported once.
 */
void	 faults_say(const struct faults *, struct annotate *,
	    const struct answer *, const struct listing *);

/* True if not all are warnings. */
int	 faults_any(const struct faults *);

void	 faults_free(struct faults *);

#endif
