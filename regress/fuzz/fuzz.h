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
 * What the harnesses share: texts of their input, what a parser says as one
 * text, and feeding it whole, byte by byte, and in two pieces.
 */

#ifndef REGRESS_FUZZ_FUZZ_H
#define REGRESS_FUZZ_FUZZ_H

#include <assert.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"

int	LLVMFuzzerInitialize(int *, char ***);
int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* A copy with a NUL added, to be freed. */
static inline char *
fuzz_text(const uint8_t *data, size_t len)
{
	char	*text = malloc(len + 1);

	assert(text != NULL);
	memcpy(text, data, len);
	text[len] = '\0';
	return text;
}

struct said {
	char	*text;
	size_t	 len;
	size_t	 size;
};

static inline void
say_bytes(struct said *s, const void *data, size_t len)
{
	if (s->size - s->len < len + 1) {
		s->size = 2 * (s->size + len + 1);
		s->text = realloc(s->text, s->size);
		assert(s->text != NULL);
	}
	memcpy(s->text + s->len, data, len);
	s->len += len;
	s->text[s->len] = '\0';
}

static inline void __attribute__((__format__ (printf, 2, 3)))
say(struct said *s, const char *fmt, ...)
{
	va_list	 ap;
	char	*text;
	int	 n;

	va_start(ap, fmt);
	n = vasprintf(&text, fmt, ap);
	va_end(ap);
	assert(n >= 0);
	say_bytes(s, text, (size_t)n);
	free(text);
}

static inline int
said_same(const struct said *a, const struct said *b)
{
	return a->len == b->len &&
	    (a->len == 0 || memcmp(a->text, b->text, a->len) == 0);
}

/*
 * Hands each piece on in memory of its own, so that sanitizers see overruns.
 * cut 0: byte by byte; else where to cut, as long as it is inside.
 */
static inline void
pieces(const uint8_t *data, size_t len, size_t cut,
    void (*feed)(void *, const char *, size_t), void *arg)
{
	char	*copy;
	size_t	 from, n;

	for (from = 0; from < len; from += n) {
		if (cut == 0)
			n = 1;
		else
			n = from == 0 && cut < len ? cut : len - from;
		copy = malloc(n);
		assert(copy != NULL);
		memcpy(copy, data + from, n);
		feed(arg, copy, n);
		free(copy);
	}
}

/* One run over data, cut as for pieces(); everything is said. */
typedef void	(*pieces_fn)(const uint8_t *, size_t len, size_t cut,
		    struct said *);

/*
 * The same is said however the bytes come.  The input's first two bytes are
 * where it is cut.
 */
static inline void
check_pieces(pieces_fn run, const uint8_t *data, size_t len)
{
	struct said	 whole = { 0 }, other = { 0 };
	size_t		 cut;

	if (len < 2)
		return;
	cut = (size_t)data[0] << 8 | data[1];
	data += 2;
	len -= 2;
	run(data, len, len + 1, &whole);
	run(data, len, 0, &other);
	assert(said_same(&whole, &other));
	other.len = 0;
	if (len > 1) {
		run(data, len, 1 + cut % (len - 1), &other);
		assert(said_same(&whole, &other));
	}
	free(whole.text);
	free(other.text);
}

#endif
