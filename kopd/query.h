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
 * Requests to the children, for kopctl(8) or the log.  Several children can be
 * asked at once; each answers with one item after another.
 */

#ifndef KOPD_QUERY_H
#define KOPD_QUERY_H

#include "common/item.h"
#include "kopd/kopd.h"

/* A query ends with an error after these seconds without an item. */
#define QUERY_SECONDS	5

/*
 * It ends so many seconds after its client stopped to read: the child is not
 * read until then, for other clients either.
 */
#define QUERY_STALL_SECONDS	1

struct query_sink {
	/* Returns -1 to get no items until query_resume(). */
	int	(*item)(void *arg, enum role, const struct item *);
	/* error is "" on success; then the query is freed. */
	void	(*end)(void *arg, const char *error);
};

/* query_new: asks these children; roles has bits, 1 << role. */
struct query	*query_new(struct kopd *, unsigned int roles, uint32_t type,
		    const void *, size_t len, const struct query_sink *,
		    void *arg);
/* query_cancel: ends the query, without a call of end. */
void		 query_cancel(struct query *);
void		 query_resume(struct query *);

/* query_item, query_end: an answer of a child. */
void		 query_item(struct kopd *, struct peer *, uint32_t id,
		    const struct item *);
void		 query_end(struct kopd *, enum role, uint32_t id,
		    const char *error);

#endif
