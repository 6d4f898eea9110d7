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

#include "route-maker/template/collection.h"
#include "route-maker/template/exec.h"
#include "route-maker/template/fn.h"
#include "route-maker/template/format.h"
#include "route-maker/template/limit.h"

FN(fn_dict)
{
	struct tmpl_map	*m = map_new(x, n / 2);
	size_t		 i;

	for (i = 0; i < n; i += 2)
		map_set(x, m, format_string(x, &args[i]), i + 1 < n ?
		    args[i + 1] : datum_string(string_of("")));
	return datum_map(m);
}

FN(fn_get)
{
	struct datum	*d = map_get(args[0].map, args[1].s);

	(void)x;
	(void)n;
	return d == NULL ? datum_string(string_of("")) : *d;
}

FN(fn_set)
{
	(void)n;
	if (args[0].map->nil)
		exec_fail(x, "assignment to entry in nil map");
	map_set(x, args[0].map, args[1].s, args[2]);
	return args[0];
}

FN(fn_unset)
{
	(void)n;
	exec_step(x, args[0].map->count / 16);
	map_unset(args[0].map, args[1].s);
	return args[0];
}

FN(fn_has_key)
{
	(void)x;
	(void)n;
	return datum_bool(map_get(args[0].map, args[1].s) != NULL);
}

FN(fn_pluck)
{
	struct tmpl_list	*l = list_new(x, n);
	struct datum		*d;
	size_t			 i;

	for (i = 1; i < n; i++)
		if ((d = map_get(args[i].map, args[0].s)) != NULL)
			list_add(x, l, *d);
	return datum_list(TYPE_LIST, l);
}

/* Go returns keys and values in any order.  kopd returns them sorted by key. */
FN(fn_keys)
{
	struct tmpl_list	*l = list_new(x, 4);
	size_t			 i, j;

	for (i = 0; i < n; i++)
		for (j = 0; j < args[i].map->count; j++) {
			exec_step(x, 1);
			list_add(x, l,
			    datum_string(args[i].map->entries[j].key));
		}
	return datum_strings(l);
}

FN(fn_values)
{
	struct tmpl_list	*l = list_new(x, args[0].map->count);
	size_t			 i;

	(void)n;
	exec_step(x, args[0].map->count);
	for (i = 0; i < args[0].map->count; i++)
		list_add(x, l, args[0].map->entries[i].value);
	return datum_list(TYPE_LIST, l);
}

FN(fn_pick)
{
	struct tmpl_map	*m = map_new(x, n);
	struct datum	*d;
	size_t		 i;

	for (i = 1; i < n; i++)
		if ((d = map_get(args[0].map, args[i].s)) != NULL)
			map_set(x, m, args[i].s, *d);
	return datum_map(m);
}

static struct tmpl_map *
copy_map(struct exec *x, const struct tmpl_map *from)
{
	struct tmpl_map	*m = map_new(x, from->count);

	exec_step(x, from->count / 16);
	memcpy(m->entries, from->entries,
	    from->count * sizeof(*from->entries));
	m->count = from->count;
	return m;
}

FN(fn_omit)
{
	struct tmpl_map	*m = copy_map(x, args[0].map);
	size_t		 i;

	for (i = 1; i < n; i++)
		map_unset(m, args[i].s);
	return datum_map(m);
}

/* mergo.Merge: values that are not empty stay, except with overwrite. */
static void
merge(struct exec *x, struct tmpl_map *to, const struct tmpl_map *from,
    int overwrite)
{
	struct tmpl_map		*source;
	struct tmpl_entry	*e;
	struct datum		*d;
	size_t			 i;

	exec_enter(x);
	to->nil = 0;
	source = copy_map(x, from);
	for (i = 0; i < source->count; i++) {
		exec_step(x, 1);
		e = &source->entries[i];
		d = map_get(to, e->key);
		if (datum_is_nil(&e->value) && !overwrite)
			continue;
		if (d == NULL)
			map_set(x, to, e->key, e->value);
		else if (d->type == TYPE_MAP && e->value.type == TYPE_MAP)
			merge(x, d->map, e->value.map, overwrite);
		else if (datum_empty(d) || overwrite)
			*d = e->value;
	}
	exec_leave(x);
}

FN(fn_merge)
{
	size_t	 i;

	for (i = 1; i < n; i++)
		merge(x, args[0].map, args[i].map, 0);
	return args[0];
}

FN(fn_merge_overwrite)
{
	size_t	 i;

	for (i = 1; i < n; i++)
		merge(x, args[0].map, args[i].map, 1);
	return args[0];
}

static struct datum
deep_copy(struct exec *x, const struct datum *d)
{
	struct datum	 copy = *d;
	size_t		 i;

	exec_step(x, 1);
	exec_enter(x);
	if (datum_is_map(d)) {
		copy.map = copy_map(x, d->map);
		for (i = 0; i < copy.map->count; i++)
			copy.map->entries[i].value = deep_copy(x,
			    &d->map->entries[i].value);
	} else if (datum_is_list(d) && d->list != NULL) {
		copy.list = list_copy(x, d->list);
		for (i = 0; i < copy.list->count; i++)
			copy.list->items[i] = deep_copy(x, &d->list->items[i]);
	}
	exec_leave(x);
	return copy;
}

FN(fn_deep_copy)
{
	(void)n;
	if (datum_is_nil(&args[0]))
		exec_fail(x, "reflect: call of reflect.Value.Type on zero "
		    "Value");
	return deep_copy(x, &args[0]);
}

FN(fn_dig)
{
	struct datum	 d, *step;
	size_t		 i;

	if (n < 3)
		exec_fail(x, "dig needs at least three arguments");
	d = args[n - 1];
	for (i = 0; i + 2 < n; i++) {
		if (d.type != TYPE_MAP)
			exec_fail(x, "interface conversion: interface {} is "
			    "%s, not map[string]interface {}", datum_type(&d));
		if (args[i].type != TYPE_STRING)
			exec_fail(x, "interface conversion: interface {} is "
			    "%s, not string", datum_type(&args[i]));
		if ((step = map_get(d.map, args[i].s)) == NULL)
			return args[n - 2];
		d = *step;
	}
	return d;
}
