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

#include <ctype.h>
#include <string.h>

#include "go/scanner.h"

#define BYTE_ORDER_MARK	"\357\273\277"

void
go_scan(struct go_scanner *sc, const char *text)
{
	sc->s = text;
	sc->ends = 0;
	if (strncmp(text, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)) == 0)
		sc->s += strlen(BYTE_ORDER_MARK);
}

static struct go_token
token(struct go_scanner *sc, enum go_token_type type, size_t len)
{
	struct go_token	 t = { type, sc->s, len, NULL };

	sc->s += len;
	sc->ends = type == GO_TOKEN_WORD || type == GO_TOKEN_TEXT ||
	    type == GO_TOKEN_CLOSE;
	return t;
}

static struct go_token
bad(struct go_scanner *sc, const char *why)
{
	struct go_token	 t = token(sc, GO_TOKEN_BAD, 0);

	t.why = why;
	return t;
}

/*
 * Skips white space and comments.  Returns true for a newline that ends the
 * expression: as a character, at the end of a comment or inside one.  Returns
 * -1 for a comment without an end, and does not skip it.
 */
static int
skip(struct go_scanner *sc)
{
	const char	*end;
	int		 lines;

	for (;;) {
		sc->s += strspn(sc->s, sc->ends ? " \t\r" : " \t\r\n");
		if (sc->ends && *sc->s == '\n')
			return 1;
		if (strncmp(sc->s, "//", 2) == 0)
			sc->s += strcspn(sc->s, "\n");
		else if (strncmp(sc->s, "/*", 2) == 0) {
			if ((end = strstr(sc->s + 2, "*/")) == NULL)
				return -1;
			lines = memchr(sc->s, '\n',
			    (size_t)(end - sc->s)) != NULL;
			sc->s = end + 2;
			if (lines && sc->ends)
				return 1;
		} else
			return 0;
	}
}

static struct go_token
scan_text(struct go_scanner *sc)
{
	const char	*s = sc->s + 1;

	if (*sc->s == '`') {
		s = strchr(s, '`');
		if (s == NULL)
			return bad(sc, "the quote is not closed");
		return token(sc, GO_TOKEN_TEXT, (size_t)(s - sc->s) + 1);
	}
	for (; *s != '"'; s++) {
		if (*s == '\\' && s[1] != '\0')
			s++;
		if (*s == '\0' || *s == '\n')
			return bad(sc, "the quote is not closed on its line");
	}
	return token(sc, GO_TOKEN_TEXT, (size_t)(s - sc->s) + 1);
}

static int
in_word(int c)
{
	return isalnum(c) || c == '_' || c >= 0x80;
}

static struct go_token
scan_word(struct go_scanner *sc)
{
	size_t	 n;

	for (n = 0; in_word((unsigned char)sc->s[n]); n++)
		continue;
	return token(sc, GO_TOKEN_WORD, n);
}

static int
follows(const struct go_scanner *sc, const char *s)
{
	return strncmp(sc->s, s, strlen(s)) == 0;
}

static struct go_token
scan_operator(struct go_scanner *sc)
{
	if (follows(sc, "&&"))
		return token(sc, GO_TOKEN_AND, 2);
	if (follows(sc, "||"))
		return token(sc, GO_TOKEN_OR, 2);
	if (follows(sc, "..."))
		return token(sc, GO_TOKEN_ELLIPSIS, 3);
	if (follows(sc, "!="))
		return token(sc, GO_TOKEN_OTHER, 2);
	switch (*sc->s) {
	case '(':
		return token(sc, GO_TOKEN_OPEN, 1);
	case ')':
		return token(sc, GO_TOKEN_CLOSE, 1);
	case ',':
		return token(sc, GO_TOKEN_COMMA, 1);
	case '!':
		return token(sc, GO_TOKEN_NOT, 1);
	case '\'':
		return bad(sc, "a string has double quotes or back quotes");
	}
	return token(sc, GO_TOKEN_OTHER, 1);
}

struct go_token
go_scan_next(struct go_scanner *sc)
{
	int	 skipped = skip(sc);

	if (skipped == -1)
		return bad(sc, "the comment is not closed");
	if (skipped == 1)
		return token(sc, GO_TOKEN_NEWLINE, 0);
	if (*sc->s == '\0')
		return token(sc, GO_TOKEN_END, 0);
	if (*sc->s == '"' || *sc->s == '`')
		return scan_text(sc);
	if (in_word((unsigned char)*sc->s))
		return scan_word(sc);
	return scan_operator(sc);
}
