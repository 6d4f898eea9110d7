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

#include <stdlib.h>
#include <string.h>

#include "common/encode.h"
#include "common/log.h"
#include "kopctl/wrap.h"

static void
put_words(FILE *out, int first, int rest, char *text)
{
	char	*word, *end;
	int	 column = first, len, begun = 0;

	fprintf(out, "%*s", first, "");
	for (word = text; *word != '\0'; word = end) {
		/* Blanks within a line do not change. */
		end = word + strspn(word, " ");
		end += strcspn(end, " ");
		len = (int)(end - word);
		if (begun && *word == ' ' && column + len > WRAP_COLUMNS) {
			word += strspn(word, " ");
			fprintf(out, "\n%*s", rest, "");
			column = rest;
			len = (int)(end - word);
		}
		fwrite(word, 1, (size_t)len, out);
		column += len;
		begun = 1;
	}
	fputc('\n', out);
}

void
wrap(FILE *out, int first, int rest, const char *text)
{
	char	*encoded = encode(text, VIS_TAB | VIS_NOSLASH);

	put_words(out, first, rest, encoded);
	free(encoded);
}
