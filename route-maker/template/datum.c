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

#include <string.h>

#include "route-maker/template/datum.h"
#include "route-maker/template/execute.h"

static const struct {
	const char	*name;
	const char	*kind;
} types[] = {
	[TYPE_NONE] =		{ "<nil>", "invalid" },
	[TYPE_NIL] =		{ "<nil>", "invalid" },
	[TYPE_BOOL] =		{ "bool", "bool" },
	[TYPE_INT] =		{ "int", "int" },
	[TYPE_INT64] =		{ "int64", "int64" },
	[TYPE_BYTE] =		{ "uint8", "uint8" },
	[TYPE_FLOAT] =		{ "float64", "float64" },
	[TYPE_STRING] =		{ "string", "string" },
	[TYPE_LIST] =		{ "[]interface {}", "slice" },
	[TYPE_STRINGS] =	{ "[]string", "slice" },
	[TYPE_INTS] =		{ "[]int", "slice" },
	[TYPE_LISTS] =		{ "[][]interface {}", "slice" },
	[TYPE_MAP] =		{ "map[string]interface {}", "map" },
	[TYPE_STRING_MAP] =	{ "map[string]string", "map" },
	[TYPE_DATA] =		{ "struct { Name string; ContainerName string; "
				    "Labels map[string]string }", "struct" },
	[TYPE_TIME] =		{ "time.Time", "struct" },
	[TYPE_VERSION] =	{ "*semver.Version", "ptr" },
};

struct datum
datum_none(void)
{
	return (struct datum){ .type = TYPE_NONE };
}

struct datum
datum_nil(void)
{
	return (struct datum){ .type = TYPE_NIL };
}

struct datum
datum_bool(int b)
{
	return (struct datum){ .type = TYPE_BOOL, .b = b != 0 };
}

struct datum
datum_int(int64_t i)
{
	return (struct datum){ .type = TYPE_INT, .i = i };
}

struct datum
datum_int64(int64_t i)
{
	return (struct datum){ .type = TYPE_INT64, .i = i };
}

struct datum
datum_float(double f)
{
	return (struct datum){ .type = TYPE_FLOAT, .f = f };
}

struct datum
datum_string(struct string s)
{
	return (struct datum){ .type = TYPE_STRING, .s = s };
}

struct datum
datum_list(enum type type, struct list *list)
{
	return (struct datum){ .type = type, .list = list };
}

struct datum
datum_map(struct map *map)
{
	return (struct datum){ .type = TYPE_MAP, .map = map };
}

int
datum_is_list(const struct datum *d)
{
	return d->type >= TYPE_LIST && d->type <= TYPE_LISTS;
}

int
datum_is_map(const struct datum *d)
{
	return d->type == TYPE_MAP || d->type == TYPE_STRING_MAP;
}

int
datum_is_int(const struct datum *d)
{
	return d->type >= TYPE_INT && d->type <= TYPE_BYTE;
}

int
datum_is_nil(const struct datum *d)
{
	return d->type == TYPE_NONE || d->type == TYPE_NIL;
}

size_t
datum_length(const struct datum *d)
{
	if (d->type == TYPE_STRING)
		return d->s.len;
	if (datum_is_list(d))
		return d->list == NULL ? 0 : d->list->count;
	return datum_is_map(d) ? d->map->count : 0;
}

int
datum_truth(const struct datum *d)
{
	switch (d->type) {
	case TYPE_NONE:
	case TYPE_NIL:
		return 0;
	case TYPE_BOOL:
		return d->b;
	case TYPE_INT:
	case TYPE_INT64:
	case TYPE_BYTE:
		return d->i != 0;
	case TYPE_FLOAT:
		return d->f < 0 || d->f > 0 || d->f != d->f;
	case TYPE_DATA:
	case TYPE_TIME:
	case TYPE_VERSION:
		return 1;
	default:
		return datum_length(d) > 0;
	}
}

int
datum_empty(const struct datum *d)
{
	return !datum_truth(d);
}

const char *
type_name(enum type type)
{
	return types[type].name;
}

const char *
datum_type(const struct datum *d)
{
	return types[d->type].name;
}

const char *
datum_kind(const struct datum *d)
{
	return types[d->type].kind;
}

static int
lists_equal(struct exec *x, const struct datum *a, const struct datum *b)
{
	size_t	 i;

	if (datum_length(a) != datum_length(b) ||
	    (a->list == NULL) != (b->list == NULL))
		return 0;
	for (i = 0; i < datum_length(a); i++)
		if (!datum_equal(x, &a->list->items[i], &b->list->items[i]))
			return 0;
	return 1;
}

static int
maps_equal(struct exec *x, const struct map *a, const struct map *b)
{
	size_t	 i;

	if (a->count != b->count)
		return 0;
	for (i = 0; i < a->count; i++)
		if (string_compare(a->entries[i].key, b->entries[i].key) != 0 ||
		    !datum_equal(x, &a->entries[i].value, &b->entries[i].value))
			return 0;
	return 1;
}

