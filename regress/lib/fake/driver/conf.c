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

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "common/log.h"
#include "regress/lib/fake/driver/driver.h"

static void
set_string(char **field, const char *value)
{
	free(*field);
	if ((*field = strdup(strcmp(value, "-") == 0 ? "" : value)) == NULL)
		fatal(NULL);
}

/* What is in a file, where the value is "@" and its path. */
static void
set_text(char **field, const char *value)
{
	char	*text;
	FILE	*f;
	size_t	 n;

	if (value[0] != '@') {
		set_string(field, value);
		return;
	}
	if ((text = calloc(1, CONF_FILE_MAX + 1)) == NULL)
		fatal(NULL);
	if ((f = fopen(value + 1, "r")) == NULL)
		fatal("%s", value + 1);
	n = fread(text, 1, CONF_FILE_MAX, f);
	text[n] = '\0';
	(void)fclose(f);
	free(*field);
	*field = text;
}

static void
set_number(uint32_t *field, const char *value)
{
	const char	*why;

	*field = (uint32_t)strtonum(value, 0, UINT32_MAX, &why);
	if (why != NULL)
		fatalx("%s is %s", value, why);
}

/* "-" empties the list. */
static void
add_entry(struct string_list *list, const char *value)
{
	if (strcmp(value, "-") == 0) {
		while (list->n > 0)
			free(list->v[--list->n]);
		return;
	}
	if ((list->v = reallocarray(list->v, list->n + 1,
	    sizeof(*list->v))) == NULL ||
	    (list->v[list->n++] = strdup(value)) == NULL)
		fatal(NULL);
}

void
conf_set(const struct config_table *t, void *conf, const char *name,
    const char *value)
{
	const struct config_field	*f = t->fields;
	void				*field;

	while (f < t->fields + t->count &&
	    (f->name == NULL || strcmp(f->name, name) != 0))
		f++;
	if (f == t->fields + t->count)
		fatalx("no such field: %s", name);
	field = (char *)conf + f->offset;
	switch (f->type) {
	case CONFIG_STRING:
		set_string(field, value);
		break;
	case CONFIG_TEXT:
	case CONFIG_FILE:
		set_text(field, value);
		break;
	case CONFIG_NUMBER:
		set_number(field, value);
		break;
	case CONFIG_LIST:
		add_entry(field, value);
		break;
	}
}
