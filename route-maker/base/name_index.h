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
 * Finds names among those of one container, which may have thousands.  The
 * hashes are keyed: no choice of names makes it slow.
 */

#ifndef ROUTE_MAKER_BASE_NAME_INDEX_H
#define ROUTE_MAKER_BASE_NAME_INDEX_H

#include <stddef.h>
#include <stdint.h>

#include "common/arena.h"

struct name_slot {
	const char	*name;		/* NULL: free */
	const void	*value;
	uint32_t	 hash;
};

struct name_index {
	struct name_slot	*slots;	/* in the arena */
	size_t			 size;	/* a power of two, or 0 */
	size_t			 count;
};

#define NAME_INDEX_INITIALIZER	{ NULL, 0, 0 }

/*
 * Names are equal if they differ in case only, as for Traefik (see go/fold.h).
 *
 * name_index_find: the value of the name, or NULL.
 * name_index_add: adds a name with a value that is not NULL, unless the index
 * has the name.  Returns the value that the index has.  Neither is copied.
 */
const void	*name_index_find(const struct name_index *, const char *name);
const void	*name_index_add(struct arena *, struct name_index *,
		    const char *name, const void *value);

#endif
