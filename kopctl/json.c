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

#include <stddef.h>
#include <stdint.h>

#include "json.h"

/*
 * Length of the UTF-8 sequence at s, 0 when it is none: overlong forms,
 * surrogates and what lies beyond U+10FFFF are none (RFC 3629).
 */
static size_t
utf8_length(const unsigned char *s)
{
	static const struct {
		unsigned char	 mask;
		unsigned char	 lead;
		size_t		 length;
		uint32_t	 least;
	} forms[] = {
		{ 0x80, 0x00, 1, 0 },
		{ 0xe0, 0xc0, 2, 0x80 },
		{ 0xf0, 0xe0, 3, 0x800 },
		{ 0xf8, 0xf0, 4, 0x10000 },
	};
	uint32_t	 c;
	size_t		 f, i;

	for (f = 0; f < 4 && (*s & forms[f].mask) != forms[f].lead; f++)
		continue;
	if (f == 4)
		return 0;
	c = *s & (unsigned char)~forms[f].mask;
	for (i = 1; i < forms[f].length; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3f);
	}
	if (c < forms[f].least || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return 0;
	return forms[f].length;
}

static void
json_escape(FILE *out, unsigned char c)
{
	switch (c) {
	case '"':
	case '\\':
		fprintf(out, "\\%c", c);
		break;
	case '\n':
		fputs("\\n", out);
		break;
	case '\t':
		fputs("\\t", out);
		break;
	default:
		fprintf(out, "\\u%04x", c);
	}
}

void
json_string(FILE *out, const char *text)
{
	const unsigned char	*s = (const unsigned char *)text;
	size_t			 n;

	fputc('"', out);
	while (*s != '\0') {
		if ((n = utf8_length(s)) == 0) {
			fputs("\\ufffd", out);
			s++;
		} else if (n == 1 && (*s < ' ' || *s == '"' || *s == '\\' ||
		    *s == 0x7f))
			json_escape(out, *s++);
		else {
			fwrite(s, 1, n, out);
			s += n;
		}
	}
	fputc('"', out);
}
