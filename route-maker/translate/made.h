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
 * Labels of Traefik 3 that are being made of a container's own labels, with the
 * names of their objects, and the errors and warnings about it.
 */

#ifndef ROUTE_MAKER_TRANSLATE_MADE_H
#define ROUTE_MAKER_TRANSLATE_MADE_H

#include <stddef.h>
#include <stdint.h>

#include "route-maker/base/decode.h"
#include "route-maker/base/name_index.h"
#include "route-maker/label/label.h"

struct made_object {
	const char	*kind;		/* "router"; a constant */
	const char	*name;
	uint32_t	 hash;		/* of the folded name */
	const char	*origin;	/* as below */
	size_t		 first;		/* of its labels in the list */
	size_t		 n;		/* number of these, or 0 */
};

struct made {
	struct decode		*d;
	struct label		*list;
	struct name_index	 values;	/* of the list, by name */
	size_t			 n;
	size_t			 size;
	struct made_object	*objects;
	size_t			 nobjects;
	size_t			 room;
	size_t			 said;		/* errors and warnings */
};

/* An origin that is no label: a default of the translation. */
#define MADE_DEFAULT	""

/* The arena of decode has everything that is made. */
void	 made_init(struct made *, struct decode *);

/*
 * made_add: appends a label, whose name is formatted.  origin is the name of
 * the container's label that it comes from, or MADE_DEFAULT; neither it nor the
 * value is copied.  Returns 0.  Returns -1 with an error if there are
 * LABEL_COUNT_MAX labels.
 */
int	 made_add(struct made *, const char *origin, const char *value,
	    const char *, ...) __attribute__((__format__ (printf, 4, 5)));

/*
 * made_object: the container makes an object of that kind and name.  Names are
 * equal if they differ in case only.  Returns 0.  Returns -1 with an error if
 * the name is empty or longer than LABEL_NAME_MAX, cannot be part of a label,
 * or has an object already.
 * made_find: the object that has the name, or NULL.
 * made_twice: the error for a second object.
 */
int	 made_object(struct made *, const char *origin, const char *kind,
	    const char *name);
struct made_object *made_find(struct made *, const char *kind,
	    const char *name);
int	 made_twice(struct made *, const struct made_object *,
	    const char *origin, const char *name);

/*
 * made_fault: adds an error, and returns -1.
 * made_warn: adds a warning.
 * label is the name of a label, or NULL, or MADE_DEFAULT.  An equal message is
 * not repeated; of more than MADE_SAID_MAX the rest is dropped, but never the
 * first error.
 */
#define MADE_SAID_MAX	64
int	 made_fault(struct made *, const char *label, const char *, ...)
	    __attribute__((__format__ (printf, 3, 4)));
void	 made_warn(struct made *, const char *label, const char *, ...)
	    __attribute__((__format__ (printf, 3, 4)));

#endif
