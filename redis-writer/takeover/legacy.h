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
 * The legacy keys of a traefik-kop in Redis: the names that its sets list,
 * with the keys below each name.  The bytes are not ours, so everything has a
 * limit.
 */

#ifndef REDIS_WRITER_TAKEOVER_LEGACY_H
#define REDIS_WRITER_TAKEOVER_LEGACY_H

#include <stddef.h>

#include "redis-writer/msgpack.h"

/* Limits of names, of keys, and of the bytes of both. */
#define LEGACY_NAMES_MAX	200000
#define LEGACY_KEYS_MAX	200000
#define LEGACY_BYTES_MAX	(32 * 1024 * 1024)

struct legacy;

/* One of the sets, by the part of its name between "traefik_" and "@<host>". */
struct legacy_set {
	const char	*name;		/* "http_routers" */
	const char	*section;	/* "http/routers/" */
};

#define LEGACY_SETS		8
extern const struct legacy_set legacy_sets[LEGACY_SETS];

/* Out of memory is fatal() in all of these. */
struct legacy *legacy_new(void);
void	 legacy_free(struct legacy *);

/*
 * legacy_list: adds a member of a set, such as "web@docker".  Returns 0; or
 * LEGACY_UNFIT if it cannot be taken over, because a name that is not ASCII
 * may fold to the name of another object; or LEGACY_FULL if there are too
 * many.
 */
#define LEGACY_UNFIT		(-1)
#define LEGACY_FULL		(-2)
int	 legacy_list(struct legacy *, const struct legacy_set *,
	    const char *member);
/* Returns the number of names. */
size_t	 legacy_count(struct legacy *);

/*
 * legacy_key: adds a published key if it is below one of the names.  Returns
 * -1 if there are too many.
 */
int	 legacy_key(struct legacy *, const char *key);

/*
 * legacy_next: returns the object after this id (NULL: the first one), routers
 * before all others; NULL at the end.  Adds its packed keys to `keys' unless
 * that is NULL.
 */
const char *legacy_next(struct legacy *, const char *after,
	    struct msgpack *keys);

/* Calls f with each key that has a server's address, and the object's id. */
void	 legacy_servers(struct legacy *, void (*f)(const char *id,
	    const char *key, void *), void *);

/*
 * legacy_host: returns the hostname in a key of traefik-kop's own: one of the
 * sets, or the time of its last write.  Returns NULL for any other key.
 */
const char *legacy_host(const char *key);

#endif
