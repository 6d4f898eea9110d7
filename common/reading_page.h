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
 * The page of a file that kopd and route-maker share: which container is being
 * read.  It outlives both, so that the next start can tell which container made
 * route-maker end.  route-maker writes the digits of an id at the page's
 * beginning, or blanks; all else is kopd's (crashes.c).
 */

#ifndef COMMON_READING_PAGE_H
#define COMMON_READING_PAGE_H

#include "common/hexid.h"

#define READING_PAGE	4096

/* The id with its line's end. */
#define READING_LINE	(HEXID_DIGITS + 1)

#endif
