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
 * Objects of this host that are not published because of a conflict, mostly
 * with another host.
 */

#ifndef REDIS_WRITER_CONFLICT_H
#define REDIS_WRITER_CONFLICT_H

#include <stddef.h>

#include <hiredis/hiredis.h>

struct writer;

struct wait {
	const char	*id;
	const char	*owner;		/* host; "": no owner */
	const char	*how;		/* "waits", "alone": see closure.lua */
	const char	*cause;		/* of "blocked": the id it refers to */
	const char	*container;	/* of the owner; "": not known */
};

void	 conflict_init(struct writer *);
void	 conflict_free(struct writer *);
/*
 * Takes the result of a script for these ids.  The ids in kept_out, an array
 * of [id, owner, how, cause, container, ms], wait; the others do not wait, or
 * no longer.  Calls changed for each object that begins or ceases to wait.
 */
typedef void	(*conflict_changed)(struct writer *, const char *id);
void	 conflict_update(struct writer *, char *const *ids, size_t n,
	    const redisReply *kept_out, conflict_changed changed);
/*
 * At each heartbeat: logs the number of objects that had no line of their own.
 */
void	 conflict_tick(struct writer *);
size_t	 conflict_count(const struct writer *);
/* No object of this host waits any more. */
void	 conflict_clear(struct writer *);
int	 conflict_has(const struct writer *, const char *id);
/*
 * Returns the first waiting object with an id after this one, or the first of
 * all for NULL.  Returns NULL at the end.
 */
const struct wait *conflict_next(const struct writer *, const char *after);
/*
 * Returns the part of a log line that follows the id: "waits for host b, ...".
 * Static.
 */
const char *conflict_text(const struct wait *);

#endif
