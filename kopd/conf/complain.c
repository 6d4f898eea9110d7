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
#include <strings.h>

#include "common/nearest.h"
#include "kopd/conf/complain.h"
#include "kopd/conf/keyword.h"

/* Bytes of a list of words in a message. */
#define LIST_MAX	256

#define COMMENT	"\"%s\" is not allowed here: comments begin with #"

struct words {
	char	 v[64][FORM_WORDS_MAX];
	size_t	 n;
};

static void
words_add(struct words *w, const char *word, size_t len)
{
	char	*copy = w->v[w->n];
	size_t	 i;

	if (w->n + 1 == sizeof(w->v) / sizeof(w->v[0]))
		return;
	(void)snprintf(copy, sizeof(w->v[0]), "%.*s", (int)len, word);
	for (i = 0; i < w->n; i++) {
		if (strcmp(w->v[i], copy) == 0)
			return;
	}
	w->n++;
}

/* The words that may follow: in a block, after the words of a statement. */
static void
words_next(struct words *w, enum block block, const char *before)
{
	const char	*word;
	size_t		 i, len;

	w->n = 0;
	for (i = 0; form_get(i) != NULL; i++) {
		if ((word = form_next(i, block, before, &len)) != NULL)
			words_add(w, word, len);
	}
}

/* "`a', `b' or `c'" */
static const char *
words_text(const struct words *w, char text[LIST_MAX])
{
	size_t	 i, n = 0;
	int	 more;

	text[0] = '\0';
	for (i = 0; i < w->n && n < LIST_MAX; i++) {
		more = snprintf(text + n, LIST_MAX - n, "%s`%s'",
		    i == 0 ? "" : i + 1 == w->n ? " or " : ", ", w->v[i]);
		n += more > 0 ? (size_t)more : 0;
	}
	return text;
}

static const char *
word_of(const void *arg, size_t i)
{
	return ((const struct words *)arg)->v[i];
}

static const char *
words_nearest(const struct words *w, const char *word)
{
	return nearest(word, w->n, word_of, w);
}

static const char *
any_word(const void *arg, size_t i)
{
	(void)arg;
	return keyword_get(i);
}

static const char *
nearest_of_all(const char *word)
{
	size_t	 n = 0;

	while (keyword_get(n) != NULL)
		n++;
	return nearest(word, n, any_word, NULL);
}

/* The keyword for the booleans of other programs. */
static const char *
switch_meant(const char *word)
{
	if (strcasecmp(word, "true") == 0 || strcasecmp(word, "on") == 0)
		return "yes";
	if (strcasecmp(word, "false") == 0 || strcasecmp(word, "off") == 0)
		return "no";
	return NULL;
}

/* What is permitted after the words, "port takes a number"; static. */
static const char *
expected(const struct statement *st)
{
	static char		 text[2 * LIST_MAX + FORM_WORDS_MAX];
	const struct form	*f = form_find(st->block, st->words);
	struct words		 w;
	char			 list[LIST_MAX];

	words_next(&w, st->block, st->words);
	(void)snprintf(text, sizeof(text), "%s takes %s%s%s", st->words,
	    f == NULL ? "" : f->takes == TAKES_NOTHING ?
	    "nothing after it" : f->what,
	    f == NULL || w.n == 0 ? "" : ", or ", words_text(&w, list));
	return text;
}

static void
say_unknown(const struct complaint *c, const char *word, const char *known,
    const char *more)
{
	conf_error(c->report, c->origin, "unknown word \"%s\"%s%s%s%s%s%s",
	    word,
	    known != NULL ? ": did you mean \"" : "",
	    known != NULL ? known : "", known != NULL ? "\"?" : "",
	    more == NULL ? "" : known != NULL ? " (" : ": ",
	    more != NULL ? more : "",
	    more != NULL && known != NULL ? ")" : "");
}

/* Each block that has statements with that first word: "redis { ... }". */
static size_t
blocks_with(const char *word, char text[LIST_MAX])
{
	const char	*first;
	enum block	 b;
	size_t		 i, len, found = 0, n = 0;
	int		 more;

	text[0] = '\0';
	for (b = BLOCK_DOCKER; b < BLOCK_NONE; b++) {
		for (i = 0; form_get(i) != NULL; i++) {
			first = form_next(i, b, "", &len);
			if (first != NULL && strlen(word) == len &&
			    strncmp(first, word, len) == 0)
				break;
		}
		if (form_get(i) == NULL || n >= LIST_MAX)
			continue;
		more = snprintf(text + n, LIST_MAX - n, "%s%s { ... }",
		    found++ > 0 ? " or " : "", form_block_name(b));
		n += more > 0 ? (size_t)more : 0;
	}
	return found;
}

/* The words before it in statements: `bind' for `ip'. */
static void
words_before(struct words *w, const char *word)
{
	const struct form	*f;
	const char		*p;
	size_t			 i, len = strlen(word);

	w->n = 0;
	for (i = 0; (f = form_get(i)) != NULL; i++) {
		for (p = strchr(f->words, ' '); p != NULL;
		    p = strchr(p + 1, ' ')) {
			if (strncmp(p + 1, word, len) == 0 &&
			    (p[1 + len] == ' ' || p[1 + len] == '\0'))
				words_add(w, f->words,
				    (size_t)(p - f->words));
		}
	}
}

