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
 * Compares an object with the table of Traefik's fields before it gets into
 * Redis.  A single key that Traefik does not know stops all routes of all
 * hosts.  route-maker validates each container, and rejects one that violates a
 * rule.  redis-writer validates again before it stores anything, because
 * route-maker parses foreign input.
 *
 * An object's name is a kind that labels can publish and one step; its id is
 * the folded name.  Each key is a path of the table, for that kind and version.
 * Each value is the canonical one for its type.  Keys are unique, also without
 * regard to case.  A key with a value has no keys below it.  Lists are numbered
 * without gaps.
 */

#ifndef TRAEFIK_VALIDATE_H
#define TRAEFIK_VALIDATE_H

#include <stdint.h>

#include "common/arena.h"
#include "traefik/field.h"
#include "traefik/siblings.h"

/*
 * The maximum of Traefik's versions at the same time.  After a reload
 * route-maker sends keys for the previous version for a while.
 */
#define VALIDATOR_VERSIONS	4

struct validator {
	uint32_t		 versions[VALIDATOR_VERSIONS];
	size_t			 nversions;
	struct arena		*arena;
	const struct field	*object;	/* "<name>" of its kind */
	struct siblings		 siblings;
};

/* The arena is the caller's.  The caller may reset it after each object. */
void		 validator_init(struct validator *, struct arena *);

/*
 * Also accepts keys for that version (0: the newest known).  Keeps the last
 * ones.
 */
void		 validator_allow(struct validator *, uint32_t version);

/* All return NULL, or the violated rule: a string without a full stop. */

/* Validates an id without a definition: that of an object to remove. */
const char	*validate_id(const struct validator *, const char *id);

/*
 * Validates an object: first its id and name, then its keys with their values
 * in any order ("" is the object itself), then its end.  The keys must stay
 * until then.
 */
const char	*validate_object(struct validator *, const char *id,
		    const char *name);
const char	*validate_pair(struct validator *, const char *key,
		    const char *value);
const char	*validate_end(struct validator *);

#endif
