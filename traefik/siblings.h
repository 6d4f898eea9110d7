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
 * The keys of one object beside each other: what no key shows alone.
 */

#ifndef TRAEFIK_SIBLINGS_H
#define TRAEFIK_SIBLINGS_H

#include <stddef.h>

#include "common/arena.h"

struct sibling {
	const char	*key;
	const char	*folded;	/* the names in it that are free */
	const char	*name;		/* the first of those; NULL: none */
	const char	*index;		/* of an element in a list, or NULL */
	int		 parent;	/* may have keys below it */
};

struct siblings {
	struct sibling	*v;		/* the arena's */
	size_t		 n;
	size_t		 size;
};

void		 siblings_reset(struct siblings *);

/*
 * Adds a key, which is not copied; the caller sets what it learns of it before
 * it adds another one.
 */
struct sibling	*siblings_add(struct siblings *, struct arena *,
		    const char *key);

/*
 * NULL, or what is wrong with a step of its key as an index: 0, or [0] where
 * nothing is below; of servers a slot.
 */
const char	*sibling_index(struct sibling *, const char *step, size_t len,
		    int slot);

/*
 * NULL, or what is wrong with them: a duplicate key, names that differ in case
 * alone, a key below another that has a value, a list that is not numbered
 * from 0 on without gaps and in equal width, no key at all.
 */
const char	*siblings_fault(struct siblings *, struct arena *);

#endif