/* Where a keyword is permitted; static. */
static const char *
belongs(const struct complaint *c, const char *word)
{
	static char	 text[2 * LIST_MAX];
	struct words	 w;
	char		 list[LIST_MAX];

	if (form_begins(BLOCK_MAIN, word))
		(void)snprintf(text, sizeof(text), "it must be outside of "
		    "blocks, but %s opens one", c->opened);
	else if (blocks_with(word, list) > 0)
		(void)snprintf(text, sizeof(text), "it must be in the block %s",
		    list);
	else {
		words_before(&w, word);
		(void)snprintf(text, sizeof(text), "%s%s", w.n > 0 ?
		    "it follows " : "it is the value of a setting",
		    words_text(&w, list));
	}
	return text;
}

static void
say_misplaced(const struct complaint *c, const char *word)
{
	conf_error(c->report, c->origin, "`%s' does not belong here: %s", word,
	    belongs(c, word));
}

static int
is_secret(const struct statement *st)
{
	return strstr(st->words, "password") != NULL;
}

/* "hostname = x", as if it defined a macro. */
static void
say_equals(const struct complaint *c)
{
	const struct form	*f = form_find(c->before->block,
				    c->before->words);
	const char		*words = c->before->words;

	if (f == NULL)
		conf_error(c->report, c->origin, "`=' is for macros, and `%s' "
		    "is not a macro: %s, without `='", words,
		    expected(c->before));
	else if (f->takes == TAKES_BLOCK)
		conf_error(c->report, c->origin, "`=' is for macros, and `%s' "
		    "is not a macro; write `%s { ... }'", words, words);
	else if (is_secret(c->before) || *c->rest == '\0')
		conf_error(c->report, c->origin, "`=' is for macros, and `%s' "
		    "is not a macro; write it without `='", words);
	else
		conf_error(c->report, c->origin, "`=' is for macros, and `%s' "
		    "is not a macro; write `%s %s' without `='", words, words,
		    c->rest);
}

/* The token for messages; static. */
static const char *
called(const struct token *t)
{
	static char	 text[FORM_WORDS_MAX + 16];

	switch (t->kind) {
	case LEX_QUOTED:
		return "a string in quotes";
	case LEX_NUMBER:
		return "a number";
	case LEX_OTHER:
		(void)snprintf(text, sizeof(text), "`%.60s'", t->text);
		return text;
	default:
		(void)snprintf(text, sizeof(text), "\"%.60s\"", t->text);
		return text;
	}
}

/* The token is in a list between braces. */
static void
say_in_list(const struct complaint *c)
{
	const struct statement	*st = c->before;

	if (c->token->kind == LEX_END)
		conf_error(c->report, c->origin, "the list that begins in line "
		    "%d does not end; the \"}\" of %s { ... } is missing",
		    st->list_line, st->words);
	else
		conf_error(c->report, c->origin, "%s is not allowed here: %s",
		    called(c->token), expected(st));
}

/* No statement begins with the word. */
static void
say_no_statement(const struct complaint *c, const char *word)
{
	struct words	 w;
	const char	*known;

	words_next(&w, c->before->block, "");
	if ((known = words_nearest(&w, word)) != NULL)
		say_unknown(c, word, known, NULL);
	else if ((known = nearest_of_all(word)) != NULL)
		say_unknown(c, word, known, belongs(c, known));
	else
		say_unknown(c, word, NULL, NULL);
}

/* True for a comment of another language. */
static int
is_foreign_comment(const struct token *t)
{
	return t->kind == LEX_WORD && (strncmp(t->text, "//", 2) == 0 ||
	    strncmp(t->text, "/*", 2) == 0 || strcmp(t->text, "--") == 0);
}

/* The token is at the start of a statement. */
static void
say_at_start(const struct complaint *c)
{
	const struct token	*t = c->token;
	enum block		 block = c->before->block;

	if (t->kind == LEX_END)
		complain_open(c);
	else if (t->defines && t->kind == LEX_KEYWORD)
		complain_macro(c->report, c->origin, t->text);
	else if (t->kind == LEX_KEYWORD)
		say_misplaced(c, t->text);
	else if (t->defines && block != BLOCK_MAIN)
		conf_error(c->report, c->origin, "macros are defined outside "
		    "of blocks: \"%s\"", t->text);
	else if (is_foreign_comment(t))
		conf_error(c->report, c->origin, COMMENT, t->text);
	else if (t->kind == LEX_WORD)
		say_no_statement(c, t->text);
	else if (t->kind == LEX_OTHER && t->text[0] == '}')
		conf_error(c->report, c->origin, "\"}\" is not allowed here: "
		    "no block is open");
	else
		conf_error(c->report, c->origin, "%s is not allowed here: a "
		    "statement begins with a keyword, or with the name of a "
		    "macro and `='", called(t));
}

