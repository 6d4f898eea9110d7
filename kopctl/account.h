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
 * What an explanation says when the two processes that give it are taken
 * together (see PARENT_EXPLAIN in messages.h): route-maker knows containers and
 * labels, redis-writer which objects are kept out of Redis by other hosts.
 */

#ifndef KOPCTL_ACCOUNT_H
#define KOPCTL_ACCOUNT_H

#include "kopctl/items.h"

struct account {
	const struct items	*maker;
	const struct items	*writer;
	const struct item	**waits;	/* of the writer, by claim */
	size_t			 nwaits;
};

/* The answer has to stay as it is.  Sorts: n log n. */
void	 account_init(struct account *, const struct answer *);
void	 account_free(struct account *);

/* Why an object of a container is kept out of Redis; NULL: it is not. */
const char *account_kept_out(const struct account *, const struct item *object);

/* The status of a container, and the reason of it. */
const char *account_status(const struct account *,
	    const struct item *container, const char **reason);

/* True when a label is not for Traefik nor for kopd. */
int	 account_foreign(const struct account *, const struct item *label);

#endif
