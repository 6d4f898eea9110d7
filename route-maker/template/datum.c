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
datum_string(struct tmpl_string s)
{
	return (struct datum){ .type = TYPE_STRING, .s = s };
}

struct datum
datum_list(enum tmpl_type type, struct tmpl_list *list)
{
	return (struct datum){ .type = type, .list = list };
}

struct datum
datum_strings(struct tmpl_list *list)
{
	return datum_list(TYPE_STRINGS, list);
}

struct datum
datum_map(struct tmpl_map *map)
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
type_name(enum tmpl_type type)
{
	return types[type].name;
}

const char *
datum_type(const struct datum *d)
{
	return type_name(d->type);
}

const char *
datum_kind(const struct datum *d)
{
	return types[d->type].kind;
}

struct tmpl_string
string_of(const char *s)
{
	return (struct tmpl_string){ s, strlen(s) };
}

int
string_compare(struct tmpl_string a, struct tmpl_string b)
{
	int	 c;

	c = memcmp(a.s, b.s, a.len < b.len ? a.len : b.len);
	if (c != 0)
		return c;
	return a.len < b.len ? -1 : a.len > b.len;
}

int
string_equal(struct tmpl_string a, const char *b)
{
	return string_compare(a, string_of(b)) == 0;
}
