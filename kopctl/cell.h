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

/* One cell of a table on a terminal. */

#ifndef KOPCTL_CELL_H
#define KOPCTL_CELL_H

#include <stddef.h>
#include <stdio.h>

/*
 * cell_text: a copy, to be freed by the caller, in which control characters
 * and bytes that are not UTF-8 are escaped: "\x1b", "\u200e".
 *
 * cell_width: the columns that such a string needs.  Combining characters need
 * none; those of East Asia, and most symbols for pictures, need two.
 *
 * cell_put: writes it in that many columns.  A string that needs more ends with
 * "...", or is only cut if there are fewer than 4; the rest is blanks.
 */
char	*cell_text(const char *);
size_t	 cell_width(const char *);
void	 cell_put(FILE *, const char *, size_t columns);

#endif