int
datum_equal(struct exec *x, const struct datum *a, const struct datum *b)
{
	int	 equal;

	exec_step(x, 1);
	if (datum_is_nil(a) || datum_is_nil(b))
		return datum_is_nil(a) && datum_is_nil(b);
	if (a->type != b->type)
		return 0;
	switch (a->type) {
	case TYPE_BOOL:
		return a->b == b->b;
	case TYPE_INT:
	case TYPE_INT64:
	case TYPE_BYTE:
		return a->i == b->i;
	case TYPE_FLOAT:
		return !(a->f < b->f) && !(a->f > b->f) && a->f == a->f &&
		    b->f == b->f;
	case TYPE_STRING:
		return string_compare(a->s, b->s) == 0;
	case TYPE_TIME:
		return a->time->seconds == b->time->seconds &&
		    a->time->nanoseconds == b->time->nanoseconds &&
		    a->time->offset == b->time->offset;
	case TYPE_DATA:
		return 1;
	case TYPE_VERSION:
		return a->version == b->version;
	default:
		break;
	}
	exec_enter(x);
	equal = datum_is_list(a) ? lists_equal(x, a, b) :
	    maps_equal(x, a->map, b->map);
	exec_leave(x);
	return equal;
}

struct string
string_of(const char *s)
{
	return (struct string){ s, strlen(s) };
}

int
string_compare(struct string a, struct string b)
{
	int	 c;

	c = memcmp(a.s, b.s, a.len < b.len ? a.len : b.len);
	if (c != 0)
		return c;
	return a.len < b.len ? -1 : a.len > b.len;
}

int
string_equal(struct string a, const char *b)
{
	return string_compare(a, string_of(b)) == 0;
}

struct list *
list_new(struct exec *x, size_t room)
{
	struct list	*l;

	l = exec_alloc(x, 1, sizeof(*l));
	l->items = exec_alloc(x, room == 0 ? 1 : room, sizeof(*l->items));
	l->count = 0;
	l->room = room == 0 ? 1 : room;
	return l;
}

void
list_add(struct exec *x, struct list *l, struct datum d)
{
	struct datum	*items;

	if (l->count == l->room) {
		items = exec_alloc(x, l->room * 2, sizeof(*items));
		memcpy(items, l->items, l->count * sizeof(*items));
		l->items = items;
		l->room *= 2;
	}
	l->items[l->count++] = d;
}

struct list *
list_copy(struct exec *x, const struct list *from)
{
	struct list	*l;
	size_t		 n = from == NULL ? 0 : from->count;

	exec_step(x, n / 16);
	l = list_new(x, n);
	if (n > 0)
		memcpy(l->items, from->items, n * sizeof(*l->items));
	l->count = n;
	return l;
}

struct map *
map_new(struct exec *x, size_t room)
{
	struct map	*m;

	m = exec_alloc(x, 1, sizeof(*m));
	m->room = room == 0 ? 4 : room;
	m->entries = exec_alloc(x, m->room, sizeof(*m->entries));
	m->count = 0;
	return m;
}

/* Where the key is, or would be. */
static size_t
map_place(const struct map *m, struct string key, int *found)
{
	size_t	 low = 0, high = m->count, middle;
	int	 c;

	*found = 0;
	while (low < high) {
		middle = low + (high - low) / 2;
		c = string_compare(key, m->entries[middle].key);
		if (c == 0) {
			*found = 1;
			return middle;
		}
		if (c < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

struct datum *
map_get(const struct map *m, struct string key)
{
	size_t	 i;
	int	 found;

	i = map_place(m, key, &found);
	return found ? &m->entries[i].value : NULL;
}

void
map_set(struct exec *x, struct map *m, struct string key, struct datum value)
{
	struct entry	*entries;
	size_t		 i;
	int		 found;

	i = map_place(m, key, &found);
	if (found) {
		m->entries[i].value = value;
		return;
	}
	if (m->count == m->room) {
		entries = exec_alloc(x, m->room * 2, sizeof(*entries));
		memcpy(entries, m->entries, m->count * sizeof(*entries));
		m->entries = entries;
		m->room *= 2;
	}
	exec_step(x, (m->count - i) / 16);
	memmove(m->entries + i + 1, m->entries + i,
	    (m->count - i) * sizeof(*m->entries));
	m->entries[i].key = key;
	m->entries[i].value = value;
	m->count++;
}

void
map_unset(struct map *m, struct string key)
{
	size_t	 i;
	int	 found;

	i = map_place(m, key, &found);
	if (!found)
		return;
	m->count--;
	memmove(m->entries + i, m->entries + i + 1,
	    (m->count - i) * sizeof(*m->entries));
}
