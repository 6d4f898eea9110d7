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

/* inttypes(3), strtol(3) */

#ifndef OPENBSD_INTTYPES_H
#define OPENBSD_INTTYPES_H

#include <stdint.h>

#define PRId32		"d"
#define PRIi32		"i"
#define PRIu32		"u"
#define PRIx32		"x"
#define PRIX32		"X"
#define PRId64		"lld"
#define PRIi64		"lli"
#define PRIu64		"llu"
#define PRIx64		"llx"
#define PRIX64		"llX"
#define SCNu64		"llu"
#define SCNd64		"lld"
#define PRIuMAX		"ju"
#define PRIdMAX		"jd"

intmax_t	 strtoimax(const char *, char **, int);
uintmax_t	 strtoumax(const char *, char **, int);

#endif
