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

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/arena.h"
#include "common/log.h"

#define BLOCK_SIZE	(16 * 1024)
#define ALIGN		_Alignof(max_align_t)

struct arena_block {
	struct arena_block	*older;
	size_t			 size;
	_Alignas(max_align_t) char data[];
};

static void
arena_grow(struct arena *a, size_t need)
{
	struct arena_block	*b;
	size_t			 size = BLOCK_SIZE;

	if (need > size)
		size = need;
	if (size > SIZE_MAX - sizeof(*b) ||
	    (b = malloc(sizeof(*b) + size)) == NULL)
		fatal(NULL);
	b->size = size;
	b->older = a->blocks;
	a->blocks = b;
	a->next = b->data;
	a->left = size;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	char	*p;

	if (size > SIZE_MAX - ALIGN)
		fatal(NULL);
	size = (size + ALIGN - 1) / ALIGN * ALIGN;
	if (size > a->left)
		arena_grow(a, size);
	p = a->next;
	a->next += size;
	a->left -= size;
	return p;
}

void *
arena_calloc(struct arena *a, size_t size)
{
	return memset(arena_alloc(a, size), 0, size);
}

char *
arena_strndup(struct arena *a, const char *s, size_t len)
{
	char	*p;

	p = arena_alloc(a, len + 1);
	memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

char *
arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	va_list	 again;
	size_t	 room = a->left;
	char	*p;
	int	 n;

	/* The string usually fits into the rest of the block. */
	va_copy(again, ap);
	if ((n = vsnprintf(a->next, room, fmt, again)) < 0)
		fatal("vsnprintf");
	va_end(again);
	p = arena_alloc(a, (size_t)n + 1);
	if ((size_t)n >= room)
		(void)vsnprintf(p, (size_t)n + 1, fmt, ap);
	return p;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list	 ap;
	char	*p;

	va_start(ap, fmt);
	p = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return p;
}

void
arena_reset(struct arena *a)
{
	struct arena_block	*b;

	while (a->blocks != NULL && a->blocks->older != NULL) {
		b = a->blocks;
		a->blocks = b->older;
		free(b);
	}
	if (a->blocks == NULL)
		return;
	a->next = a->blocks->data;
	a->left = a->blocks->size;
}

void
arena_free(struct arena *a)
{
	arena_reset(a);
	free(a->blocks);
	*a = (struct arena)ARENA_INITIALIZER;
}
