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

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "go/unicode.h"
#include "go/utf8.h"
#include "route-maker/normalize.h"

/* Letters and numbers are kept. */
static int
is_kept(uint32_t c)
{
	return rune_is_letter(c) || rune_is_number(c);
}

char *
normalize(const char *name)
{
	const char	*end = name + strlen(name);
	char		*result, *p;
	size_t		 n;
	int		 gap = 0;

	if ((result = malloc((size_t)(end - name) + 1)) == NULL)
		fatal(NULL);
	for (p = result; name < end; name += n) {
		if (!is_kept(rune_next(name, (size_t)(end - name), &n))) {
			gap = 1;
			continue;
		}
		if (gap && p != result)
			*p++ = '-';
		gap = 0;
		memcpy(p, name, n);
		p += n;
	}
	*p = '\0';
	return result;
}
