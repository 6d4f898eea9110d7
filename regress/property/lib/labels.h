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

/* Random labels of the field table, right and wrong; for tests alone. */

#ifndef REGRESS_PROPERTY_LIB_LABELS_H
#define REGRESS_PROPERTY_LIB_LABELS_H

#include "regress/property/lib/table.h"

/*
 * Prints labels of one container as members of a JSON object: mostly what the
 * version knows, about objects of that name or of names that others have
 * too.  wrong: one label is changed into something else.
 */
void	labels_print(const struct row *table, long version, const char *name,
	    int wrong);

/* Prints a JSON string. */
void	labels_string(const char *);

#endif
