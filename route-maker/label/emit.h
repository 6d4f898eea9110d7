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
 * Makes the pairs of one object: keeps the current key, and reports labels that
 * Redis cannot store.  For express.c and express_free.c only.
 */

#ifndef ROUTE_MAKER_LABEL_EMIT_H
#define ROUTE_MAKER_LABEL_EMIT_H

#include <stddef.h>

#include "route-maker/label/tree.h"

/*
 * Bytes of a key below its object: canonical names and the name of one label.
 */
#define KEY_MAX	4096

struct emitter {
	struct decode	*d;
	enum express	 mode;
	int		 failed;
	size_t		 left_out;	/* so far */
	struct pair	*list;
	size_t		 count;
	size_t		 size;
	char		 key[KEY_MAX];	/* the current one */
	size_t		 keylen;
};

void	 emit_init(struct emitter *, struct decode *, enum express);

/*
 * emit_refuse: reports that Redis cannot store the label's meaning: an error,
 * or with `lossy labels' a warning.
 * emit_fits: true if a step of a key can have that name; else calls
 * emit_refuse().
 */
void	 emit_refuse(struct emitter *, const char *label, const char *, ...)
	    __attribute__((__format__ (printf, 3, 4)));
int	 emit_fits(struct emitter *, const struct node *, const char *name);

/* Adds a pair with the current key.  Neither value nor label is copied. */
void	 emit_value(struct emitter *, const char *value, const char *label);

/* emit_push() appends a step to the key.  Pass its result to emit_pop(). */
size_t	 emit_push(struct emitter *, const char *step, char separator);
void	 emit_pop(struct emitter *, size_t keylen);

/* The number of digits of the last element's index. */
int	 emit_width(const struct node *list);

#endif
