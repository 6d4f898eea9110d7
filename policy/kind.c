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

#include "common/nearest.h"
#include "policy/glob.h"
#include "policy/kind.h"
#include "traefik/field.h"

/* The i-th kind of HTTP, and then of TCP; NULL after the last. */
static const char *
kind_name(const void *arg, size_t i)
{
	static const char *const	 objects[] = { "http/middlewares/x",
					    "tcp/middlewares/x" };
	const struct field		*f;
	size_t				 j;

	(void)arg;
	for (j = 0; j < sizeof(objects) / sizeof(objects[0]); j++) {
		f = field_at(&field_root, objects[j]);
		if (i < f->nchildren)
			return f->children[i].name;
		i -= f->nchildren;
	}
	return NULL;
}

int
kind_known(const char *pattern)
{
	const char	*name;
	size_t		 i;

	for (i = 0; (name = kind_name(NULL, i)) != NULL; i++)
		if (glob_match(pattern, name, 1))
			return 1;
	return 0;
}

const char *
kind_nearest(const char *word)
{
	size_t	 n = 0;

	while (kind_name(NULL, n) != NULL)
		n++;
	return nearest(word, n, kind_name, NULL);
}
