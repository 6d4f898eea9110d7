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

#include "common/text.h"
#include "common/visible.h"
#include "go/utf8.h"
#include "kopctl/cell.h"

#define DOTS	"..."

/* Ranges of characters that are not one column wide. */
static const struct range {
	uint32_t	 from;
	uint32_t	 to;
	size_t		 width;
} ranges[] = {
	{ 0x0300, 0x036f, 0 },		/* combining marks */
	{ 0x0483, 0x0489, 0 },
	{ 0x0591, 0x05bd, 0 },
	{ 0x0610, 0x061a, 0 },
	{ 0x064b, 0x065f, 0 },
	{ 0x1100, 0x115f, 2 },		/* Hangul */
	{ 0x1ab0, 0x1aff, 0 },
	{ 0x1dc0, 0x1dff, 0 },
	{ 0x200b, 0x200d, 0 },		/* joiners */
	{ 0x20d0, 0x20ff, 0 },
	{ 0x2e80, 0x303e, 2 },		/* CJK */
	{ 0x3041, 0xa4cf, 2 },
	{ 0xac00, 0xd7a3, 2 },		/* Hangul */
	{ 0xf900, 0xfaff, 2 },		/* CJK */
	{ 0xfe00, 0xfe0f, 0 },		/* variations */
	{ 0xfe20, 0xfe2f, 0 },
	{ 0xfe30, 0xfe6f, 2 },
	{ 0xff00, 0xff60, 2 },		/* fullwidth */
	{ 0xffe0, 0xffe6, 2 },
	{ 0x1f300, 0x1f64f, 2 },	/* pictures */
	{ 0x1f680, 0x1f6ff, 2 },
	{ 0x1f900, 0x1f9ff, 2 },
	{ 0x20000, 0x3fffd, 2 },	/* CJK */
	{ 0xe0100, 0xe01ef, 0 },
};

static size_t
rune_width(uint32_t c)
{
	size_t	 i;

	for (i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
		if (c < ranges[i].from)
			break;
		if (c <= ranges[i].to)
			return ranges[i].width;
	}
	return 1;
}

char *
cell_text(const char *s)
{
	char		*text = NULL;
	size_t		 size, n;
	uint32_t	 c;
	FILE		*out;

	out = text_open(&text, &size);
	for (; *s != '\0'; s += n == 0 ? 1 : n) {
		n = rune_read(s, &c);
		if (n == 0 || (c < 0x80 && visible_control(c)))
			fprintf(out, "\\x%02x", c);
		else if (visible_control(c))
			fprintf(out, "\\u%04x", c);
		else
			fwrite(s, 1, n, out);
	}
	text_close(out);
	return text;
}

/*
 * The bytes that fit into so many columns, and in *used the columns that they
 * need.
 */
static size_t
fit(const char *text, size_t columns, size_t *used)
{
	const char	*s = text;
	size_t		 n, width;
	uint32_t	 c;

	*used = 0;
	for (; *s != '\0'; s += n) {
		if ((n = rune_read(s, &c)) == 0)
			n = 1;
		width = rune_width(c);
		if (*used + width > columns)
			break;
		*used += width;
	}
	return (size_t)(s - text);
}

size_t
cell_width(const char *text)
{
	size_t	 used;

	(void)fit(text, SIZE_MAX / 2, &used);
	return used;
}

void
cell_put(FILE *out, const char *text, size_t columns)
{
	size_t	 n, used, dots = strlen(DOTS);

	n = fit(text, columns, &used);
	if (text[n] == '\0' || columns <= dots) {
		fwrite(text, 1, n, out);
		dots = 0;
	} else {
		n = fit(text, columns - dots, &used);
		fwrite(text, 1, n, out);
		fputs(DOTS, out);
	}
	for (used += dots; used < columns; used++)
		fputc(' ', out);
}
