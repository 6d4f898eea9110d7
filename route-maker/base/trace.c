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

#include <stdarg.h>
#include <string.h>

#include "common/arena.h"
#include "route-maker/base/trace.h"

void
trace_init(struct trace *t, struct arena *a)
{
	t->arena = a;
	STAILQ_INIT(&t->entries);
}

void
trace_append(struct trace *t, enum trace_kind kind, const char *subject,
    const char *text)
{
	struct trace_entry	*e;

	e = arena_alloc(t->arena, sizeof(*e));
	e->kind = kind;
	e->subject = arena_strdup(t->arena, subject);
	e->text = text;
	STAILQ_INSERT_TAIL(&t->entries, e, entry);
}

void
trace(struct trace *t, enum trace_kind kind, const char *subject,
    const char *fmt, ...)
{
	va_list	ap;

	if (t == NULL)
		return;
	va_start(ap, fmt);
	trace_append(t, kind, subject, arena_vprintf(t->arena, fmt, ap));
	va_end(ap);
}
