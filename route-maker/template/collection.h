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

/* Lists and maps, in the arena of an execution. */

#ifndef ROUTE_MAKER_TEMPLATE_COLLECTION_H
#define ROUTE_MAKER_TEMPLATE_COLLECTION_H

#include <stddef.h>

#include "route-maker/template/datum.h"

struct exec;

/* list_new: an empty list with room for so many items. */
struct tmpl_list	*list_new(struct exec *, size_t room);
void			 list_add(struct exec *, struct tmpl_list *,
			    struct datum);

/* list_copy: its items are those of the other list, which may be NULL. */
struct tmpl_list	*list_copy(struct exec *, const struct tmpl_list *);

/* map_new: an empty map with room for so many entries. */
struct tmpl_map	*map_new(struct exec *, size_t room);

/* map_get: the value of a key, or NULL. */
struct datum	*map_get(const struct tmpl_map *, struct tmpl_string);

/* map_set: adds the entry, or replaces its value. */
void	 map_set(struct exec *, struct tmpl_map *, struct tmpl_string,
	    struct datum);
void	 map_unset(struct tmpl_map *, struct tmpl_string);

#endif
