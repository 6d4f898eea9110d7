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
 * The set of what an object may be about: host names, entry points, names.  It
 * may also be anything; then it is in no list of names, and meets every one.
 */

#ifndef POLICY_SET_H
#define POLICY_SET_H

#include <stddef.h>

#include "common/arena.h"

/* The maximum of members; a set with more is any. */
#define SET_MEMBERS_MAX	1024

struct set {
	const char	**v;
	size_t		  n;
	size_t		  room;
	int		  any;
};

/* set_add: adds a string that outlives the set. */
void	 set_add(struct set *, struct arena *, const char *);

/* set_any: from now on the set is anything. */
void	 set_any(struct set *);

/* set_join: adds all members of another one. */
void	 set_join(struct set *, struct arena *, const struct set *);

#endif
