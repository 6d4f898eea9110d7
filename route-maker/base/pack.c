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

#include "common/log.h"
#include "common/siphash.h"
#include "route-maker/base/pack.h"

#define PACK_START	256

void
pack_reset(struct pack *p)
{
	p->len = 0;
}

void
pack_free(struct pack *p)
{
	free(p->data);
	memset(p, 0, sizeof(*p));
}

static void
append(struct pack *p, const char *s)
{
	size_t	 n = strlen(s) + 1, size;
	char	*data;

	if (n > p->size - p->len) {
		size = p->size == 0 ? PACK_START : p->size;
		while (size < p->len + n)
			size *= 2;
		if ((data = realloc(p->data, size)) == NULL)
			fatal(NULL);
		p->data = data;
		p->size = size;
	}
	memcpy(p->data + p->len, s, n);
	p->len += n;
}

void
pack_add(struct pack *p, const char *key, const char *value)
{
	append(p, key);
	append(p, value);
}

int
pack_next(const char *data, size_t len, const char **at, const char **key,
    const char **value)
{
	const char	*p = *at == NULL ? data : *at;

	if (len == 0 || p == data + len)
		return 0;
	*key = p;
	*value = *key + strlen(*key) + 1;
	*at = *value + strlen(*value) + 1;
	return 1;
}

uint64_t
pack_digest(uint64_t h, const void *data, size_t len)
{
	return siphash(h, data, len);
}
