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
 * Feeds a text to a parser whole, byte by byte, and in two pieces cut at
 * every position, and checks that it says the same each time.  What a parser
 * says is written into a buffer by the test's callbacks.
 */

#ifndef REGRESS_UNIT_ROUTE_MAKER_PIECES_H
#define REGRESS_UNIT_ROUTE_MAKER_PIECES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct said {
	char	 text[4096];
	size_t	 len;
};

/* One run: the pieces are [0, cut), [cut, len); cut 0 is byte by byte. */
typedef void	(*pieces_fn)(const char *, size_t len, size_t cut,
		    struct said *);

static inline void __attribute__((__format__ (printf, 2, 3)))
say(struct said *s, const char *fmt, ...)
{
	va_list	 ap;
	int	 n;

	va_start(ap, fmt);
	n = vsnprintf(s->text + s->len, sizeof(s->text) - s->len, fmt, ap);
	va_end(ap);
	assert_true(n >= 0 && (size_t)n < sizeof(s->text) - s->len);
	s->len += (size_t)n;
}

/* Each piece is copied to its own memory, so that sanitizers see overruns. */
static inline void
pieces(const char *text, size_t len, size_t cut,
    int (*feed)(void *, const char *, size_t), void *parser)
{
	char	*copy;
	size_t	 from, n;

	for (from = 0; from < len; from += n) {
		if (cut == 0)
			n = 1;
		else
			n = from == 0 && cut < len ? cut : len - from;
		copy = malloc(n);
		assert_non_null(copy);
		memcpy(copy, text + from, n);
		feed(parser, copy, n);
		free(copy);
	}
}

static inline void
check_pieces(pieces_fn run, const char *text, size_t len, const char *wanted)
{
	struct said	 said;
	size_t		 cut;

	for (cut = 0; cut <= len; cut++) {
		memset(&said, 0, sizeof(said));
		run(text, len, cut, &said);
		assert_string_equal(said.text, wanted);
	}
}

#define CHECK(run, text, wanted)	\
	check_pieces((run), (text), sizeof(text) - 1, (wanted))

#endif
