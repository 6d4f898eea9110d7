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

#include "common/visible.h"
#include "go/utf8.h"
#include "kopctl/json.h"

static void
json_escape(FILE *out, uint32_t c)
{
	switch (c) {
	case '"':
	case '\\':
		fprintf(out, "\\%c", (int)c);
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
	uint32_t	 c;
	size_t		 n;

	fputc('"', out);
	for (; *text != '\0'; text += n) {
		if ((n = rune_read(text, &c)) == 0) {
			fputs("\\ufffd", out);
			n = 1;
		} else if (c == '"' || c == '\\' || visible_control(c))
			json_escape(out, c);
		else
			fwrite(text, 1, n, out);
	}
	fputc('"', out);
}
