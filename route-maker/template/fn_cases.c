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

#include "go/unicode.h"
#include "go/utf8.h"
#include "route-maker/template/buffer.h"
#include "route-maker/template/fn.h"
#include "route-maker/template/limit.h"

/* Types of words in huandu/xstrings, which puts a connector between words. */
enum word_type {
	WORD_INVALID,
	WORD_NUMBER,
	WORD_UPPER,
	WORD_ALPHABET,
	WORD_CONNECTOR,
	WORD_PUNCT,
	WORD_OTHER
};

static int
is_connector(uint32_t c)
{
	return c == '-' || c == '_' || rune_is_space(c);
}

/* xstrings does not count letters of scripts without cases. */
static int
is_alphabet(uint32_t c)
{
	if (!rune_is_letter(c))
		return 0;
	/* Han, kana, Hangul and similar scripts. */
	return !((c >= 0x3040 && c <= 0xd7ff) || (c >= 0xf900 && c <= 0xfaff) ||
	    (c >= 0x20000 && c <= 0x3ffff));
}

static enum word_type
rune_word(uint32_t c)
{
	if (is_connector(c))
		return WORD_CONNECTOR;
	if (rune_is_punct(c))
		return WORD_PUNCT;
	if (rune_is_upper(c))
		return WORD_UPPER;
	if (is_alphabet(c))
		return WORD_ALPHABET;
	return rune_is_number(c) ? WORD_NUMBER : WORD_OTHER;
}

/* A hyphen after punctuation is punctuation, and not a connector. */
static int
continues(enum word_type type, uint32_t c)
{
	return type == WORD_PUNCT ? rune_is_punct(c) : rune_word(c) == type;
}

/* Returns the end of a run of characters of that type. */
static size_t
run_length(struct tmpl_string s, size_t from, enum word_type type, size_t *last)
{
	size_t	 i, n;

	*last = 0;
	for (i = from; i < s.len; i += n) {
		if (!continues(type, rune_next(s.s + i, s.len - i, &n)))
			break;
		*last = n;
	}
	return i;
}

/* Removes the next word from the rest; WORD_INVALID if there is no word. */
static enum word_type
next_word(struct tmpl_string *rest, struct tmpl_string *word)
{
	enum word_type	 type;
	uint32_t	 c;
	size_t		 n, end, last, after;

	*word = (struct tmpl_string){ rest->s, 0 };
	if (rest->len == 0)
		return WORD_INVALID;
	c = rune_next(rest->s, rest->len, &n);
	type = rune_word(c);
	end = run_length(*rest, 0, type, &last);
	if (type == WORD_UPPER && end < rest->len &&
	    rune_word(rune_next(rest->s + end, rest->len - end, &after)) ==
	    WORD_ALPHABET) {
		if (end == n)		/* "First" */
			end = run_length(*rest, end, WORD_ALPHABET, &last);
		else			/* "HTTPServer": S is in the next
					   word */
			end -= last;
	}
	word->len = end;
	rest->s += end;
	rest->len -= end;
	return type;
}

static void
add_lower(struct exec *x, struct buffer *b, enum word_type type,
    struct tmpl_string s, int connector)
{
	uint32_t	 c;
	size_t		 i, n;

	if (type != WORD_UPPER && type != WORD_CONNECTOR) {
		buffer_add(x, b, s.s, s.len);
		return;
	}
	for (i = 0; i < s.len; i += n) {
		c = rune_next(s.s + i, s.len - i, &n);
		if (is_connector(c))
			buffer_putc(x, b, connector);
		else
			buffer_rune(x, b, rune_lower(c));
	}
}

struct words {
	enum word_type		 type;
	struct tmpl_string	 word;
	struct tmpl_string	 rest;
	int			 connector;
};

