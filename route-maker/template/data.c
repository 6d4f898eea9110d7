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

#include "route-maker/template/collection.h"
#include "route-maker/template/data.h"
#include "route-maker/template/exec.h"

enum {
	DATA_NAME,
	DATA_CONTAINER_NAME,
	DATA_LABELS
};

static const struct {
	const char	*name;
	enum tmpl_type	 type;
} fields[DATA_FIELDS] = {
	[DATA_NAME] =		{ "Name", TYPE_STRING },
	[DATA_CONTAINER_NAME] =	{ "ContainerName", TYPE_STRING },
	[DATA_LABELS] =		{ "Labels", TYPE_STRING_MAP },
};

const char *
data_name(size_t i)
{
	return fields[i].name;
}

enum tmpl_type
data_type(size_t i)
{
	return fields[i].type;
}

size_t
data_find(struct tmpl_string name)
{
	size_t	 i;

	for (i = 0; i < DATA_FIELDS; i++) {
		if (string_equal(name, fields[i].name))
			break;
	}
	return i;
}

static int
compare_entries(const void *a, const void *b)
{
	const struct tmpl_entry	*x = a, *y = b;

	return string_compare(x->key, y->key);
}

/* Returns the labels as a map.  The first call makes it. */
static struct tmpl_map *
label_map(struct exec *x)
{
	const struct label	*l;
	struct tmpl_map		*m;
	size_t			 i;
	int			 sorted = 1;

	if (x->labels != NULL)
		return x->labels;
	m = map_new(x, x->data->nlabels);
	for (i = 0; i < x->data->nlabels; i++) {
		l = &x->data->labels[i];
		m->entries[i].key = string_of(l->name);
		m->entries[i].value = datum_string(string_of(l->value));
		if (i > 0 && string_compare(m->entries[i - 1].key,
		    m->entries[i].key) > 0)
			sorted = 0;
	}
	m->count = i;
	if (!sorted)
		qsort(m->entries, m->count, sizeof(*m->entries),
		    compare_entries);
	x->labels = m;
	return m;
}

struct datum
data_field(struct exec *x, size_t i)
{
	switch (i) {
	case DATA_NAME:
		return datum_string(string_of(x->data->name));
	case DATA_CONTAINER_NAME:
		return datum_string(string_of(x->data->container_name));
	default:
		return (struct datum){ .type = TYPE_STRING_MAP,
		    .map = label_map(x) };
	}
}
