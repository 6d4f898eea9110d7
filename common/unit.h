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

/* Numbers with a unit, such as 64K, as kopd.conf(5) and rules have them. */

#ifndef COMMON_UNIT_H
#define COMMON_UNIT_H

#include <stddef.h>
#include <stdint.h>

struct unit {
	const char	*name;		/* "" for none */
	long long	 value;
};

/*
 * unit_digits: the number at the start of the string, and its end; -1: none, or
 * above UINT32_MAX.
 * unit_read: a number and one of the units, in the smallest unit; -1 for other
 * strings.
 */
long long	 unit_digits(const char *, const char **end);
long long	 unit_read(const char *, const struct unit *, size_t count);

/* unit_size: "90", "90K", "90M", "1G", in bytes; -1 for other strings. */
long long	 unit_size(const char *);

/* unit_size_text: the shortest string for that many bytes. */
#define UNIT_SIZE_TEXT	16
void		 unit_size_text(char[UNIT_SIZE_TEXT], uint32_t);

#endif
