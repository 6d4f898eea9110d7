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
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/xstrdup.h"
#include "kopd/conf/complain.h"
#include "kopd/conf/keyword.h"
#include "kopd/conf/reader.h"

static char *
place_text(const char *file, int line)
{
	char	*text;

	if (asprintf(&text, "%s:%d", file, line) == -1)
		fatal(NULL);
	return text;
}

void
reader_start(struct reader *r, struct source *source,
    struct conf_report *report)
{
	memset(r, 0, sizeof(*r));
	r->source = source;
	r->report = report;
	statement_enter(&r->now, BLOCK_MAIN);
}

void
reader_include(struct reader *r, struct source *source)
{
	r->source = source;
	r->owes_newline = 1;
}

const char *
reader_opened(const struct reader *r)
{
	static char	 where[1024];

	if (r->opened_in == NULL)
		return "none";
	if (strcmp(r->opened_in, r->source->name) == 0)
		(void)snprintf(where, sizeof(where), "line %d", r->opened_at);
	else
		(void)snprintf(where, sizeof(where), "%s:%d", r->opened_in,
		    r->opened_at);
	return where;
}

/* The block of that name, whose last word is the token. */
static enum block
block_of(const struct reader *r, const struct token *t)
{
	const char	*before = r->now.words, *rest;
	enum block	 b;
	size_t		 n = strlen(before);

	for (b = BLOCK_DOCKER; t->kind == LEX_KEYWORD && b < BLOCK_NONE;
	    b++) {
		rest = form_block_name(b);
		if (strchr(rest, ' ') != NULL) {
			if (strncmp(rest, before, n) != 0 || rest[n] != ' ')
				continue;
			rest += n + 1;
		}
		if (strcmp(rest, t->text) == 0)
			return b;
	}
	return BLOCK_MAIN;
}

static void
note_block(struct reader *r)
{
	free(r->opened_in);
	r->opened_in = xstrdup(r->source->name);
	r->opened_at = r->token.lineno;
	r->opened_depth = source_depth(r->source);
}

/* Inserts a token before the last one. */
static void
insert(struct reader *r, const char *text)
{
	r->inserted[r->ninserted++] = text;
}

/* The same for the words of a block, of which the first one comes last. */
static void
insert_block(struct reader *r, enum block block)
{
	const char	*name = form_block_name(block);
	const char	*blank = strchr(name, ' ');

	if (blank == NULL)
		insert(r, name);
	else {
		insert(r, blank + 1);
		insert(r, "labels");
	}
}

static void
next_inserted(struct reader *r)
{
	struct token	*t = &r->token;

	(void)strlcpy(t->text, r->inserted[--r->ninserted], sizeof(t->text));
	t->kind = keyword_find(t->text) != -1 ? LEX_KEYWORD : LEX_OTHER;
	t->defines = 0;
	statement_next(&r->now, t);
}

static void
next_held(struct reader *r)
{
	r->token = r->held;
	r->holds = 0;
	explicit_bzero(&r->held, sizeof(r->held));
	statement_next(&r->now, &r->token);
}

/* Closes the block before the last token. */
static void
close_before(struct reader *r)
{
	r->held = r->token;
	r->holds = 1;
	insert(r, "}");
	next_inserted(r);
}

static struct complaint
complaint(struct reader *r, char **origin)
{
	*origin = place_text(r->source->name, r->token.lineno);
	return (struct complaint){
		.report = r->report, .origin = *origin, .before = &r->before,
		.token = &r->token, .opened = reader_opened(r), .rest = ""
	};
}

/*
 * A block begins within another block.  Either the outer block lacks its "}",
 * or the outer block continues after the inner one, and has its "}" there.
 */
static void
block_in_block(struct reader *r)
{
	struct complaint	 c;
	char			*origin;

	c = complaint(r, &origin);
	if (source_open_braces(r->source) > -1)
		complain_open(&c);
	else {
		complain_nested(&c);
		r->again = r->now.block;
	}
	free(origin);
	close_before(r);
}

/*
 * A list contains a keyword.  Either the list lacks its "}", or the keyword is
 * intended as an entry.
 */
