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

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "go/position.h"
#include "go/utf8.h"
#include "route-maker/template/execute.h"

/* The part of the text where it fails, its position, and the reason. */
void
exec_fail(struct exec *x, const char *fmt, ...)
{
	char		 why[512];
	va_list		 ap;
	unsigned int	 line, column;
	uint32_t	 len;

	va_start(ap, fmt);
	vsnprintf(why, sizeof(why), fmt, ap);
	va_end(ap);
	if (x->at == NULL) {	/* of the template as a whole */
		snprintf(x->error, x->size, "1:1: %s", why);
		longjmp(x->failed, 1);
	}
	go_position(x->template->text, x->at->pos, &line, &column);
	len = x->at->end - x->at->pos;
	snprintf(x->error, x->size, "%u:%u: at <%.*s%s>: %s%s%s%s", line,
	    column, len > 60 ? 60 : (int)len, x->template->text + x->at->pos,
	    len > 60 ? "..." : "", x->function == NULL ? "" : "error calling ",
	    x->function == NULL ? "" : x->function,
	    x->function == NULL ? "" : ": ", why);
	longjmp(x->failed, 1);
}

static void __attribute__((__noreturn__))
fail_plainly(struct exec *x, const char *why, size_t limit)
{
	x->function = NULL;
	exec_fail(x, "more than %zu %s", limit, why);
}

void
exec_step(struct exec *x, size_t n)
{
	x->steps += n;
	if (x->steps > TEMPLATE_STEPS_MAX)
		fail_plainly(x, "steps", TEMPLATE_STEPS_MAX);
}

void *
exec_alloc(struct exec *x, size_t count, size_t size)
{
	if (count > TEMPLATE_MEMORY_MAX / size ||
	    count * size > TEMPLATE_MEMORY_MAX - x->memory)
		fail_plainly(x, "bytes of memory", TEMPLATE_MEMORY_MAX);
	x->memory += count * size;
	return arena_alloc(x->arena, count * size);
}

void
exec_enter(struct exec *x)
{
	if (++x->depth > TEMPLATE_DEPTH_MAX)
		fail_plainly(x, "calls within each other",
		    TEMPLATE_DEPTH_MAX);
}

void
exec_leave(struct exec *x)
{
	x->depth--;
}

static int
compare_entries(const void *a, const void *b)
{
	const struct entry	*x = a, *y = b;

	return string_compare(x->key, y->key);
}

struct map *
exec_labels(struct exec *x)
{
	const struct label	*l;
	struct map		*m;
	size_t			 i;
	int			 sorted = 1;

	if (x->labels != NULL)
		return x->labels;
	m = map_new(x, x->data->nlabels);
	for (i = 0; i < x->data->nlabels; i++) {
		l = &x->data->labels[i];
		m->entries[i].key = string_of(l->name);
		m->entries[i].value = datum_string(string_of(l->value));
		if (i > 0 && string_compare(m->entries[i - 1].key,
		    m->entries[i].key) > 0)
			sorted = 0;
	}
	m->count = i;
	if (!sorted)
		qsort(m->entries, m->count, sizeof(*m->entries),
		    compare_entries);
	x->labels = m;
	return m;
}

static void
buffer_grow(struct exec *x, struct buffer *b, size_t need)
{
	char	*s;
	size_t	 room = b->room == 0 ? 64 : b->room;

	if (need > TEMPLATE_MEMORY_MAX)
		fail_plainly(x, "bytes of memory", TEMPLATE_MEMORY_MAX);
	while (room < need)
		room *= 2;
	s = exec_alloc(x, room, 1);
	if (b->len > 0)
		memcpy(s, b->s, b->len);
	b->s = s;
	b->room = room;
}

void
buffer_add(struct exec *x, struct buffer *b, const char *s, size_t len)
{
	if (len >= b->room - b->len)
		buffer_grow(x, b, b->len + len + 1);
	if (len > 0)
		memcpy(b->s + b->len, s, len);
	b->len += len;
	if (b == x->out && b->len > TEMPLATE_OUTPUT_MAX)
		fail_plainly(x, "bytes of output", TEMPLATE_OUTPUT_MAX);
}

void
buffer_puts(struct exec *x, struct buffer *b, const char *s)
{
	buffer_add(x, b, s, strlen(s));
}

void
buffer_putc(struct exec *x, struct buffer *b, int c)
{
	char	 s = (char)c;

	buffer_add(x, b, &s, 1);
}

void
buffer_rune(struct exec *x, struct buffer *b, uint32_t c)
{
	char	 s[4];

	buffer_add(x, b, s, rune_encode(s, c));
}

void
buffer_printf(struct exec *x, struct buffer *b, const char *fmt, ...)
{
	char	 s[1280];	/* %.1000f of a double has 1,310: none is asked */
	va_list	 ap;
	int	 n;

	va_start(ap, fmt);
	n = vsnprintf(s, sizeof(s), fmt, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= sizeof(s))
		exec_fail(x, "a number is too long");
	buffer_add(x, b, s, (size_t)n);
}

struct string
buffer_string(struct exec *x, struct buffer *b)
{
	buffer_add(x, b, "", 0);
	if (b->room == 0)
		return string_of("");
	b->s[b->len] = '\0';
	return (struct string){ b->s, b->len };
}
