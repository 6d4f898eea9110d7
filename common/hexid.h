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
 * The id of a container or network: Docker writes it as 64 hexadecimal digits,
 * kopd stores and sends it as 32 bytes.
 */

#ifndef COMMON_HEXID_H
#define COMMON_HEXID_H

#include <sys/types.h>

#include <stddef.h>

#define HEXID_BYTES	32
#define HEXID_DIGITS	(2 * HEXID_BYTES)

struct hexid {
	u_char	 b[HEXID_BYTES];
};

/* 0 when the string is exactly 64 lower-case hexadecimal digits, else -1. */
int		 hexid_parse(struct hexid *, const char *, size_t len);

/* Writes 64 digits and a NUL; returns the buffer. */
const char	*hexid_text(const struct hexid *, char [HEXID_DIGITS + 1]);

/* Order as of memcmp(3). */
int		 hexid_cmp(const struct hexid *, const struct hexid *);

#endif