/* The token follows the words of an incomplete statement. */
static void
say_missing(const struct complaint *c)
{
	const struct statement	*st = c->before;
	const struct token	*t = c->token;
	const struct form	*f = form_find(st->block, st->words);
	struct words		 w;
	const char		*known;

	words_next(&w, st->block, st->words);
	if (f != NULL && f->takes == TAKES_YESNO) {
		words_add(&w, "yes", 3);
		words_add(&w, "no", 2);
	}
	if (f != NULL && f->takes == TAKES_PAUSE)
		words_add(&w, "auto", 4);
	if (f != NULL && (f->takes == TAKES_INTERVAL ||
	    f->takes == TAKES_PAUSE))
		words_add(&w, "never", 5);
	if (t->kind == LEX_WORD && w.n > 0) {
		if ((known = switch_meant(t->text)) == NULL || f == NULL ||
		    f->takes != TAKES_YESNO)
			known = words_nearest(&w, t->text);
		say_unknown(c, t->text, known,
		    known != NULL ? NULL : expected(st));
	} else if (t->kind == LEX_NEWLINE || t->kind == LEX_END)
		conf_error(c->report, c->origin, "the line ends too early: %s",
		    expected(st));
	else if (t->kind == LEX_KEYWORD && f != NULL &&
	    (f->takes == TAKES_TEXT || f->takes == TAKES_STRING ||
	    f->takes == TAKES_TEXT_OR_LIST))
		conf_error(c->report, c->origin, "\"%s\" is a keyword; write "
		    "it in quotes if it is a value (%s)", t->text,
		    expected(st));
	else
		conf_error(c->report, c->origin, "%s, not %s", expected(st),
		    called(t));
}

static int
is_value(const char *word)
{
	return strcmp(word, "yes") == 0 || strcmp(word, "no") == 0 ||
	    strcmp(word, "never") == 0 || strcmp(word, "auto") == 0;
}

/* The token follows a complete statement. */
static void
say_too_much(const struct complaint *c)
{
	const struct statement	*st = c->before;
	const struct token	*t = c->token;
	struct words		 w;
	const char		*known;

	words_next(&w, st->block, "");
	if (t->kind == LEX_KEYWORD && !is_value(t->text))
		say_misplaced(c, t->text);
	else if (t->kind == LEX_WORD &&
	    (known = words_nearest(&w, t->text)) != NULL)
		say_unknown(c, t->text, known, NULL);
	else if (t->kind == LEX_OTHER && t->text[0] == ';')
		conf_error(c->report, c->origin, "`;' is not allowed here: a "
		    "statement ends with its line");
	else if (is_foreign_comment(t))
		conf_error(c->report, c->origin, COMMENT, t->text);
	else
		conf_error(c->report, c->origin, "%s is not allowed here: %s",
		    called(t), expected(st));
}

void
complain(const struct complaint *c)
{
	if (c->before->lists > 0)
		say_in_list(c);
	else if (c->before->words[0] == '\0')
		say_at_start(c);
	else if (c->token->kind == LEX_OTHER && c->token->text[0] == '=')
		say_equals(c);
	else if (statement_complete(c->before))
		say_too_much(c);
	else
		say_missing(c);
}

void
complain_open(const struct complaint *c)
{
	conf_error(c->report, c->origin, "the block that begins at %s does not "
	    "end; the \"}\" of %s { ... } is missing", c->opened,
	    form_block_name(c->before->block));
}

void
complain_list(const struct complaint *c, int forgotten)
{
	if (forgotten)
		conf_error(c->report, c->origin, "the list that begins in line "
		    "%d does not end before `%s'; the \"}\" of %s { ... } is "
		    "missing", c->before->list_line, c->token->text,
		    c->before->words);
	else
		conf_error(c->report, c->origin, "\"%s\" is a keyword; write "
		    "it in quotes if it is a value", c->token->text);
}

void
complain_nested(const struct complaint *c)
{
	conf_error(c->report, c->origin, "%s is a block of its own; it is not "
	    "allowed in the block %s { ... } that begins at %s",
	    c->token->text, form_block_name(c->before->block), c->opened);
}

void
complain_macro(struct conf_report *report, const char *origin,
    const char *word)
{
	conf_error(report, origin, "\"%s\" cannot be the name of a macro: it "
	    "is a keyword", word);
}

void
complain_unused(struct conf_report *report, const char *origin,
    const char *macro)
{
	struct words	 w = { .n = 0 };
	const char	*known;
	size_t		 i;

	for (i = 0; form_get(i) != NULL; i++)
		words_add(&w, form_get(i)->words,
		    strcspn(form_get(i)->words, " "));
	known = words_nearest(&w, macro);
	conf_warn(report, origin, "the macro \"%s\" is not used%s%s%s", macro,
	    known != NULL ? ": did you mean `" : "",
	    known != NULL ? known : "",
	    known != NULL ? "', without `='?" : "");
}
