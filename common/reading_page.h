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
 * The page of a file that kopd and route-maker share: the container that
 * route-maker is reading.  The file outlives both, so that the next start knows
 * which container made route-maker end.  route-maker writes the digits of an id
 * to the start of the page, or blanks; kopd writes the rest (crashes.c).
 */

#ifndef COMMON_READING_PAGE_H
#define COMMON_READING_PAGE_H

#include "common/hexid.h"

#define READING_PAGE	4096

/* The id with the end of the line. */
#define READING_LINE	(HEXID_DIGITS + 1)

#endif
