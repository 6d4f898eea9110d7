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
 * Values of labels.  They are checked like in Traefik's parser (Go's strconv
 * and time packages), and written like Traefik writes them.
 */

#ifndef TRAEFIK_VALUE_H
#define TRAEFIK_VALUE_H

#include <stddef.h>

#include "common/arena.h"
#include "traefik/field.h"

/*
 * Returns the canonical string of a value of that type.  It is the value
 * itself, or in the arena.  Returns NULL if Traefik rejects the value, or if
 * the type is a port or scheme and the value is not.  A list of one empty item
 * is " ", an empty list is "".
 */
const char	*value_canonical(struct arena *, enum field_type, const char *);

/* Returns 1 if an item of a list has no white space at its ends, else 0. */
int	value_is_item(const char *, size_t len);

/* A description of the values of a type, for errors: "true or false". */
const char	*value_describe(enum field_type);

#endif
