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
#include "route-maker/template/limit.h"

struct tmpl_list *
list_new(struct exec *x, size_t room)
{
	struct tmpl_list	*l;

	l = exec_alloc(x, 1, sizeof(*l));
	l->items = exec_alloc(x, room == 0 ? 1 : room, sizeof(*l->items));
	l->count = 0;
	l->room = room == 0 ? 1 : room;
	return l;
}

void
list_add(struct exec *x, struct tmpl_list *l, struct datum d)
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

struct tmpl_list *
list_copy(struct exec *x, const struct tmpl_list *from)
{
	struct tmpl_list	*l;
	size_t			 n = from == NULL ? 0 : from->count;

	exec_step(x, n / 16);
	l = list_new(x, n);
	if (n > 0)
		memcpy(l->items, from->items, n * sizeof(*l->items));
	l->count = n;
	return l;
}

struct tmpl_map *
map_new(struct exec *x, size_t room)
{
	struct tmpl_map	*m;

	m = exec_alloc(x, 1, sizeof(*m));
	m->room = room == 0 ? 4 : room;
	m->entries = exec_alloc(x, m->room, sizeof(*m->entries));
	m->count = 0;
	m->nil = 0;
	return m;
}

/* Returns the index of the key, or the index at which it would be. */
static size_t
map_place(const struct tmpl_map *m, struct tmpl_string key, int *found)
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
map_get(const struct tmpl_map *m, struct tmpl_string key)
{
	size_t	 i;
	int	 found;

	i = map_place(m, key, &found);
	return found ? &m->entries[i].value : NULL;
}

void
map_set(struct exec *x, struct tmpl_map *m, struct tmpl_string key,
    struct datum value)
{
	struct tmpl_entry	*entries;
	size_t			 i;
	int			 found;

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
map_unset(struct tmpl_map *m, struct tmpl_string key)
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
