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
#include <strings.h>

#include "kopctl/metrics/accept.h"

/* The maximum of bytes of an element; a longer one has no effect. */
#define ELEMENT_MAX	256

/* Removes blanks at both ends. */
static char *
trim(char *s)
{
	size_t	 n;

	s += strspn(s, " \t");
	n = strlen(s);
	while (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\t'))
		s[--n] = '\0';
	return s;
}

/* "0.75" is 750.  Returns -1 if it is no weight (RFC 9110, section 12.4.2). */
static int
weight(const char *s)
{
	int	 n, digit, scale = 100;

	if ((*s != '0' && *s != '1') || (s[1] != '\0' && s[1] != '.'))
		return -1;
	n = (*s - '0') * 1000;
	if (s[1] == '\0')
		return n;
	for (s += 2; *s != '\0'; s++, scale /= 10) {
		digit = *s - '0';
		if (scale == 0 || digit < 0 || digit > 9)
			return -1;
		n += digit * scale;
	}
	return n > 1000 ? -1 : n;
}

/* Reads q and version of an element.  Returns -1 if q is malformed. */
static int
parameters(char *rest, const char **version)
{
	char	*one, *equals;
	int	 q = 1000;

	*version = NULL;
	while ((one = strsep(&rest, ";")) != NULL) {
		if ((equals = strchr(one, '=')) == NULL)
			continue;
		*equals++ = '\0';
		one = trim(one);
		if (strcasecmp(one, "q") == 0) {
			if ((q = weight(trim(equals))) == -1)
				return -1;
		} else if (strcasecmp(one, "version") == 0)
			*version = trim(equals);
	}
	return q;
}

static void
raise_to(int *best, int q)
{
	if (q > *best)
		*best = q;
}

static int
is_one_of(const char *version, const char *a, const char *b)
{
	return version == NULL || strcmp(version, a) == 0 ||
	    strcmp(version, b) == 0;
}

static void
add_element(struct accept *a, char *element)
{
	char		*type = strsep(&element, ";");
	const char	*version;
	int		 q;

	if ((q = parameters(element, &version)) == -1)
		return;
	type = trim(type);
	if (strcasecmp(type, "application/openmetrics-text") == 0) {
		if (is_one_of(version, "1.0.0", "0.0.1"))
			raise_to(&a->openmetrics, q);
	} else if (strcasecmp(type, "text/plain") == 0) {
		if (!is_one_of(version, "0.0.4", "1.0.0"))
			return;
		a->has_text = 1;
		raise_to(&a->text, q);
	} else if (strcmp(type, "text/*") == 0) {
		a->has_some_text = 1;
		raise_to(&a->some_text, q);
	} else if (strcmp(type, "*/*") == 0)
		raise_to(&a->any, q);
}

void
accept_add(struct accept *a, const char *p, size_t len)
{
	char		 element[ELEMENT_MAX];
	const char	*comma;
	size_t		 n;

	for (;;) {
		comma = memchr(p, ',', len);
		n = comma == NULL ? len : (size_t)(comma - p);
		if (n < sizeof(element)) {
			memcpy(element, p, n);
			element[n] = '\0';
			add_element(a, element);
		}
		if (comma == NULL)
			return;
		p += n + 1;
		len -= n + 1;
	}
}

int
accept_openmetrics(const struct accept *a)
{
	int	 text = a->any;

	if (a->has_text)
		text = a->text;
	else if (a->has_some_text)
		text = a->some_text;
	return a->openmetrics > 0 && a->openmetrics >= text;
}
