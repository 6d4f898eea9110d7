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

#include "common/bounds.h"
#include "common/log.h"
#include "kopctl/kopctl.h"

void
items_add(struct items *items, const char *name, const char *value)
{
	struct item	*item;
	size_t		 bytes = strlen(name) + strlen(value);

	if (items->n >= ANSWER_ITEMS_MAX)
		fatalx("more than %d items in one answer: not kopd's",
		    ANSWER_ITEMS_MAX);
	if (bytes > ANSWER_BYTES_MAX - items->bytes)
		fatalx("more than %d bytes in one answer: not kopd's",
		    ANSWER_BYTES_MAX);
	items->bytes += bytes;
	/* Room for twice as many whenever a power of two is full. */
	if ((items->n & (items->n - 1)) == 0 &&
	    (items->v = reallocarray(items->v, items->n == 0 ? 1 :
	    items->n * 2, sizeof(*items->v))) == NULL)
		fatal(NULL);
	item = &items->v[items->n++];
	if ((item->name = strdup(name)) == NULL ||
	    (item->value = strdup(value)) == NULL)
		fatal(NULL);
}

void
items_free(struct items *items)
{
	size_t	 i;

	for (i = 0; i < items->n; i++) {
		free(items->v[i].name);
		free(items->v[i].value);
	}
	free(items->v);
	items->v = NULL;
	items->n = items->bytes = 0;
}