/* Words after a number.  No connector separates them from it. */
static void
add_tail(struct exec *x, struct buffer *b, struct words *w)
{
	while (w->type == WORD_ALPHABET || w->type == WORD_NUMBER) {
		add_lower(x, b, w->type, w->word, w->connector);
		w->type = next_word(&w->rest, &w->word);
	}
	if (w->type != WORD_INVALID && w->type != WORD_PUNCT &&
	    w->type != WORD_CONNECTOR)
		buffer_putc(x, b, w->connector);
}

/* A number after a word belongs to it in "Bld4Floor", but not in "HTTP2xx". */
static void
add_number(struct exec *x, struct buffer *b, struct words *w)
{
	struct tmpl_string	 number = w->word;

	w->type = next_word(&w->rest, &w->word);
	if (w->type != WORD_ALPHABET) {
		add_lower(x, b, WORD_NUMBER, number, w->connector);
		if (w->type != WORD_CONNECTOR && w->type != WORD_PUNCT)
			buffer_putc(x, b, w->connector);
		return;
	}
	buffer_putc(x, b, w->connector);
	add_lower(x, b, WORD_NUMBER, number, w->connector);
	add_tail(x, b, w);
}

static struct datum
join_words(struct exec *x, struct tmpl_string s, int connector)
{
	struct words		 w = { WORD_INVALID, { "", 0 }, s, connector };
	struct buffer		 b = { NULL, 0, 0 };
	struct tmpl_string	 last;
	enum word_type		 previous;

	w.type = next_word(&w.rest, &w.word);
	while (w.rest.len > 0) {
		exec_step(x, 1);
		if (w.type != WORD_CONNECTOR)
			add_lower(x, &b, w.type, w.word, connector);
		previous = w.type;
		last = w.word;
		w.type = next_word(&w.rest, &w.word);
		if (previous == WORD_NUMBER)
			add_tail(x, &b, &w);
		else if (previous == WORD_CONNECTOR)
			add_lower(x, &b, previous, last, connector);
		else if (previous == WORD_PUNCT)
			continue;
		else if (w.type == WORD_NUMBER) {
			if (w.rest.len > 0)
				add_number(x, &b, &w);
		} else if (w.type != WORD_CONNECTOR && w.type != WORD_PUNCT)
			buffer_putc(x, &b, connector);
	}
	add_lower(x, &b, w.type, w.word, connector);
	return datum_string(buffer_string(x, &b));
}

FN(fn_snakecase)
{
	(void)n;
	return join_words(x, args[0].s, '_');
}

FN(fn_kebabcase)
{
	(void)n;
	return join_words(x, args[0].s, '-');
}

/* Everything after r0, the first character that is not a connector. */
static void
camel_rest(struct exec *x, struct buffer *b, struct tmpl_string s, size_t i,
    uint32_t r0, int upper)
{
	uint32_t	 r1;
	size_t		 n;

	for (; i < s.len; i += n) {
		r1 = r0;
		r0 = rune_next(s.s + i, s.len - i, &n);
		if (is_connector(r0) && is_connector(r1)) {
			buffer_rune(x, b, r1);
			continue;
		}
		if (is_connector(r1)) {
			upper = rune_is_upper(r0);
			r0 = rune_upper(r0);
			continue;
		}
		if (upper && rune_is_upper(r0))
			r0 = rune_lower(r0);
		else
			upper = 0;
		buffer_rune(x, b, r1);
	}
	buffer_rune(x, b, upper ? rune_lower(r0) : r0);
}

FN(fn_camelcase)
{
	struct buffer		 b = { NULL, 0, 0 };
	struct tmpl_string	 s = args[0].s;
	uint32_t		 c = 0;
	size_t			 i, len = 0;

	(void)n;
	for (i = 0; i < s.len; i += len) {
		c = rune_next(s.s + i, s.len - i, &len);
		if (!is_connector(c))
			break;
		buffer_rune(x, &b, c);
	}
	if (i < s.len && i + len < s.len)
		camel_rest(x, &b, s, i + len, rune_lower(c), rune_is_upper(c));
	else if (s.len > 0)
		buffer_rune(x, &b, i < s.len ? rune_lower(c) : c);
	return datum_string(buffer_string(x, &b));
}
