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
/*
 * The memory of objects, by the numbers of bounds.h.  route-maker accepts
 * containers by it, and redis-writer verifies that route-maker does.
 */

#ifndef COMMON_BUDGET_H
#define COMMON_BUDGET_H

#include <stddef.h>
#include <stdint.h>

#include "common/bounds.h"

struct budget {
	uint64_t	objects;
	uint64_t	bytes;
};

/* Bytes of an object without its keys; below, of a key with its value. */
static inline uint64_t
budget_object(size_t id, size_t name)
{
	return (uint64_t)id + name + BUDGET_OBJECT;
}

static inline uint64_t
budget_pair(size_t key, size_t value)
{
	return (uint64_t)key + value + BUDGET_PAIR;
}

static inline void
budget_add(struct budget *b, const struct budget *cost)
{
	b->objects += cost->objects;
	b->bytes += cost->bytes;
}

static inline void
budget_subtract(struct budget *b, const struct budget *cost)
{
	b->objects -= cost->objects;
	b->bytes -= cost->bytes;
}

/* A limit of 0 means no limit. */
static inline int
budget_fits(const struct budget *b, uint32_t objects, uint32_t bytes)
{
	return (objects == 0 || b->objects <= objects) &&
	    (bytes == 0 || b->bytes <= bytes);
}

#endif
