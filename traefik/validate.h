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
 * An object as it will be in Redis, checked against the table of Traefik's
 * fields: one key that Traefik does not know stops all routes of all hosts.
 * route-maker asks this of each container, so that one that violates a rule is
 * rejected; redis-writer checks it again before it stores anything, because
 * route-maker parses foreign input.
 *
 * An object's name is a kind that labels can publish and one step; its id is
 * that name folded.  Each key is a path of the table, for that kind and
 * version; each value is the canonical one for its type; no key comes twice,
 * nor in another case, nor below one that has a value; lists are numbered
 * without gaps.
 */

#ifndef TRAEFIK_VALIDATE_H
#define TRAEFIK_VALIDATE_H

#include <stdint.h>

#include "common/arena.h"
#include "traefik/field.h"
#include "traefik/siblings.h"

/*
 * Versions of Traefik for which keys may be.  After a reload route-maker goes
 * on for a while with what it made for the version before.
 */
#define VALIDATOR_VERSIONS	4

struct validator {
	uint32_t		 versions[VALIDATOR_VERSIONS];
	size_t			 nversions;
	struct arena		*arena;
	const struct field	*object;	/* "<name>" of its kind */
	struct siblings		 siblings;
};

/* The arena is the caller's, which may reset it after each object. */
void		 validator_init(struct validator *, struct arena *);

/* Keys may be for that version, too (0: the newest known): the last ones are. */
void		 validator_allow(struct validator *, uint32_t version);

/* All return NULL, or the rule that is broken: a string without an end. */

/* An id without a definition: of what is to be removed. */
const char	*validate_id(const struct validator *, const char *id);

/*
 * An object: its id and name, its keys ("" is the object itself) with their
 * values in any order, then its end, until which the keys have to stay.
 */
const char	*validate_object(struct validator *, const char *id,
		    const char *name);
const char	*validate_pair(struct validator *, const char *key,
		    const char *value);
const char	*validate_end(struct validator *);

#endif
