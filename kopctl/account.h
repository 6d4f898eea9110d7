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
 * The explanation of containers and labels, which combines the answers of two
 * processes (see PARENT_EXPLAIN in messages.h): route-maker has containers and
 * labels, redis-writer has the objects that other hosts keep out of Redis.
 */

#ifndef KOPCTL_ACCOUNT_H
#define KOPCTL_ACCOUNT_H

#include "kopctl/annotate.h"
#include "kopctl/items.h"

/*
 * find: sets the place of a container or, if label is not NULL, of its label;
 * returns 0 if it is not known.
 */
struct where {
	int		(*find)(const void *arg, const char *container,
			    const char *label, struct place *);
	const void	*arg;
};

struct account {
	const struct where	*where;		/* NULL: no places are known */
	const struct items	*maker;
	const struct items	*writer;
	const struct item	**waits;	/* of the writer, by claim */
	size_t			 nwaits;
};

/* The answer must not change.  Sorts: n log n. */
void	 account_init(struct account *, const struct answer *);
void	 account_free(struct account *);

/* Why an object of a container is not in Redis; NULL: it is. */
const char *account_kept_out(const struct account *, const struct item *object);

/* The status of a container, and its reason. */
const char *account_status(const struct account *,
	    const struct item *container, const char **reason);

/* True if a label is neither for Traefik nor for kopd. */
int	 account_foreign(const struct account *, const struct item *label);

#endif
