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

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "go/quote.h"
#include "go/regex.h"
#include "route-maker/translate/v1_matcher.h"

int
v1_part_fault(struct v1_part_ctx *x, const char *fmt, ...)
{
	va_list	 ap;
	char	*reason;

	x->failed = 1;
	va_start(ap, fmt);
	reason = arena_vprintf(x->arena, fmt, ap);
	va_end(ap);
	return made_fault(x->made, x->label, "the rule's part %s: %s",
	    x->matcher->name, reason);
}

static int
put(struct v1_part_ctx *x, const char *s, size_t len)
{
	if (x->failed)
		return -1;
	if (len > V1_RULE_MAX - x->len)
		return v1_part_fault(x, "the rule becomes longer than %d bytes",
		    V1_RULE_MAX);
	memcpy(x->text + x->len, s, len);
	x->len += len;
	x->text[x->len] = '\0';
	return 0;
}

/* In backquotes, or as a string of Go if it has one. */
static int
put_quoted(struct v1_part_ctx *x, const char *s)
{
	char		 out[GO_QUOTE_MAX];
	const char	*quote = strchr(s, '`') == NULL ? "`" : "\"";
	size_t		 len = strlen(s), used, n;

	(void)put(x, quote, 1);
	if (*quote == '`')
		(void)put(x, s, len);
	for (; *quote == '"' && len > 0 && !x->failed; len -= used) {
		used = go_quote_next(s, len, '"', 0, out, &n);
		s += used;
		(void)put(x, out, n);
	}
	return put(x, quote, 1);
}

int
v1_alternative(struct v1_part_ctx *x, const char *name, const char *value)
{
	if (x->count++ > 0)
		(void)put(x, " || ", 4);
	(void)put(x, name, strlen(name));
	(void)put(x, "(", 1);
	(void)put_quoted(x, value);
	return put(x, ")", 1);
}

int
v1_compiles(struct v1_part_ctx *x, const char *value)
{
	char	why[256];

	return regex_compile(x->arena, value, strlen(value), why,
	    sizeof(why)) == NULL ? -1 : 0;
}

int
v1_expression(struct v1_part_ctx *x, const char *name, const char *value)
{
	if (v1_compiles(x, value) == -1)
		return v1_part_fault(x, "%.64s is not a regular expression; "
		    "Traefik 1 splits at each comma, also inside of one",
		    value);
	return v1_alternative(x, name, value);
}

int
v1_pair(struct v1_part_ctx *x, const char *name, const char *key,
    const char *value)
{
	if (x->len > 0)
		(void)put(x, " && ", 4);
	x->count = 1;
	(void)put(x, name, strlen(name));
	(void)put(x, "(", 1);
	(void)put_quoted(x, key);
	(void)put(x, ", ", 2);
	(void)put_quoted(x, value);
	return put(x, ")", 1);
}
