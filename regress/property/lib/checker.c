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
#include <stdlib.h>
#include <string.h>

#include "regress/property/lib/checker.h"
#include "regress/property/lib/keytree.h"
#include "regress/property/lib/scalar.h"
#include "regress/property/lib/table.h"
#include "regress/property/lib/whole.h"

struct checker {
	struct row	*table;
	long		 version;
	struct key	*keys;
	size_t		 nkeys;
	const struct row **seen;
	size_t		 nseen;
	char		 fault[2048];	/* the first one */
};

static void	check(struct checker *, const struct key *,
		    const struct row *);

struct checker *
checker_new(const char *table, const char *version)
{
	struct checker	*c = calloc(1, sizeof(*c));

	if (c == NULL)
		abort();
	c->table = table_read(table);
	checker_reset(c, version);
	return c;
}

static void
rows_free(struct row *r)
{
	struct row	*child;

	while ((child = r->first) != NULL) {
		r->first = child->next;
		rows_free(child);
	}
	if (r->parent != NULL) {
		free(r->path);
		free(r->type);
	}
	free(r->flags);
	free(r->name);
	free(r);
}

void
checker_free(struct checker *c)
{
	keytree_free(c->keys);
	rows_free(c->table);
	free(c->seen);
	free(c);
}

void
checker_reset(struct checker *c, const char *version)
{
	keytree_free(c->keys);
	c->keys = keytree_new();
	c->nkeys = 0;
	c->fault[0] = '\0';
	if ((c->version = table_version(version)) == -1) {
		fprintf(stderr, "%s: no version\n", version);
		exit(1);
	}
}

static void	fault(struct checker *, const struct key *, const char *, ...)
		    __attribute__((__format__ (printf, 3, 4)));

static void
fault(struct checker *c, const struct key *k, const char *fmt, ...)
{
	va_list	 ap;
	char	 path[1024], text[512];

	if (c->fault[0] != '\0')
		return;
	keytree_path(k, path, sizeof(path));
	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	(void)snprintf(c->fault, sizeof(c->fault), "%s: %s", path, text);
}

void
checker_add(struct checker *c, const char *key, const char *value)
{
	const char	*why = keytree_add(c->keys, key, value);

	c->nkeys++;
	if (why != NULL && c->fault[0] == '\0')
		(void)snprintf(c->fault, sizeof(c->fault), "%.1024s: %s", key,
		    why);
}

size_t
checker_keys(const struct checker *c)
{
	return c->nkeys;
}

size_t
checker_rows(const struct checker *c)
{
	return c->nseen;
}

static void
see(struct checker *c, const struct row *r)
{
	size_t	i;

	for (i = 0; i < c->nseen; i++)
		if (c->seen[i] == r)
			return;
	c->seen = realloc(c->seen, (c->nseen + 1) * sizeof(*c->seen));
	if (c->seen == NULL)
		abort();
	c->seen[c->nseen++] = r;
}

static int
is_digits(const char *s)
{
	return *s != '\0' && s[strspn(s, "0123456789")] == '\0';
}

/* A name of digits only is an index to Traefik, whose map then is a list. */
static void
check_name(struct checker *c, const struct key *k)
{
	if (*k->name == '\0')
		fault(c, k, "an empty name");
	else if (is_digits(k->name))
		fault(c, k, "a name of digits only");
}

/* 0, or [0] for an element that has nothing below it. */
static void
check_index(struct checker *c, const struct key *k)
{
	size_t	len = strlen(k->name);
	char	inside[32] = "";

	if (is_digits(k->name))
		return;
	if (len > 2 && len < sizeof(inside) && k->name[0] == '[' &&
	    k->name[len - 1] == ']')
		memcpy(inside, k->name + 1, len - 2);
	if (!is_digits(inside))
		fault(c, k, "no index");
}

/* Below a plugin: Traefik's reader knows nothing of it. */
static void
check_free(struct checker *c, const struct key *k)
{
	const struct key	*child;

	if (k->value != NULL && *k->value == '\0')
		fault(c, k, "an empty value");
	if (k->value != NULL && k->first != NULL)
		fault(c, k, "a value, and something below it");
	for (child = k->first; child != NULL; child = child->next) {
		check_name(c, child);
		check_free(c, child);
	}
}

static int
may_stand_alone(const struct checker *c, const struct row *r)
{
	return table_is_any(r) || strcmp(r->type, "list") == 0 ||
	    (table_flag(r, "alone") && table_has(r, c->version));
}

static void
check_value(struct checker *c, const struct key *k, const struct row *r)
{
	const char	*why;
	int		 object = strcmp(r->type, "object") == 0;

	if (object || strcmp(r->type, "list") == 0) {
		if (!may_stand_alone(c, r))
			fault(c, k, "an object with nothing below it");
		else if (strcmp(k->value, "true") != 0)
			fault(c, k, "`%.100s' at an object", k->value);
		if (object && k->first != NULL && !table_flag(r, "alone"))
			fault(c, k, "a value, and something below it");
	} else if ((why = scalar_fault(r->type, k->value)) != NULL)
		fault(c, k, "`%.100s' is %s", k->value, why);
}

static void
check_row(struct checker *c, const struct key *k, const struct row *r)
{
	if (table_flag(r, "nokey"))
		fault(c, k, "no key may set it");
	else if (table_flag(r, "ignored") && !table_flag(r, "made"))
		fault(c, k, "no label may set it");
	else if (!table_has(r, c->version) &&
	    !(table_flag(r, "alone") && k->first != NULL))
		fault(c, k, "that version does not know it");
	see(c, r);
}

static void
check_below(struct checker *c, const struct key *k, const struct row *r)
{
	const struct key	*child;
	const struct row	*row;

	for (child = k->first; child != NULL; child = child->next) {
		if ((row = table_child(r, child->name)) == NULL) {
			fault(c, child, "no such field");
			continue;
		}
		if (row->name[0] == '[')
			check_index(c, child);
		else
			check_name(c, child);
		check(c, child, row);
	}
}

static void
check(struct checker *c, const struct key *k, const struct row *r)
{
	check_row(c, k, r);
	if (strcmp(r->type, "free") == 0) {
		check_free(c, k);
		return;
	}
	if (k->value != NULL)
		check_value(c, k, r);
	check_below(c, k, r);
}

const char *
checker_key_fault(struct checker *c)
{
	if (c->fault[0] == '\0')
		check_below(c, c->keys, c->table);
	return c->fault[0] == '\0' ? NULL : c->fault;
}

const char *
checker_fault(struct checker *c)
{
	const struct key	*k;
	const char		*why;

	if (checker_key_fault(c) == NULL &&
	    (k = whole_fault(c->keys, &why)) != NULL)
		fault(c, k, "%s", why);
	return c->fault[0] == '\0' ? NULL : c->fault;
}
