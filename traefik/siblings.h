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

/* All keys of one object.  Finds errors that a single key does not show. */

#ifndef TRAEFIK_SIBLINGS_H
#define TRAEFIK_SIBLINGS_H

#include <stddef.h>

#include "common/arena.h"

struct sibling {
	const char	*key;
	const char	*folded;	/* the key with its free names folded */
	const char	*name;		/* the first free name; NULL: none */
	const char	*index;		/* of an element in a list, or NULL */
	int		 parent;	/* may have keys below it */
};

struct siblings {
	struct sibling	*v;		/* in the arena */
	size_t		 n;
	size_t		 size;
};

void		 siblings_reset(struct siblings *);

/*
 * Adds a key without copying it.  The caller fills in the other members before
 * it adds another key.
 */
struct sibling	*siblings_add(struct siblings *, struct arena *,
		    const char *key);

/*
 * Records a step of the key as an index.  Returns NULL, or the error in it.
 * [0] is an index only with a key below it.  With slot the step is the slot of
 * a server.
 */
const char	*sibling_index(struct sibling *, const char *step, size_t len,
		    int slot);

/*
 * Returns NULL, or the error: a duplicate key, names that differ only in case,
 * a key below another that has a value, a list that is not numbered from 0
 * without gaps and in equal width, or no key at all.
 */
const char	*siblings_fault(struct siblings *, struct arena *);

#endif
