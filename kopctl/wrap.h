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

/* Output for the operator, in lines of 80 columns. */

#ifndef KOPCTL_WRAP_H
#define KOPCTL_WRAP_H

#include <stdio.h>

#define WRAP_COLUMNS	80

/*
 * Writes a paragraph: lines are broken at blanks; the first line is indented by
 * `first' blanks, the others by `rest'.  A word that is longer than a line is
 * not broken.  Control characters are encoded as vis(3) does.
 */
void	 wrap(FILE *, int first, int rest, const char *);

#endif
