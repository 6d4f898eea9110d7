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

#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "common/log.h"
#include "route-maker/docker/json_scan.h"

/* Bytes of the first allocation: enough for most containers. */
#define KEEP_MIN	4096

static void	keep(struct json_scan *, const char *, size_t);
static void	take(struct json_scan *, char);
static void	closes(struct json_scan *, char);

void
json_scan_init(struct json_scan *o, size_t max)
{
	memset(o, 0, sizeof(*o));
	o->max = max;
}

void
json_scan_free(struct json_scan *o)
{
	free(o->buf);
	json_scan_init(o, o->max);
}

void
json_scan_begin(struct json_scan *o)
{
	o->data = NULL;
	o->len = 0;
	o->fault = JSON_SCAN_FINE;
	o->used = o->total = o->depth = 0;
	o->braces = 0;
	o->in_string = o->escaped = 0;
}

static void
fault(struct json_scan *o, enum json_scan_fault f)
{
	if (o->fault == JSON_SCAN_FINE)
		o->fault = f;
}

/* Counts the bytes that only make a string longer, which most bytes do. */
static size_t
text_length(const struct json_scan *o, const char *p, size_t len)
{
	size_t	 i = 0;

	if (!o->in_string || o->escaped)
		return 0;
	while (i < len && p[i] != '"' && p[i] != '\\' &&
	    (unsigned char)p[i] >= 0x20)
		i++;
	return i;
}

size_t
json_scan_feed(struct json_scan *o, const char *p, size_t len, int *whole)
{
	size_t	 i, n;

	*whole = 0;
	for (i = 0; i < len && !*whole; ) {
		if ((n = text_length(o, p + i, len - i)) > 0) {
			i += n;
			continue;
		}
		take(o, p[i++]);
		*whole = o->depth == 0;
	}
	o->total += i;
	if (o->total > o->max)
		fault(o, JSON_SCAN_OVERSIZED);

	/* If an object arrives in one piece, it is not copied. */
	if (*whole && o->used == 0) {
		o->data = p;
		o->len = i < o->max ? i : o->max;
		return i;
	}
	keep(o, p, i);
	if (*whole) {
		o->data = o->buf;
		o->len = o->used;
	}
	return i;
}

static void
keep(struct json_scan *o, const char *p, size_t len)
{
	size_t	 size;

	if (len > o->max - o->used)
		len = o->max - o->used;
	if (o->used + len > o->size) {
		size = o->size > 0 ? o->size : KEEP_MIN;
		while (size < o->used + len)
			size *= 2;
		if ((o->buf = realloc(o->buf, size)) == NULL)
			fatal(NULL);
		o->size = size;
	}
	memcpy(o->buf + o->used, p, len);
	o->used += len;
}

static void
opens(struct json_scan *o, int brace)
{
	if (o->depth >= JSON_SCAN_DEPTH_MAX)
		fault(o, JSON_SCAN_TOO_DEEP);
	else if (brace)
		o->braces |= (uint64_t)1 << o->depth;
	else
		o->braces &= ~((uint64_t)1 << o->depth);
	o->depth++;
}

static void
take(struct json_scan *o, char c)
{
	if ((unsigned char)c < 0x20) {
		if (c == '\0' || o->in_string)
			fault(o, JSON_SCAN_CONTROL);
		o->escaped = 0;
	} else if (o->escaped)
		o->escaped = 0;
	else if (o->in_string) {
		if (c == '\\')
			o->escaped = 1;
		else if (c == '"')
			o->in_string = 0;
	} else if (c == '"')
		o->in_string = 1;
	else if (c == '{' || c == '[')
		opens(o, c == '{');
	else if (c == '}' || c == ']')
		closes(o, c);
}

static int
level_closed_by(const struct json_scan *o, size_t level, char c)
{
	return ((o->braces >> level) & 1) == (c == '}');
}

/*
 * A bracket without a match closes the innermost bracket that it matches.  So a
 * malformed element ends at its own brace, and not at the end of the array.
 */
static void
closes(struct json_scan *o, char c)
{
	size_t	 level = o->depth;

	if (o->depth > JSON_SCAN_DEPTH_MAX ||
	    level_closed_by(o, level - 1, c)) {
		o->depth--;
		return;
	}
	fault(o, JSON_SCAN_UNBALANCED);
	while (level > 0 && !level_closed_by(o, level - 1, c))
		level--;
	if (level > 0)
		o->depth = level - 1;
}

void
json_scan_kept(const struct json_scan *o, const char **data, size_t *len)
{
	*data = o->data != NULL ? o->data : o->buf;
	*len = o->data != NULL ? o->len : o->used;
}

/*
 * The string that starts at p[i], without its quotes.  Returns the offset after
 * it.
 */
static size_t
string_at(const char *p, size_t len, size_t i, const char **s, size_t *n)
{
	size_t	 start = ++i;

	while (i < len && p[i] != '"')
		i += p[i] == '\\' ? 2 : 1;
	if (i >= len)
		i = len;
	*s = p + start;
	*n = i - start;
	return i < len ? i + 1 : len;
}

static size_t
skip(const char *p, size_t len, size_t i, const char *these)
{
	while (i < len && p[i] != '\0' && strchr(these, p[i]) != NULL)
		i++;
	return i;
}

/*
 * The offset of that member's value at the top level; len if there is no such
 * member.
 */
static size_t
find_member(const char *p, size_t len, const char *key)
{
	const char	*s;
	size_t		 i = 0, n, depth = 0;

	while (i < len) {
		if (p[i] != '"') {
			if (p[i] == '{' || p[i] == '[')
				depth++;
			else if ((p[i] == '}' || p[i] == ']') && depth > 0)
				depth--;
			i++;
			continue;
		}
		i = string_at(p, len, i, &s, &n);
		if (depth != 1 || n != strlen(key) || memcmp(s, key, n) != 0)
			continue;
		i = skip(p, len, i, " \t\r\n");
		if (i < len && p[i] == ':')
			return skip(p, len, i + 1, " \t\r\n");
	}
	return len;
}

int
json_scan_find_id(const char *p, size_t len, struct hexid *id)
{
	const char	*s;
	size_t		 i, n;

	i = find_member(p, len, "Id");
	if (i >= len || p[i] != '"')
		return -1;
	string_at(p, len, i, &s, &n);
	return hexid_parse(id, s, n);
}

int
json_scan_find_name(const char *p, size_t len, char *name, size_t size)
{
	const char	*s;
	size_t		 i, n;

	i = find_member(p, len, "Names");
	if (i >= len || p[i] != '[')
		return -1;
	i = skip(p, len, i + 1, " \t\r\n");
	if (i >= len || p[i] != '"')
		return -1;
	string_at(p, len, i, &s, &n);
	if (n > 0 && *s == '/')
		s++, n--;
	if (n == 0 || n >= size || memchr(s, '/', n) != NULL ||
	    memchr(s, '\\', n) != NULL || memchr(s, '\0', n) != NULL)
		return -1;
	memcpy(name, s, n);
	name[n] = '\0';
	return 0;
}

const char *
json_scan_reason(enum json_scan_fault f)
{
	switch (f) {
	case JSON_SCAN_FINE:
		return "";
	case JSON_SCAN_OVERSIZED:
		return "larger than 1 MiB";
	case JSON_SCAN_TOO_DEEP:
		return "nested deeper than 64 levels";
	case JSON_SCAN_CONTROL:
		return "contains a NUL or another control byte";
	case JSON_SCAN_UNBALANCED:
		return "its brackets do not match";
	}
	return "";
}
