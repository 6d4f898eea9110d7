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

#include "common/arena.h"
#include "route-maker/template/exec.h"
#include "route-maker/template/limit.h"

void
limit_exceeded(struct exec *x, const char *what, size_t limit)
{
	x->function = NULL;
	exec_fail(x, "more than %zu %s", limit, what);
}

void
exec_step(struct exec *x, size_t n)
{
	x->steps += n;
	if (x->steps > TEMPLATE_STEPS_MAX)
		limit_exceeded(x, "steps", TEMPLATE_STEPS_MAX);
}

void *
exec_alloc(struct exec *x, size_t count, size_t size)
{
	if (count > TEMPLATE_MEMORY_MAX / size ||
	    count * size > TEMPLATE_MEMORY_MAX - x->memory)
		limit_exceeded(x, "bytes of memory", TEMPLATE_MEMORY_MAX);
	x->memory += count * size;
	return arena_alloc(x->arena, count * size);
}

void
exec_enter(struct exec *x)
{
	if (++x->depth > TEMPLATE_DEPTH_MAX)
		limit_exceeded(x, "nested calls",
		    TEMPLATE_DEPTH_MAX);
}

void
exec_leave(struct exec *x)
{
	x->depth--;
}
