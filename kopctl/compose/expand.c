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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/text.h"
#include "kopctl/compose/expand.h"

static int	expand_part(struct expand *, FILE *, const char *, size_t,
		    int);

/* Bytes of the variable's name at the start of s. */
static size_t
name_len(const char *s, size_t len)
{
	size_t	 n = 0;

	if (len > 0 && isdigit((unsigned char)*s))
		return 0;
	while (n < len && (isalnum((unsigned char)s[n]) || s[n] == '_'))
		n++;
	return n;
}

/* Bytes up to the brace that closes the one before s, or len. */
static size_t
braced_len(const char *s, size_t len)
{
	size_t	 i;
	int	 open = 1;

	for (i = 0; i < len; i++) {
		if (s[i] == '$' && i + 1 < len && s[i + 1] == '{') {
			open++;
			i++;
		} else if (s[i] == '}' && --open == 0)
			break;
	}
	return i;
}

static const char *
value_of(struct expand *e, const char *s, size_t len, char name[])
{
	memcpy(name, s, len);
	name[len] = '\0';
	return e->get(e->arg, name);
}

static int
put_plain(struct expand *e, FILE *out, const char *s, size_t len)
{
	char		 name[EXPAND_NAME_MAX + 1];
	const char	*value;

	if (len > EXPAND_NAME_MAX) {
		(void)snprintf(e->why, sizeof(e->why), "a variable's name is "
		    "longer than %d bytes", EXPAND_NAME_MAX);
		return -1;
	}
	if ((value = value_of(e, s, len, name)) == NULL)
		e->unset(e->arg, name);
	else
		fputs(value, out);
	return 0;
}

/* ${NAME:-word} and similar ones; s is the string between the braces. */
static int
put_braced(struct expand *e, FILE *out, const char *s, size_t len, int depth)
{
	char		 name[EXPAND_NAME_MAX + 1], kind;
	const char	*value;
	size_t		 n = name_len(s, len), used = n;
	int		 set;

	if (n == len && n > 0)
		return put_plain(e, out, s, n);
	if (used < len && s[used] == ':')
		used++;
	kind = used < len ? s[used] : '\0';
	if (n == 0 || n > EXPAND_NAME_MAX || strchr("-+?", kind) == NULL ||
	    kind == '\0') {
		(void)snprintf(e->why, sizeof(e->why), "${%.*s} is not a "
		    "variable",
		    (int)(n < 64 ? n : 64), s);
		return -1;
	}
	value = value_of(e, s, n, name);
	set = value != NULL && (used == n || *value != '\0');
	s += used + 1;
	len -= used + 1;
	if (kind == '+')
		return set ? expand_part(e, out, s, len, depth) : 0;
	if (set)
		fputs(value, out);
	else if (kind == '-')
		return expand_part(e, out, s, len, depth);
	else {
		(void)snprintf(e->why, sizeof(e->why), "%.64s is not set: %.*s",
		    name, (int)(len < 96 ? len : 96), s);
		return -1;
	}
	return 0;
}

/* Expands what follows a dollar; returns its bytes in s, or -1. */
static long
put_variable(struct expand *e, FILE *out, const char *s, size_t len,
    int depth)
{
	size_t	 n;

	if (len > 0 && *s == '$') {
		fputc('$', out);
		return 1;
	}
	if (len > 0 && *s == '{') {
		n = braced_len(s + 1, len - 1);
		if (n + 1 == len) {
			(void)snprintf(e->why, sizeof(e->why), "${ is not "
			    "closed");
			return -1;
		}
		return put_braced(e, out, s + 1, n, depth) == -1 ? -1 :
		    (long)n + 2;
	}
	if ((n = name_len(s, len)) == 0) {
		fputc('$', out);
		return 0;
	}
	return put_plain(e, out, s, n) == -1 ? -1 : (long)n;
}

static int
expand_part(struct expand *e, FILE *out, const char *s, size_t len, int depth)
{
	size_t	 i = 0;
	long	 n;

	if (depth == EXPAND_DEPTH_MAX) {
		(void)snprintf(e->why, sizeof(e->why), "more than %d nested ${",
		    EXPAND_DEPTH_MAX);
		return -1;
	}
	while (i < len) {
		if (s[i++] != '$') {
			fputc(s[i - 1], out);
			continue;
		}
		if ((n = put_variable(e, out, s + i, len - i,
		    depth + 1)) == -1)
			return -1;
		i += (size_t)n;
		if (ftello(out) > EXPAND_BYTES_MAX) {
			(void)snprintf(e->why, sizeof(e->why), "it is larger "
			    "than %d bytes", EXPAND_BYTES_MAX);
			return -1;
		}
	}
	return 0;
}

char *
expand(struct expand *e, const char *text)
{
	FILE	*out;
	char	*result = NULL;
	size_t	 len;
	int	 error;

	e->why[0] = '\0';
	out = text_open(&result, &len);
	error = expand_part(e, out, text, strlen(text), 0);
	text_close(out);
	if (error == 0)
		return result;
	freezero(result, len);
	return NULL;
}
