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
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "go/utf8.h"
#include "kopd/conf/character.h"
#include "kopd/conf/macro.h"
#include "kopd/conf/scan.h"

#define MACRO_NAME_MAX	127

#define NUMBER_DIGITS	18	/* always fit into a long long */

static void	bad(const struct source *, struct token *,
		    struct conf_report *, const char *, ...)
		    __attribute__((__format__ (printf, 4, 5)));

static void
bad(const struct source *s, struct token *t, struct conf_report *report,
    const char *fmt, ...)
{
	char	*origin, *text;
	va_list	 ap;

	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) == -1 ||
	    asprintf(&origin, "%s:%d", s->name, t->lineno) == -1)
		fatal(NULL);
	va_end(ap);
	conf_error(report, origin, "%s", text);
	free(origin);
	free(text);
	t->kind = LEX_BAD;
}

static void
bad_quote(const struct source *s, struct token *t, struct conf_report *report)
{
	const char	*typographic = character_quote(t->text);

	if (typographic == NULL)
		bad(s, t, report, "a quote is not closed");
	else
		bad(s, t, report, "a quote is not closed: %s, a typographic "
		    "quote, does not close it", typographic);
}

static void
scan_quoted(struct source *s, struct token *t, struct conf_report *report,
    int quote, int lines)
{
	size_t	 n = 0;
	int	 c, next;

	while ((c = source_getc(s)) != quote) {
		if (c == '\n' && lines)
			s->lineno++;
		else if (c == EOF || c == '\n') {
			source_ungetc(s, c);
			t->text[n] = '\0';
			bad_quote(s, t, report);
			return;
		}
		if (c == '\\') {
			next = source_getc(s);
			if (next == quote || next == '\\')
				c = next;
			else
				source_ungetc(s, next);
		}
		if (n == sizeof(t->text) - 1) {
			bad(s, t, report, "a string is too long");
			return;
		}
		t->text[n++] = (char)c;
	}
	t->text[n] = '\0';
	t->kind = LEX_QUOTED;
}

static int
in_word(int c)
{
	return c > ' ' && c < 0x7f && strchr("(){}<>!=#,\"'$;", c) == NULL;
}

static void
scan_word(struct source *s, struct token *t, struct conf_report *report,
    int c)
{
	size_t	 n = 0;

	for (; in_word(c); c = source_getc(s)) {
		if (n == sizeof(t->text) - 1) {
			bad(s, t, report, "a word is too long");
			return;
		}
		t->text[n++] = (char)c;
	}
	while (c == ' ' || c == '\t')
		c = source_getc(s);
	source_ungetc(s, c);
	t->text[n] = '\0';
	t->kind = LEX_WORD;
	t->defines = c == '=';
	if (strspn(t->text, "0123456789") != n)
		return;
	if (n > NUMBER_DIGITS) {
		bad(s, t, report, "a number is too big");
		return;
	}
	t->kind = LEX_NUMBER;
	t->number = strtoll(t->text, NULL, 10);
}

/* Expands a macro: returns 0, or -1 after reporting an error. */
static int
scan_macro(struct source *s, struct token *t, struct conf_report *report)
{
	char		 name[MACRO_NAME_MAX + 1];
	const char	*value, *known;
	size_t		 n = 0;
	int		 c;

	while ((c = source_getc(s)) == '_' || (c < 0x80 && isalnum(c))) {
		if (n == MACRO_NAME_MAX) {
			bad(s, t, report, "the name of a macro is too long");
			return -1;
		}
		name[n++] = (char)c;
	}
	source_ungetc(s, c);
	name[n] = '\0';
	if ((value = macro_get(name)) == NULL) {
		known = macro_nearest(name);
		bad(s, t, report, "macro \"%s\" is not defined%s%s%s", name,
		    known != NULL ? ": did you mean \"" : "",
		    known != NULL ? known : "", known != NULL ? "\"?" : "");
		return -1;
	}
	source_expand(s, value);
	return 0;
}

/*
 * The end of a file ends its last line; then the including file continues.
 * Returns 0 if there is one.
 */
static int
scan_end(struct source **s, struct token *t)
{
	t->kind = LEX_NEWLINE;
	if (!(*s)->line_ended) {
		(*s)->line_ended = 1;
		return -1;
	}
	t->kind = LEX_END;
	if ((*s)->includer == NULL)
		return -1;
	*s = source_pop(*s);
	return 0;
}

/* A character beyond ASCII, of which c is the first byte. */
static void
scan_foreign(struct source *s, struct token *t, struct conf_report *report,
    int c)
{
	char	 utf8[5], why[CHARACTER_FAULT_MAX];
	size_t	 n = 0;

	do {
		utf8[n++] = (char)c;
		c = source_getc(s);
	} while (n < sizeof(utf8) - 1 && c != EOF &&
	    !rune_start((unsigned char)c));
	source_ungetc(s, c);
	utf8[n] = '\0';
	t->kind = LEX_BAD;
	/* One error for a pair of quotes. */
	if (s->foreign_line == t->lineno)
		return;
	s->foreign_line = t->lineno;
	character_fault(utf8, why);
	bad(s, t, report, "%s", why);
}

/* The next byte that is neither a blank nor in a comment. */
static int
scan_byte(struct source *s)
{
	int	 c;

	while ((c = source_getc(s)) == ' ' || c == '\t')
		continue;
	if (c == '#') {
		while (c != '\n' && c != EOF)
			c = source_getc(s);
	}
	return c;
}

void
scan_next(struct source **s, struct token *t, struct conf_report *report,
    int lines)
{
	int	 c, more;

	do {
		c = scan_byte(*s);
		t->lineno = (*s)->lineno;
		more = 0;
		if (c == EOF)
			more = scan_end(s, t) == 0;
		else if (c == '\n') {
			(*s)->lineno++;
			t->kind = LEX_NEWLINE;
		} else if (c == '$' && !source_expanding(*s))
			more = scan_macro(*s, t, report) == 0;
		else if (c == '"' || c == '\'')
			scan_quoted(*s, t, report, c, lines);
		else if (in_word(c))
			scan_word(*s, t, report, c);
		else if (c >= 0x80)
			scan_foreign(*s, t, report, c);
		else {
			t->text[0] = (char)c;
			t->text[1] = '\0';
			t->kind = LEX_OTHER;
		}
	} while (more);
}
