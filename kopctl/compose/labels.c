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
#include <strings.h>

#include "common/log.h"
#include "common/xstrdup.h"
#include "kopctl/compose/labels.h"

#define RESERVED	"com.docker.compose."

static void
add(struct reading *r, struct entries *list, const struct yaml_node *at,
    const char *name, const char *value)
{
	struct place	 place = reading_place(r, at);

	if (*name == '\0')
		reading_fault(r, at, "labels: a label has no name");
	else if (strncmp(name, RESERVED, strlen(RESERVED)) == 0)
		reading_fault(r, at, "labels: %s: Compose sets this label "
		    "itself; remove it", name);
	else
		entries_put(list, name, value, &place, &r->quota);
}

/* YAML permits _ between digits. */
static const char *
skip_digits(const char *s)
{
	return s + strspn(s, "0123456789_");
}

/* What YAML reads as a number: 8080, 010, 0x1f, 1.50, .5, 1e3, 1_000. */
static int
is_number(const char *s)
{
	const char	*start;

	s += *s == '+' || *s == '-';
	if (s[0] == '0' && s[1] != '\0' && strchr("xXoObB", s[1]) != NULL)
		return s[2] != '\0' &&
		    s[2 + strspn(s + 2, "0123456789abcdefABCDEF_")] == '\0';
	start = s;
	s = skip_digits(s);
	if (*s == '.')
		s = skip_digits(s + 1);
	if (strcspn(start, "0123456789") >= (size_t)(s - start))
		return 0;
	if (*s == 'e' || *s == 'E') {
		s++;
		s = skip_digits(s + (*s == '+' || *s == '-'));
	}
	return *s == '\0';
}

/* A date, with or without a time. */
static int
is_time(const char *s)
{
	const char	*month = s + strspn(s, "0123456789");
	const char	*day;

	if (month - s != 4 || *month != '-')
		return 0;
	day = month + 1 + strspn(month + 1, "0123456789");
	if (day == month + 1 || *day != '-')
		return 0;
	s = day + 1 + strspn(day + 1, "0123456789");
	return s > day + 1 && (*s == '\0' || strchr("Tt \t", *s) != NULL);
}

/* A number that is written as it is read: 0, -1, 8080, 0.5. */
static int
is_canonical(const char *text)
{
	const char	*s = text + (*text == '-');
	size_t		 n = strspn(s, "0123456789");

	if (n == 0 || n > 15 || (*s == '0' && n > 1) ||
	    strcmp(text, "-0") == 0)
		return 0;
	if (s[n] == '\0')
		return 1;
	s += n + 1;
	n = strspn(s, "0123456789");
	return s[-1] == '.' && n > 0 && n <= 4 && s[n] == '\0' &&
	    s[n - 1] != '0';
}

static int
is_ambiguous(const char *text)
{
	const char	*s = text + (*text == '+' || *text == '-');

	return (is_number(text) && !is_canonical(text)) || is_time(text) ||
	    strcasecmp(s, ".inf") == 0 || strcasecmp(s, ".nan") == 0;
}

/* A plain true or false in any case is written in small letters. */
static const char *
boolean_of(const char *text)
{
	static const char *const	words[] = { "true", "True", "TRUE",
					    "false", "False", "FALSE" };
	size_t				 i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(text, words[i]) == 0)
			return i < 3 ? "true" : "false";
	}
	return NULL;
}

static void
read_value(struct reading *r, struct entries *list,
    const struct yaml_node *key, const struct yaml_node *value)
{
	const char	*boolean;
	char		*text, *what;

	if (yaml_is_null(value)) {
		add(r, list, key, key->text, "");
		return;
	}
	if (value->kind == YAML_SCALAR && value->plain) {
		if ((boolean = boolean_of(value->text)) != NULL) {
			add(r, list, key, key->text, boolean);
			return;
		}
		if (is_ambiguous(value->text)) {
			reading_fault(r, key, "labels: %s: YAML may read %s as "
			    "a number or a time; put it in quotes", key->text,
			    value->text);
			return;
		}
	}
	if (asprintf(&what, "labels: %s", key->text) == -1)
		fatal(NULL);
	if ((text = reading_text(r, value, what)) != NULL)
		add(r, list, key, key->text, text);
	free(text);
	free(what);
}

static void
read_mapping(struct reading *r, struct entries *list,
    const struct yaml_node *node)
{
	char	 none[1] = "";
	struct entry	 gone = { .removed = 1, .value = none };
	size_t	 i;

	for (i = 0; i < node->n; i++) {
		if (!reading_is_reset(node->values[i])) {
			read_value(r, list, node->keys[i], node->values[i]);
			continue;
		}
		gone.key = xstrdup(node->keys[i]->text);
		entries_set(list, &gone, &r->quota);
		free(gone.key);
	}
}

static void
read_item(struct reading *r, void *list, const struct yaml_node *node)
{
	char	*text, *value;

	if ((text = reading_text(r, node, "an item of labels")) == NULL)
		return;
	if ((value = strchr(text, '=')) != NULL)
		*value++ = '\0';
	add(r, list, node, text, value != NULL ? value : "");
	free(text);
}

void
labels_read(struct reading *r, struct entries *list,
    const struct yaml_node *node)
{
	if (node->kind == YAML_MAPPING)
		read_mapping(r, list, node);
	else if (node->kind == YAML_SEQUENCE)
		reading_each(r, list, node, read_item);
	else
		reading_fault(r, node, "labels is neither a mapping nor a "
		    "list");
}

struct loading {
	struct reading		*r;
	const struct entry	*file;
	struct variables	 list;
	struct expand		 expand;
};

static const char *
look_up(void *arg, const char *name)
{
	const struct loading	*l = arg;
	const struct variable	*v = variables_find(&l->list, name);

	return v != NULL ? v->value : NULL;
}

static void
say_unset(void *arg, const char *name)
{
	const struct loading	*l = arg;
	char			*text;

	if (asprintf(&text, "label_file %s: %s is not set in the file; using "
	    "an empty value", l->file->key, name) == -1)
		fatal(NULL);
	annotate(l->r->out, ANNOTATE_WARNING, &l->file->at, text);
	free(text);
}

static void
say_line(void *arg, int level, const char *line)
{
	(void)level;
	annotate_line(arg, ANNOTATE_ERROR, line);
}

/* "file:line: NAME"; the path may contain a colon, too. */
static unsigned int
line_of(const struct variable *v, const char *path)
{
	return (unsigned int)strtoul(v->place + strlen(path) + 1, NULL, 10);
}

void
labels_load(struct reading *r, struct entries *list, const struct entry *file)
{
	struct loading		 l = { .r = r, .file = file };
	struct conf_report	 report = { say_line, r->out, 0 };
	struct place		 at = { file->key, 0 };
	const char		*why;
	char			*text;
	size_t			 i;

	l.expand.get = look_up;
	l.expand.unset = say_unset;
	l.expand.arg = &l;
	why = "the files of env_file and label_file are too many, or too "
	    "large";
	if (reading_file(r, file->key) == -1 || variables_load(&l.list, file->key,
	    &l.expand, &report, &why) == -1) {
		if (asprintf(&text, "label_file %s: %s", file->key, why) == -1)
			fatal(NULL);
		annotate(r->out, ANNOTATE_ERROR, &file->at, text);
		free(text);
	}
	for (i = 0; i < l.list.n; i++) {
		at.line = line_of(&l.list.v[i], file->key);
		entries_put(list, l.list.v[i].name, l.list.v[i].value, &at,
		    &r->quota);
	}
	variables_free(&l.list);
}