static void
word_in_list(struct reader *r)
{
	struct complaint	 c;
	char			*origin;
	char			*rest = source_rest(r->source);
	int			 forgotten;

	forgotten = strchr(rest, '}') == NULL &&
	    source_open_braces(r->source) > -2;
	freezero(rest, strlen(rest));
	c = complaint(r, &origin);
	complain_list(&c, forgotten);
	free(origin);
	if (forgotten)
		close_before(r);
	else {
		r->token.kind = LEX_QUOTED;
		statement_next(&r->now, &r->token);
	}
}

/*
 * True if the last token begins a statement that is permitted only outside of
 * blocks, and the open block lacks its "}".  Then the error is reported.
 */
static int
is_outer(struct reader *r)
{
	struct complaint	 c;
	char			*origin;

	if (r->token.kind != LEX_KEYWORD || !statement_complete(&r->now) ||
	    block_of(r, &r->token) != BLOCK_MAIN ||
	    form_begins(r->now.block, r->token.text) ||
	    !form_begins(BLOCK_MAIN, r->token.text) ||
	    source_open_braces(r->source) < 0)
		return 0;
	c = complaint(r, &origin);
	complain_open(&c);
	free(origin);
	return 1;
}

/* An included file ends without the "}" of the block that it opened. */
static void
block_behind_file(struct reader *r)
{
	char	*origin = place_text(r->opened_in, r->opened_at);

	conf_error(r->report, origin, "the block that begins here does not end "
	    "before the end of the file; the \"}\" of %s { ... } is missing",
	    form_block_name(r->now.block));
	free(origin);
	close_before(r);
}

static void
next_newline(struct reader *r)
{
	r->owes_newline = 0;
	r->token.kind = LEX_NEWLINE;
	statement_next(&r->now, &r->token);
}

static void
next_scanned(struct reader *r, int lines)
{
	struct token	*t = &r->token;
	int		 inside = r->now.block != BLOCK_MAIN;

	scan_next(&r->source, t, r->report, lines);
	if (t->kind == LEX_WORD && keyword_find(t->text) != -1)
		t->kind = LEX_KEYWORD;
	if (inside && source_depth(r->source) < r->opened_depth) {
		block_behind_file(r);
		return;
	}
	if (r->now.lists > 0 && t->kind == LEX_KEYWORD) {
		word_in_list(r);
		return;
	}
	if (inside && is_outer(r)) {
		close_before(r);
		return;
	}
	if (inside && block_of(r, t) != BLOCK_MAIN &&
	    source_peek(r->source) == '{') {
		block_in_block(r);
		return;
	}
	statement_next(&r->now, t);
	if (!inside && r->now.block != BLOCK_MAIN)
		note_block(r);
	if (inside && r->now.block == BLOCK_MAIN && r->again != BLOCK_MAIN) {
		insert(r, "{");
		insert_block(r, r->again);
		r->again = BLOCK_MAIN;
	}
}

static int
is_brace(const struct token *t, int c)
{
	return t->kind == LEX_OTHER && t->text[0] == c;
}

/* True if the token ends a statement. */
static int
is_end(const struct token *t)
{
	return t->kind == LEX_END || t->kind == LEX_NEWLINE ||
	    is_brace(t, '}');
}

void
reader_skip(struct reader *r)
{
	/* A list ends with its "}". */
	r->skips = r->before.lists == 0 && !is_end(&r->token);
	r->braces = is_brace(&r->token, '{');
}

static void
skip(struct reader *r)
{
	struct token	*t = &r->token;

	r->skips = 0;
	statement_enter(&r->now, r->before.block);
	do {
		scan_next(&r->source, t, r->report, 0);
		r->braces += is_brace(t, '{');
	} while (t->kind != LEX_END && (!is_end(t) ||
	    (r->braces > 0 && (t->kind == LEX_NEWLINE || r->braces-- > 0))));
	r->before = r->now;
	statement_next(&r->now, t);
}

void
reader_next(struct reader *r, int lines)
{
	if (r->skips) {
		skip(r);
		return;
	}
	r->before = r->now;
	if (r->ninserted > 0)
		next_inserted(r);
	else if (r->holds)
		next_held(r);
	else if (r->owes_newline)
		next_newline(r);
	else
		next_scanned(r, lines);
}

void
reader_word(struct reader *r)
{
	scan_next(&r->source, &r->token, r->report, 0);
	statement_enter(&r->now, r->now.block);
	r->before = r->now;
}

void
reader_end(struct reader *r)
{
	while (r->source != NULL)
		r->source = source_pop(r->source);
	free(r->opened_in);
	explicit_bzero(r, sizeof(*r));
}
