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

/* Fields of Traefik, as keys and as labels, and values for them. */

#include <stdio.h>
#include <string.h>

#include "regress/system/hostile/hostile.h"

static const char *const	bools[] = { "true", "false", NULL };
static const char *const	integers[] = { "0", "1", "-1", "443", NULL };
static const char *const	floats[] = { "0", "1.5", NULL };
static const char *const	durations[] = { "10s", "1m30s", "100ms", NULL };
static const char *const	lists[] = { "a", "a,b", "web,websecure",
				    "auth", "auth,admin", NULL };
static const char *const	addresses[] = { "192.0.2.7:80",
				    "[2001:db8::1]:1", "a.example:65535", NULL };
static const char *const	urls[] = { "http://192.0.2.7:80",
				    "h2c://a.example", "https://203.0.113.66/", NULL };
static const char *const	wrong[] = { "", "007", "yes", "-", "1e999",
				    "192.0.2.1:@192.0.2.9:80", "99999999999",
				    "a,,b", "\377", "true\n", NULL };

/* What labels and keys can say to that version. */
static int
is_said(const struct row *r, char by)
{
	return table_has(r, table_version("3.7.9")) &&
	    !table_flag(r, "ignored") && (by == '.' ||
	    !table_flag(r, "nokey"));
}

static const struct row *
some_child(const struct row *r, char by)
{
	const struct row	*child, *found = NULL;
	size_t			 n = 0;

	for (child = r->first; child != NULL; child = child->next)
		if (is_said(child, by) && chance(++n) == 0)
			found = child;
	return found;
}

const char *
field_value(struct channel *c, const char *type)
{
	if (odd(c, ODD_VALUE))
		return chance_word(wrong);
	if (strcmp(type, "bool") == 0)
		return chance_word(bools);
	if (strcmp(type, "int") == 0 || strcmp(type, "int64") == 0)
		return chance_word(integers);
	if (strcmp(type, "uint") == 0)
		return "8";
	if (strcmp(type, "float") == 0)
		return chance_word(floats);
	if (strcmp(type, "duration") == 0)
		return chance_word(durations);
	if (strcmp(type, "strings") == 0)
		return chance_word(lists);
	if (strcmp(type, "address") == 0)
		return chance_word(addresses);
	if (strncmp(type, "port", 4) == 0)
		return "8080";
	if (strcmp(type, "scheme") == 0)
		return "https";
	if (strcmp(type, "url") == 0)
		return chance_word(urls);
	if (strcmp(type, "string") == 0)
		return word_text(c);
	return "true";
}

/* One step, as keys or as labels have it. */
static void
add_step(struct channel *c, const struct row *r, char by, char *buf,
    size_t size)
{
	size_t	 len = strlen(buf), cut;

	if (r->name[0] == '[' && by == '.') {
		if (!table_flag(r->parent, "single"))
			(void)snprintf(buf + len, size - len, "[0]");
		return;
	}
	if (len > 0)
		buf[len++] = by;
	buf[len] = '\0';
	cut = by == '.' && table_flag(r, "single");
	if (r->name[0] == '[')
		(void)snprintf(buf + len, size - len, "%zu", odd(c, ODD_KEY) ?
		    chance(20000) : 0);
	else if (r->name[0] == '<')
		(void)snprintf(buf + len, size - len, "%.200s", word_name(c));
	else
		(void)snprintf(buf + len, size - len, "%.*s",
		    (int)(strlen(r->name) - cut), r->name);
}

/* Down from an object to a field that has a value. */
static const struct row *
walk(struct channel *c, const struct row *r, char by, char *buf, size_t size)
{
	const struct row	*child;

	while (!(table_flag(r, "alone") && chance_percent(30)) &&
	    (child = some_child(r, by)) != NULL) {
		r = child;
		add_step(c, r, by, buf, size);
	}
	if (strcmp(r->type, "free") == 0)
		(void)strncat(buf, by == '.' ? ".a.b" : "/a/b",
		    size - strlen(buf) - 1);
	return r;
}

void
field_object(struct channel *c, struct field_choice *f)
{
	const struct row	*family, *map;

	do {
		family = some_child(c->fields, '/');
		map = some_child(family, '/');
	} while (map == NULL || strcmp(map->type, "map") != 0);
	f->family = family->name;
	f->kind = map->name;
	f->object = map->first;
}

void
field_choose(struct channel *c, char by, struct field_choice *f)
{
	const struct row	*r;

	f->path[0] = '\0';
	r = walk(c, f->object, by, f->path, sizeof(f->path));
	f->value = field_value(c, r->type);
}
