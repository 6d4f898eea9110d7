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
 * What the operator wants to have explained: a container, by its name or the
 * beginning of its id, or an object by its name, with or without family and
 * kind ("web", "routers/web", "http/routers/web"), with or without "@docker" or
 * "@redis".  Case does not matter.
 */

#ifndef ROUTE_MAKER_EXPLAIN_WANTED_H
#define ROUTE_MAKER_EXPLAIN_WANTED_H

#include "common/hexid.h"

struct wanted;

enum match {
	MATCH_NONE,
	MATCH_PREFIX,		/* a few digits of an id: there may be a better
				   match */
	MATCH_GOOD
};

/* "" means everything.  The caller frees the result. */
struct wanted	*wanted_new(const char *name);
void		 wanted_free(struct wanted *);

int		 wanted_all(const struct wanted *);
enum match	 wanted_container(const struct wanted *, const struct hexid *,
		    const char *name);

/* Compares with the object's folded id: "http/routers/web". */
int		 wanted_object(const struct wanted *, const char *id);

#endif
