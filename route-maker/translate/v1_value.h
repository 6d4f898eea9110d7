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

/* The values of the labels of a part, as Traefik 1 read them. */

#ifndef ROUTE_MAKER_TRANSLATE_V1_VALUE_H
#define ROUTE_MAKER_TRANSLATE_V1_VALUE_H

#include "route-maker/translate/v1_part.h"

/*
 * v1_get: the label of that name; NULL if there is none.
 * v1_filled: the same, NULL if its value is empty.
 * v1_has: true if the name of a label whose value is not empty begins with the
 * prefix.
 */
const struct v1_label	*v1_get(const struct v1_part *, const char *name);
const struct v1_label	*v1_filled(const struct v1_part *, const char *name);
int	 v1_has(const struct v1_part *, const char *prefix);

/*
 * v1_bool, v1_int: a value, as Traefik 1 read it: without a label the default;
 * for an invalid value also the default, with a warning.
 */
int	 v1_bool(const struct v1_part *, const char *name, int dflt);
int64_t	 v1_int(const struct v1_part *, const char *name, int64_t dflt);

/*
 * v1_text: the value of a label, with its escapes resolved; NULL with an error.
 * v1_words: the same for each word of a list.  Returns -1 with an error.
 */
const char *v1_text(const struct v1_part *, const struct v1_label *);
int	 v1_words(const struct v1_part *, const struct v1_label *,
	    struct words *);

/*
 * v1_emit: makes a label of each label whose row has that `into': below base,
 * the row's field.  Values that say nothing are dropped.  Returns their number,
 * or -1 with an error.
 */
int	 v1_emit(const struct v1_part *, enum v1_into, const char *base);

#endif
