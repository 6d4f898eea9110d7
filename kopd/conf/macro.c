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

#include <sys/queue.h>

#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/nearest.h"
#include "common/xstrdup.h"
#include "kopd/conf/macro.h"
#include "kopd/conf/mask.h"

struct macro {
	SLIST_ENTRY(macro)	 entry;
	char			*name;
	char			*value;
	char			*origin;	/* "file:line"; "-D" */
	char			*given;		/* in an argument; or NULL */
	int			 for_good;
	int			 used;
};

static SLIST_HEAD(, macro)	 macros = SLIST_HEAD_INITIALIZER(macros);

static struct macro *
macro_find(const char *name)
{
	struct macro	*m;

	SLIST_FOREACH(m, &macros, entry) {
		if (strcmp(m->name, name) == 0)
			return m;
	}
	return NULL;
}

static struct macro *
macro_new(const char *name)
{
	struct macro	*m;

	if ((m = calloc(1, sizeof(*m))) == NULL)
		fatal(NULL);
	m->name = xstrdup(name);
	SLIST_INSERT_HEAD(&macros, m, entry);
	return m;
}

static void
macro_replace(struct macro *m, const char *value, const char *origin)
{
	if (m->value != NULL)
		freezero(m->value, strlen(m->value));
	m->value = xstrdup(value);
	free(m->origin);
	m->origin = xstrdup(origin);
}

void
macro_set(const char *name, const char *value, const char *origin)
{
	struct macro	*m;

	if ((m = macro_find(name)) == NULL)
		m = macro_new(name);
	if (!m->for_good)
		macro_replace(m, value, origin);
}

int
macro_define(char *text)
{
	struct macro	*m;
	char		*name, *value;

	if ((value = strchr(text, '=')) == NULL || value == text)
		return -1;
	if ((name = strndup(text, (size_t)(value - text))) == NULL)
		fatal(NULL);
	if ((m = macro_find(name)) == NULL)
		m = macro_new(name);
	macro_replace(m, value + 1, "-D");
	m->given = value + 1;
	m->for_good = 1;
	free(name);
	return 0;
}

void
macro_hand_over(const char *secret)
{
	struct macro	*m;

	if (secret[0] == '\0')
		return;
	SLIST_FOREACH(m, &macros, entry) {
		if (m->given == NULL || strstr(m->value, secret) == NULL)
			continue;
		explicit_bzero(m->given, strlen(m->given));
		m->given = NULL;
		macro_replace(m, "\"" CONF_KEPT "\"", "-D");
	}
}

const char *
macro_get(const char *name)
{
	struct macro	*m = macro_find(name);

	if (m == NULL)
		return NULL;
	m->used = 1;
	return m->value;
}

static const char *
macro_name(const void *arg, size_t i)
{
	const struct macro	*m = SLIST_FIRST(&macros);

	(void)arg;
	while (i-- > 0)
		m = SLIST_NEXT(m, entry);
	return m->name;
}

const char *
macro_nearest(const char *name)
{
	const struct macro	*m;
	size_t			 n = 0;

	SLIST_FOREACH(m, &macros, entry)
		n++;
	return nearest(name, n, macro_name, NULL);
}

void
macro_each(void (*say)(const char *origin, const char *name, int used))
{
	const struct macro	*m;

	SLIST_FOREACH(m, &macros, entry)
		say(m->origin, m->name, m->used);
}

void
macro_forget(int also_for_good)
{
	struct macro	*m, *next;

	for (m = SLIST_FIRST(&macros); m != NULL; m = next) {
		next = SLIST_NEXT(m, entry);
		m->used = 0;
		if (m->for_good && !also_for_good)
			continue;
		SLIST_REMOVE(&macros, m, macro, entry);
		freezero(m->value, strlen(m->value));
		free(m->origin);
		free(m->name);
		free(m);
	}
}
