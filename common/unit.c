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

#include <stdio.h>
#include <string.h>

#include "common/unit.h"

long long
unit_digits(const char *s, const char **end)
{
	long long	 n = 0;

	if (*s < '0' || *s > '9')
		return -1;
	for (; *s >= '0' && *s <= '9'; s++) {
		n = n * 10 + (*s - '0');
		if (n > UINT32_MAX)
			return -1;
	}
	*end = s;
	return n;
}

long long
unit_read(const char *s, const struct unit *units, size_t count)
{
	const char	*end;
	long long	 n = unit_digits(s, &end);
	size_t		 i;

	for (i = 0; n != -1 && i < count; i++)
		if (strcmp(end, units[i].name) == 0)
			return n * units[i].value;
	return -1;
}

long long
unit_size(const char *s)
{
	static const struct unit units[] = {
		{ "", 1 }, { "K", 1024 }, { "M", 1024 * 1024 },
		{ "G", 1024 * 1024 * 1024 },
	};

	return unit_read(s, units, sizeof(units) / sizeof(units[0]));
}

void
unit_size_text(char text[UNIT_SIZE_TEXT], uint32_t n)
{
	static const char	 units[] = "KMG";
	int			 i;

	for (i = 0; units[i] != '\0' && n > 0 && n % 1024 == 0; i++)
		n /= 1024;
	(void)snprintf(text, UNIT_SIZE_TEXT, "%u%.*s", n, i > 0,
	    &units[i > 0 ? i - 1 : 0]);
}
