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

#include "common/bounds.h"
#include "route-maker/translate/v1_pattern.h"

int
v1_pattern_has(const char *s)
{
	return s[strcspn(s, "{}")] != '\0';
}

/* Returns the brace that closes the one at s, or NULL. */
static const char *
find_end(const char *s, const char **why)
{
	int	depth = 0;

	for (; *s != '\0'; s++) {
		if (*s == '{' && ++depth > V1_BRACES_MAX) {
			*why = "its braces are nested too deep";
			return NULL;
		}
		if (*s == '}' && --depth == 0)
			return s;
	}
	*why = "a brace is not closed; Traefik 1 splits at each comma, also "
	    "inside of braces";
	return NULL;
}

/* As Go's regexp.QuoteMeta. */
static char *
put_literal(char *p, const char *s, const char *end)
{
	for (; s < end; s++) {
		if (strchr("\\.+*?()|[]{}^$", *s) != NULL)
			*p++ = '\\';
		*p++ = *s;
	}
	return p;
}

/* Writes what is between two braces.  Returns NULL if it is empty. */
static char *
put_expression(char *p, const char *s, const char *end, const char *any)
{
	const char	*colon = memchr(s, ':', (size_t)(end - s));
	size_t		 len;

	if (s == end || s == colon || (colon != NULL && colon + 1 == end))
		return NULL;
	p = stpcpy(p, "(?:");
	if (colon == NULL)
		p = stpcpy(p, any);
	else {
		len = (size_t)(end - colon - 1);
		memcpy(p, colon + 1, len);
		p += len;
	}
	*p++ = ')';
	return p;
}

char *
v1_pattern(struct arena *a, const char *s, const char *any, const char **why)
{
	const char	*end;
	char		*result, *p;
	size_t		 n;

	/* "{a}" is the shortest one that becomes "(?:", any and ")". */
	p = result = arena_alloc(a, strlen(s) * (strlen(any) + 4) + 1);
	while (*s != '\0') {
		n = strcspn(s, "{}");
		p = put_literal(p, s, s + n);
		s += n;
		if (*s == '\0')
			break;
		if (*s == '}') {
			*why = "a brace is closed that is not open";
			return NULL;
		}
		if ((end = find_end(s, why)) == NULL)
			return NULL;
		if ((p = put_expression(p, s + 1, end, any)) == NULL) {
			*why = "empty braces; write {name:expression}";
			return NULL;
		}
		s = end + 1;
	}
	*p = '\0';
	return result;
}
