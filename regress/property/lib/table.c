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

#include "regress/property/lib/table.h"

#define COLUMNS	7

enum { PATH, TYPE, FLAGS, DEFAULT, SINCE2, SINCE3, LAST };

static char *
copy(const char *s)
{
	char	*p = strdup(s);

	if (p == NULL)
		abort();
	return p;
}

long
table_version(const char *s)
{
	unsigned int	major, minor, patch = 0;

	if (sscanf(s, "%u.%u.%u", &major, &minor, &patch) < 2)
		return -1;
	return (long)(major * 1000000 + minor * 1000 + patch);
}

static long
version_or_none(const char *s)
{
	return *s == '\0' ? 0 : table_version(s);
}

int
table_has(const struct row *r, long version)
{
	long	since = version < 3000000 ? r->since2 : r->since3;

	if (since == 0 || version < since)
		return 0;
	return r->last == 0 || version <= r->last;
}

int
table_flag(const struct row *r, const char *flag)
{
	const char	*p = r->flags;
	size_t		 len = strlen(flag), n;

	for (; *p != '\0'; p += n + (p[n] != '\0')) {
		n = strcspn(p, ",");
		if (n == len && strncmp(p, flag, n) == 0)
			return 1;
	}
	return 0;
}

int
table_is_any(const struct row *r)
{
	return r->name[0] == '<' || r->name[0] == '[';
}

const struct row *
table_child(const struct row *r, const char *name)
{
	const struct row	*child;

	for (child = r->first; child != NULL; child = child->next)
		if (table_is_any(child) || strcmp(child->name, name) == 0)
			return child;
	return NULL;
}

static struct row *
row_new(struct row *parent, const char *name)
{
	struct row	*r = calloc(1, sizeof(*r)), **end;

	if (r == NULL)
		abort();
	r->name = copy(name);
	if ((r->parent = parent) != NULL) {
		for (end = &parent->first; *end != NULL; end = &(*end)->next)
			continue;
		*end = r;
	}
	return r;
}

static void
row_add(struct row *root, char *column[COLUMNS])
{
	struct row	*parent = root, *r;
	char		*path = copy(column[PATH]), *rest = path, *step;

	while ((step = strsep(&rest, ".")) != NULL && rest != NULL) {
		for (r = parent->first; r != NULL; r = r->next)
			if (strcmp(r->name, step) == 0)
				break;
		if ((parent = r) == NULL) {
			fprintf(stderr, "%s: before its parent\n",
			    column[PATH]);
			exit(1);
		}
	}
	r = row_new(parent, step);
	r->path = copy(column[PATH]);
	r->type = copy(column[TYPE]);
	r->flags = copy(column[FLAGS]);
	r->since2 = version_or_none(column[SINCE2]);
	r->since3 = version_or_none(column[SINCE3]);
	r->last = version_or_none(column[LAST]);
	free(path);
}

struct row *
table_read(const char *path)
{
	struct row	*root = row_new(NULL, "");
	char		*line = NULL, *rest, *column[COLUMNS];
	size_t		 size = 0, n;
	FILE		*f = fopen(path, "r");

	root->type = root->path = root->flags = copy("");
	if (f == NULL) {
		perror(path);
		exit(1);
	}
	while (getline(&line, &size, f) != -1) {
		if (line[0] == '#')
			continue;
		rest = line;
		rest[strcspn(rest, "\n")] = '\0';
		for (n = 0; n < COLUMNS; n++)
			if ((column[n] = strsep(&rest, "\t")) == NULL)
				break;
		if (n < COLUMNS || rest != NULL) {
			fprintf(stderr, "%s: not %d columns: %s\n", path,
			    COLUMNS, line);
			exit(1);
		}
		row_add(root, column);
	}
	free(line);
	(void)fclose(f);
	return root;
}
