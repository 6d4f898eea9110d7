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

#include "route-maker/translate/v1_table.h"

/* Longer than every name of the table. */
#define NAME_ROOM	80

static int
compare(const void *name, const void *row)
{
	return strcmp(name, ((const struct v1_row *)row)->name);
}

static const struct v1_row *
find(const char *name)
{
	return bsearch(name, v1_rows, v1_count, sizeof(v1_rows[0]), compare);
}

/* A free step has neither dots nor blanks. */
static const struct v1_row *
find_free(const char *name, const char *prefix)
{
	size_t		 n = strlen(prefix), len;
	const char	*field;
	char		 text[NAME_ROOM];

	if (strncmp(name, prefix, n) != 0)
		return NULL;
	len = strcspn(name + n, ". ");
	field = name + n + len;
	if (len == 0 || *field != '.' || snprintf(text, sizeof(text),
	    "%s<name>%s", prefix, field) >= (int)sizeof(text))
		return NULL;
	return find(text);
}

const struct v1_row *
v1_row(const char *name)
{
	const struct v1_row	*row;

	if ((row = find(name)) == NULL)
		row = find_free(name, "frontend.errors.");
	if (row == NULL)
		row = find_free(name, "frontend.rateLimit.rateSet.");
	return row;
}

static int
is_property(const char *s)
{
	static const char *const	names[] = { "port", "portIndex",
					    "portName", "weight", "protocol",
					    "backend" };
	size_t				 i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(s, names[i]) == 0)
			return 1;
	return strncmp(s, "frontend.", 9) == 0 && s[9] != '\0';
}

size_t
v1_segment(const char *name)
{
	const char	*dot;

	if (*name == '\0' || strncmp(name, "frontend.", 9) == 0 ||
	    strncmp(name, "backend.", 8) == 0)
		return 0;
	for (dot = strchr(name + 1, '.'); dot != NULL;
	    dot = strchr(dot + 1, '.'))
		if (is_property(dot + 1))
			return (size_t)(dot - name);
	return 0;
}

const struct v1_row *
v1_known(const char *name)
{
	const struct v1_row	*row;
	size_t			 n = v1_segment(name);

	if (n == 0)
		return v1_row(name);
	row = v1_row(name + n + 1);
	return row != NULL && row->segment ? row : NULL;
}
