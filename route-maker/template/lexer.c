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

#include <string.h>

#include "go/unicode.h"
#include "go/utf8.h"
#include "route-maker/template/lexer.h"

static const struct {
	const char	*word;
	enum token_type	 type;
} keywords[] = {
	{ "block",	TOKEN_BLOCK },
	{ "break",	TOKEN_BREAK },
	{ "continue",	TOKEN_CONTINUE },
	{ "define",	TOKEN_DEFINE },
	{ "else",	TOKEN_ELSE },
	{ "end",	TOKEN_END },
	{ "false",	TOKEN_BOOL },
	{ "if",		TOKEN_IF },
	{ "nil",	TOKEN_NIL },
	{ "range",	TOKEN_RANGE },
	{ "template",	TOKEN_TEMPLATE },
	{ "true",	TOKEN_BOOL },
	{ "with",	TOKEN_WITH },
};

static int
is_space(int c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The byte at an offset from the next one, or -1 at the end. */
static int
byte_at(const struct lexer *l, size_t ahead)
{
	if (ahead >= l->len - l->pos)
		return -1;
	return (unsigned char)l->text[l->pos + ahead];
}

static int
starts_with(const struct lexer *l, size_t ahead, const char *s)
{
	size_t	 n = strlen(s);

	return ahead <= l->len - l->pos && n <= l->len - l->pos - ahead &&
	    memcmp(l->text + l->pos + ahead, s, n) == 0;
}

static struct token
make_token(struct lexer *l, enum token_type type, size_t start)
{
	struct token	 t;

	t.type = type;
	t.pos = (uint32_t)start;
	t.len = (uint32_t)(l->pos - start);
	t.text = l->text + start;
	return t;
}

static struct token
bad(struct lexer *l, const char *why, size_t start)
{
	struct token	 t;

	t.type = TOKEN_ERROR;
	t.pos = (uint32_t)start;
	t.len = (uint32_t)strlen(why);
	t.text = why;
	l->pos = l->len;
	l->inside = 0;
	return t;
}

static void
skip_space(struct lexer *l)
{
	while (is_space(byte_at(l, 0)))
		l->pos++;
}

/* The length of the next "}}" or " -}}", or 0. */
static size_t
right_delimiter(const struct lexer *l)
{
	if (starts_with(l, 0, "}}"))
		return 2;
	if (is_space(byte_at(l, 0)) && starts_with(l, 1, "-}}"))
		return 4;
	return 0;
}

static struct token
lex_right(struct lexer *l)
{
	struct token	 t;
	size_t		 n, start;

	n = right_delimiter(l);
	start = l->pos + n - 2;
	l->pos += n;
	t = make_token(l, TOKEN_RIGHT, start);
	if (n > 2)
		skip_space(l);
	l->inside = 0;
	return t;
}

/* Skips a comment with its delimiters; returns the error if it is malformed. */
static const char *
pass_comment(struct lexer *l, size_t from)
{
	const char	*end;
	size_t		 n;

	l->pos = from + 2;
	if ((end = memmem(l->text + l->pos, l->len - l->pos, "*/", 2)) == NULL)
		return "unclosed comment";
	l->pos = (size_t)(end - l->text) + 2;
	if ((n = right_delimiter(l)) == 0)
		return "comment ends before closing delimiter";
	l->pos += n;
	if (n > 2)
		skip_space(l);
	return NULL;
}

static int
left_trims(const struct lexer *l)
{
	return starts_with(l, 2, "-") && is_space(byte_at(l, 3));
}

static struct token
lex_text(struct lexer *l)
{
	struct token	 t;
	const char	*open, *why;
	size_t		 start = l->pos, marker;

	open = memmem(l->text + start, l->len - start, "{{", 2);
	l->pos = open == NULL ? l->len : (size_t)(open - l->text);
	t = make_token(l, TOKEN_TEXT, start);
	if (open != NULL && left_trims(l))
		while (t.len > 0 && is_space((unsigned char)t.text[t.len - 1]))
			t.len--;
	if (t.len > 0)
		return t;
	start = l->pos;
	if (open == NULL)
		return make_token(l, TOKEN_EOF, start);
	marker = left_trims(l) ? 4 : 2;
	if (starts_with(l, marker, "/*")) {
		if ((why = pass_comment(l, start + marker)) != NULL)
			return bad(l, why, start);
		return make_token(l, TOKEN_TEXT, l->pos);
	}
	l->pos += marker;
	l->inside = 1;
	l->parens = 0;
	t = make_token(l, TOKEN_LEFT, start);
	return t;
}

static uint32_t
peek_rune(const struct lexer *l, size_t *n)
{
	*n = 0;
	if (l->pos == l->len)
		return 0;
	return rune_next(l->text + l->pos, l->len - l->pos, n);
}

static int
is_alphanumeric(uint32_t c)
{
	return c == '_' || rune_is_letter(c) || rune_is_digit(c);
}

static void
skip_alphanumeric(struct lexer *l)
{
	size_t	 n;

	while (is_alphanumeric(peek_rune(l, &n)) && n > 0)
		l->pos += n;
}

static int
at_terminator(const struct lexer *l)
{
	int	 c = byte_at(l, 0);

	if (c == -1 || is_space(c) || (c != '\0' && strchr(".,|:)(", c)))
		return 1;
	return starts_with(l, 0, "}}");
}

static struct token
lex_name(struct lexer *l, enum token_type type)
{
	size_t	 start = l->pos, i;

	if (type != TOKEN_IDENTIFIER)
		l->pos++;
	if (type == TOKEN_FIELD && at_terminator(l))
		return make_token(l, TOKEN_DOT, start);
	skip_alphanumeric(l);
	if (!at_terminator(l))
		return bad(l, "bad character", l->pos);
	for (i = 0; i < sizeof(keywords) / sizeof(keywords[0]); i++)
		if (type == TOKEN_IDENTIFIER &&
		    strlen(keywords[i].word) == l->pos - start &&
		    memcmp(keywords[i].word, l->text + start,
		    l->pos - start) == 0)
			type = keywords[i].type;
	return make_token(l, type, start);
}

static struct token
lex_quoted(struct lexer *l, enum token_type type)
{
	size_t	 start = l->pos;
	int	 c, quote = byte_at(l, 0);

	for (l->pos++; (c = byte_at(l, 0)) != quote; l->pos++) {
		if (c == '\\' && quote != '`')
			l->pos++, c = byte_at(l, 0);
		if (c == -1 || (c == '\n' && quote != '`'))
			return bad(l, quote == '\'' ?
			    "unterminated character constant" :
			    "unterminated quoted string", start);
	}
	l->pos++;
	return make_token(l, type, start);
}

static void
accept_run(struct lexer *l, const char *set)
{
	int	 c;

	while ((c = byte_at(l, 0)) > 0 && strchr(set, c) != NULL)
		l->pos++;
}

static int
accept(struct lexer *l, const char *set)
{
	int	 c = byte_at(l, 0);

	if (c <= 0 || strchr(set, c) == NULL)
		return 0;
	l->pos++;
	return 1;
}

static struct token
lex_number(struct lexer *l)
{
	const char	*digits = "0123456789_", *exponent = "eE";
	size_t		 n, start = l->pos;

	accept(l, "+-");
	if (accept(l, "0")) {
		if (accept(l, "xX")) {
			digits = "0123456789abcdefABCDEF_";
			exponent = "pP";
		} else if (accept(l, "oO")) {
			digits = "01234567_";
			exponent = "";
		} else if (accept(l, "bB")) {
			digits = "01_";
			exponent = "";
		}
	}
	accept_run(l, digits);
	if (accept(l, "."))
		accept_run(l, digits);
	if (accept(l, exponent)) {
		accept(l, "+-");
		accept_run(l, "0123456789_");
	}
	if (byte_at(l, 0) == 'i')
		return bad(l, "complex numbers are not supported", start);
	if (is_alphanumeric(peek_rune(l, &n)) && n > 0)
		return bad(l, "bad number syntax", start);
	if (byte_at(l, 0) == '+' || byte_at(l, 0) == '-')
		return bad(l, "bad number syntax", start);
	return make_token(l, TOKEN_NUMBER, start);
}

static struct token
lex_space(struct lexer *l)
{
	size_t	 start = l->pos;

	while (is_space(byte_at(l, 0)) && right_delimiter(l) == 0)
		l->pos++;
	return make_token(l, TOKEN_SPACE, start);
}

static struct token
lex_sign(struct lexer *l)
{
	size_t	 start = l->pos;

	switch (byte_at(l, 0)) {
	case '=':
		l->pos++;
		return make_token(l, TOKEN_ASSIGN, start);
	case ':':
		if (!starts_with(l, 0, ":="))
			return bad(l, "expected :=", start);
		l->pos += 2;
		return make_token(l, TOKEN_DECLARE, start);
	case '|':
		l->pos++;
		return make_token(l, TOKEN_PIPE, start);
	case '(':
		l->parens++;
		l->pos++;
		return make_token(l, TOKEN_OPEN, start);
	case ')':
		if (l->parens == 0)
			return bad(l, "unexpected right paren", start);
		l->parens--;
		l->pos++;
		return make_token(l, TOKEN_CLOSE, start);
	}
	if (byte_at(l, 0) < ' ' || byte_at(l, 0) >= 0x7f)
		return bad(l, "unrecognized character in action", start);
	l->pos++;
	return make_token(l, TOKEN_OTHER, start);
}

static struct token
lex_inside(struct lexer *l)
{
	size_t	 n;
	int	 c;

	if (right_delimiter(l) > 0) {
		if (l->parens > 0)
			return bad(l, "unclosed left paren", l->pos);
		return lex_right(l);
	}
	if ((c = byte_at(l, 0)) == -1)
		return bad(l, "unclosed action", l->pos);
	if (is_space(c))
		return lex_space(l);
	if (c == '"' || c == '`')
		return lex_quoted(l, TOKEN_STRING);
	if (c == '\'')
		return lex_quoted(l, TOKEN_CHARACTER);
	if (c == '$')
		return lex_name(l, TOKEN_VARIABLE);
	if (c == '.' && (byte_at(l, 1) < '0' || byte_at(l, 1) > '9'))
		return lex_name(l, TOKEN_FIELD);
	if (c == '.' || c == '+' || c == '-' || (c >= '0' && c <= '9'))
		return lex_number(l);
	if (is_alphanumeric(peek_rune(l, &n)))
		return lex_name(l, TOKEN_IDENTIFIER);
	return lex_sign(l);
}

struct token
lexer_next(struct lexer *l)
{
	struct token	 t;

	if (l->inside)
		return lex_inside(l);
	do		/* a comment becomes an empty TOKEN_TEXT */
		t = lex_text(l);
	while (t.type == TOKEN_TEXT && t.len == 0);
	return t;
}
