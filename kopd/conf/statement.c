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

#include "kopd/conf/statement.h"

void
statement_enter(struct statement *st, enum block block)
{
	memset(st, 0, sizeof(*st));
	st->block = block;
}

int
statement_complete(const struct statement *st)
{
	const struct form	*f;

	if (st->lists > 0)
		return 0;
	if (st->words[0] == '\0')
		return 1;
	f = form_find(st->block, st->words);
	return f != NULL && (f->takes == TAKES_NOTHING || st->values > 0);
}

/* True for yes, no, never and auto. */
static int
is_value(const struct form *f, const char *word)
{
	if (f == NULL)
		return 0;
	if (f->takes == TAKES_YESNO)
		return strcmp(word, "yes") == 0 || strcmp(word, "no") == 0;
	if (f->takes == TAKES_PAUSE && strcmp(word, "auto") == 0)
		return 1;
	return (f->takes == TAKES_INTERVAL || f->takes == TAKES_PAUSE) &&
	    strcmp(word, "never") == 0;
}

static void
next_keyword(struct statement *st, const char *word)
{
	char	 longer[FORM_WORDS_MAX];
	int	 n;

	if (st->lists > 0)
		return;
	if (st->values == 0 && is_value(form_find(st->block, st->words),
	    word)) {
		st->values++;
		return;
	}
	n = snprintf(longer, sizeof(longer), "%s%s%s", st->words,
	    st->words[0] != '\0' ? " " : "", word);
	if (st->values == 0 && n > 0 && (size_t)n < sizeof(longer) &&
	    form_begins(st->block, longer)) {
		memcpy(st->words, longer, sizeof(longer));
		return;
	}
	if (statement_complete(st) && form_begins(st->block, word)) {
		statement_enter(st, st->block);
		(void)strlcpy(st->words, word, sizeof(st->words));
	}
}

static void
next_text(struct statement *st)
{
	if (st->words[0] != '\0' && st->lists == 0)
		st->values++;
}

/* The block that these words open; BLOCK_MAIN: they open no block. */
static enum block
opened(const struct statement *st)
{
	enum block	 b;

	if (st->block != BLOCK_MAIN)
		return BLOCK_MAIN;
	for (b = BLOCK_DOCKER; b < BLOCK_NONE; b++) {
		if (strcmp(form_block_name(b), st->words) == 0)
			return b;
	}
	return BLOCK_MAIN;
}

static void
next_brace(struct statement *st, int c, int lineno)
{
	enum block	 block = opened(st);

	if (c == '{' && block != BLOCK_MAIN && st->values == 0)
		statement_enter(st, block);
	else if (c == '{' && st->words[0] != '\0') {
		st->lists++;
		st->list_line = lineno;
	} else if (c == '}' && st->lists > 0) {
		st->lists--;
		st->values++;
	} else if (c == '}')
		statement_enter(st, BLOCK_MAIN);
}

void
statement_next(struct statement *st, const struct token *t)
{
	switch (t->kind) {
	case LEX_KEYWORD:
		next_keyword(st, t->text);
		break;
	case LEX_WORD:
	case LEX_QUOTED:
	case LEX_NUMBER:
		next_text(st);
		break;
	case LEX_NEWLINE:
		if (st->lists == 0)
			statement_enter(st, st->block);
		break;
	case LEX_OTHER:
		next_brace(st, t->text[0], t->lineno);
		break;
	case LEX_END:
	case LEX_BAD:
		break;
	}
}
