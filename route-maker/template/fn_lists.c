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
#include <string.h>

#include "route-maker/template/collection.h"
#include "route-maker/template/convert.h"
#include "route-maker/template/equal.h"
#include "route-maker/template/exec.h"
#include "route-maker/template/fn.h"
#include "route-maker/template/limit.h"

/* Returns the list of an argument; other types fail with "Cannot <what>". */
static const struct tmpl_list *
to_list(struct exec *x, const struct datum *d, const char *what)
{
	static const struct tmpl_list	 none = { NULL, 0, 0 };

	if (datum_is_nil(d))
		exec_fail(x, "runtime error: invalid memory address or nil "
		    "pointer dereference");
	if (!datum_is_list(d))
		exec_fail(x, "Cannot %s type %s", what, datum_kind(d));
	exec_step(x, datum_length(d) / 16);
	return d->list == NULL ? &none : d->list;
}

static struct datum
list_datum(struct tmpl_list *l)
{
	return datum_list(TYPE_LIST, l);
}

FN(fn_list)
{
	struct tmpl_list	*l = list_new(x, n);

	memcpy(l->items, args, n * sizeof(*args));
	l->count = n;
	return list_datum(l);
}

FN(fn_append)
{
	struct tmpl_list	*l;

	(void)n;
	l = list_copy(x, to_list(x, &args[0], "push on"));
	list_add(x, l, args[1]);
	return list_datum(l);
}

FN(fn_prepend)
{
	const struct tmpl_list	*from = to_list(x, &args[0], "prepend on");
	struct tmpl_list	*l = list_new(x, from->count + 1);
	size_t			 i;

	(void)n;
	list_add(x, l, args[1]);
	for (i = 0; i < from->count; i++)
		list_add(x, l, from->items[i]);
	return list_datum(l);
}

FN(fn_first)
{
	const struct tmpl_list	*l = to_list(x, &args[0], "find first on");

	(void)n;
	return l->count == 0 ? datum_nil() : l->items[0];
}

FN(fn_last)
{
	const struct tmpl_list	*l = to_list(x, &args[0], "find last on");

	(void)n;
	return l->count == 0 ? datum_nil() : l->items[l->count - 1];
}

static struct datum
part(struct exec *x, const struct tmpl_list *from, size_t first, size_t count)
{
	struct tmpl_list	*l;
	size_t			 i;

	if (from->count == 0)
		return datum_list(TYPE_LIST, NULL);
	l = list_new(x, count);
	for (i = 0; i < count; i++)
		list_add(x, l, from->items[first + i]);
	return list_datum(l);
}

FN(fn_rest)
{
	const struct tmpl_list	*l = to_list(x, &args[0], "find rest on");

	(void)n;
	return part(x, l, 1, l->count - 1);
}

FN(fn_initial)
{
	const struct tmpl_list	*l = to_list(x, &args[0], "find initial on");

	(void)n;
	return part(x, l, 0, l->count - 1);
}

FN(fn_reverse)
{
	const struct tmpl_list	*from = to_list(x, &args[0], "find reverse on");
	struct tmpl_list	*l = list_new(x, from->count);
	size_t			 i;

	(void)n;
	for (i = from->count; i > 0; i--)
		list_add(x, l, from->items[i - 1]);
	return list_datum(l);
}

FN(fn_compact)
{
	const struct tmpl_list	*from = to_list(x, &args[0], "compact on");
	struct tmpl_list	*l = list_new(x, from->count);
	size_t			 i;

	(void)n;
	for (i = 0; i < from->count; i++)
		if (!datum_empty(&from->items[i]))
			list_add(x, l, from->items[i]);
	return list_datum(l);
}

static int
is_among(struct exec *x, const struct datum *items, size_t n,
    const struct datum *d)
{
	size_t	 i;

	for (i = 0; i < n; i++)
		if (datum_equal(x, &items[i], d))
			return 1;
	return 0;
}

FN(fn_uniq)
{
	const struct tmpl_list	*from = to_list(x, &args[0], "find uniq on");
	struct tmpl_list	*l = list_new(x, from->count);
	size_t			 i;

	(void)n;
	for (i = 0; i < from->count; i++)
		if (!is_among(x, l->items, l->count, &from->items[i]))
			list_add(x, l, from->items[i]);
	return list_datum(l);
}

FN(fn_without)
{
	const struct tmpl_list	*from = to_list(x, &args[0], "find without on");
	struct tmpl_list	*l = list_new(x, from->count);
	size_t			 i;

	for (i = 0; i < from->count; i++)
		if (!is_among(x, args + 1, n - 1, &from->items[i]))
			list_add(x, l, from->items[i]);
	return list_datum(l);
}

FN(fn_has)
{
	const struct tmpl_list	*l;

	(void)n;
	if (datum_is_nil(&args[1]))
		return datum_bool(0);
	l = to_list(x, &args[1], "find has on");
	return datum_bool(is_among(x, l->items, l->count, &args[0]));
}

/* The slice shares the items of its list, as in Go. */
FN(fn_slice)
{
	const struct tmpl_list	*from;
	struct tmpl_list	*l;
	int64_t			 start = 0, end;

	if (!datum_is_nil(&args[0]) && !datum_is_list(&args[0]))
		exec_fail(x, "list should be type of slice or array but %s",
		    datum_kind(&args[0]));
	from = to_list(x, &args[0], "slice");
	if (from->count == 0)
		return datum_nil();
	end = (int64_t)from->count;
	if (n > 1)
		start = to_int(&args[1]);
	if (n > 2)
		end = to_int(&args[2]);
	if (start < 0 || end < start || end > (int64_t)from->count)
		exec_fail(x, "reflect.Value.Slice: slice index out of bounds");
	l = exec_alloc(x, 1, sizeof(*l));
	l->items = from->items + start;
	l->count = l->room = (size_t)(end - start);
	return datum_list(args[0].type, l);
}

FN(fn_concat)
{
	const struct tmpl_list	*from;
	struct tmpl_list	*l = NULL;
	size_t			 i, j;

	for (i = 0; i < n; i++) {
		if (!datum_is_nil(&args[i]) && !datum_is_list(&args[i]))
			exec_fail(x, "Cannot concat type %s as list",
			    datum_kind(&args[i]));
		from = to_list(x, &args[i], "concat");
		for (j = 0; j < from->count; j++) {
			if (l == NULL)
				l = list_new(x, from->count);
			list_add(x, l, from->items[j]);
		}
	}
	return list_datum(l);
}

FN(fn_chunk)
{
	const struct tmpl_list	*from = to_list(x, &args[1], "chunk");
	struct tmpl_list	*l = list_new(x, 4), *piece = NULL;
	size_t			 i, size;

	(void)n;
	if (args[0].i <= 0)
		exec_fail(x, "a chunk needs a size of at least one");
	size = (size_t)args[0].i;
	for (i = 0; i < from->count; i++) {
		if (i % size == 0) {
			piece = list_new(x, 4);
			list_add(x, l, list_datum(piece));
		}
		list_add(x, piece, from->items[i]);
	}
	return datum_list(TYPE_LISTS, l);
}

static int
compare_strings(const void *a, const void *b)
{
	const struct datum	*x = a, *y = b;

	return string_compare(x->s, y->s);
}

FN(fn_sort_alpha)
{
	struct tmpl_list	*l = to_strings(x, &args[0]);

	(void)n;
	if (datum_is_nil(&args[0]))
		list_add(x, l, datum_string(string_of("<nil>")));
	exec_step(x, l->count);
	qsort(l->items, l->count, sizeof(*l->items), compare_strings);
	return datum_strings(l);
}
