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

#include <sys/stat.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/xstrdup.h"
#include "kopctl/compose/variables.h"
#include "kopd/conf/file.h"

/* FNV-1a. */
static unsigned int
hash_of(const char *name)
{
	unsigned int	 hash = 2166136261U;

	for (; *name != '\0'; name++)
		hash = (hash ^ (unsigned char)*name) * 16777619U;
	return hash;
}

static struct variable *
find(const struct variables *list, const char *name)
{
	unsigned int	 hash = hash_of(name);
	size_t		 i;

	for (i = 0; i < list->n; i++) {
		if (list->v[i].hash == hash &&
		    strcmp(list->v[i].name, name) == 0)
			return &list->v[i];
	}
	return NULL;
}

const struct variable *
variables_find(const struct variables *list, const char *name)
{
	return find(list, name);
}

static void
forget(struct variable *v)
{
	freezero(v->value, strlen(v->value));
	free(v->place);
}

int
variables_set(struct variables *list, const char *name, const char *value,
    const char *path, unsigned int line)
{
	struct variable	*v = find(list, name);

	if (v != NULL)
		forget(v);
	else {
		if (list->n == VARIABLES_MAX)
			return -1;
		list->v = reallocarray(list->v, list->n + 1, sizeof(*v));
		if (list->v == NULL)
			fatal(NULL);
		v = &list->v[list->n++];
		v->name = xstrdup(name);
		v->hash = hash_of(name);
	}
	v->value = xstrdup(value);
	if (asprintf(&v->place, "%s:%u: %s", path, line, name) == -1)
		fatal(NULL);
	return 0;
}

void
variables_free(struct variables *list)
{
	size_t	 i;

	for (i = 0; i < list->n; i++) {
		forget(&list->v[i]);
		free(list->v[i].name);
	}
	free(list->v);
	list->v = NULL;
	list->n = 0;
}

/*
 * Prepares the string in double quotes for expand(), in place; returns its
 * end.
 */
static char *
unescape(char *s)
{
	char	*to = s;

	for (; *s != '\0' && *s != '"'; s++) {
		if (*s != '\\' || s[1] == '\0' || strchr("nt\"\\$", s[1]) ==
		    NULL) {
			*to++ = *s;
			continue;
		}
		s++;
		if (*s == '$')
			*to++ = '$';
		*to++ = *s == 'n' ? '\n' : *s == 't' ? '\t' : *s;
	}
	if (*s != '"')
		return NULL;
	*to = '\0';
	return s + 1;
}

/* The value at s, without quotes and blanks; NULL and *why on error. */
static char *
value_text(char *s, int *as_is, const char **why)
{
	char	*end, *text = s;

	*why = "a quote is not closed";
	*as_is = *s == '\'';
	if (*s == '\'') {
		if ((end = strchr(++text, '\'')) == NULL)
			return NULL;
		*end++ = '\0';
	} else if (*s == '"') {
		if ((end = unescape(++text)) == NULL)
			return NULL;
	} else {
		if ((end = strstr(s, " #")) != NULL)
			*end = '\0';
		for (end = s + strlen(s); end > s &&
		    isspace((unsigned char)end[-1]); end--)
			end[-1] = '\0';
		return text;
	}
	end += strspn(end, " \t\r");
	*why = "unexpected characters after the quote";
	return *end == '\0' || *end == '#' ? text : NULL;
}

/* Reads a line; returns its error, or NULL. */
static const char *
load_line(struct variables *list, char *s, const char *path,
    unsigned int line, struct expand *e)
{
	const char	*why;
	char		*name, *text, *value;
	int		 as_is, error;

	if (strncmp(s, "export ", 7) == 0)
		s += 7;
	name = s + strspn(s, " \t");
	if ((s = strchr(name, '=')) == NULL)
		return "not of the form NAME=VALUE";
	*s++ = '\0';
	s += strspn(s, " \t");
	name[strcspn(name, " \t")] = '\0';
	if (*name == '\0')
		return "the name is missing";
	if ((text = value_text(s, &as_is, &why)) == NULL)
		return why;
	value = as_is ? xstrdup(text) : expand(e, text);
	if (value == NULL)
		return e->why;
	error = variables_set(list, name, value, path, line);
	freezero(value, strlen(value));
	return error == -1 ? "there are too many variables" : NULL;
}

int
variables_load(struct variables *list, const char *path, struct expand *e,
    struct conf_report *report, const char **why)
{
	struct stat	 st;
	unsigned int	 line = 0;
	const char	*fault;
	char		*text, *rest, *s, *origin;
	size_t		 len;

	if ((text = file_load(path, VARIABLES_BYTES_MAX, &len, &st,
	    why)) == NULL)
		return -1;
	rest = text;
	while ((s = strsep(&rest, "\n")) != NULL) {
		line++;
		s += strspn(s, " \t\r");
		if (*s == '\0' || *s == '#')
			continue;
		if ((fault = load_line(list, s, path, line, e)) == NULL)
			continue;
		if (asprintf(&origin, "%s:%u", path, line) == -1)
			fatal(NULL);
		conf_error(report, origin, "%s", fault);
		free(origin);
	}
	freezero(text, len);
	return 0;
}
