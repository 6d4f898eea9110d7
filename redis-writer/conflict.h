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
 * Objects that are kept out of the view because of conflicts, with other hosts
 * mostly.
 */

#ifndef REDIS_WRITER_CONFLICT_H
#define REDIS_WRITER_CONFLICT_H

#include <stddef.h>

#include <hiredis/hiredis.h>

struct writer;

struct wait {
	const char	*id;
	const char	*owner;		/* host; "": none */
	const char	*how;		/* "waits", "alone": see closure.lua */
	const char	*cause;		/* of "blocked": what it refers to */
	const char	*container;	/* the owner's; "": not known */
};

void	 conflict_init(struct writer *);
void	 conflict_free(struct writer *);
/*
 * Of the ids just looked at, kept_out (an array of [id, owner, how, cause,
 * container, ms]) are those that wait; the others do not, or no longer.
 * changed is called with each that begins or ends to wait.
 */
typedef void	(*conflict_changed)(struct writer *, const char *id);
void	 conflict_update(struct writer *, char *const *ids, size_t n,
	    const redisReply *kept_out, conflict_changed changed);
/* At each heartbeat: counts what was not logged one by one. */
void	 conflict_tick(struct writer *);
size_t	 conflict_count(const struct writer *);
/* Nothing of ours waits any more. */
void	 conflict_clear(struct writer *);
int	 conflict_has(const struct writer *, const char *id);
/* The first one with an id after this one (NULL: of all); NULL at the end. */
const struct wait *conflict_next(const struct writer *, const char *after);
/* What to say of it, behind its id: "waits for host b, ...".  Static. */
const char *conflict_text(const struct wait *);

#endif
