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

#include "route-maker/base/decode.h"

static void	append(struct decode *, const char *, int, const char *,
		    va_list) __attribute__((__format__ (printf, 4, 0)));

void
decode_init(struct decode *d, struct arena *a,
    const struct route_maker_conf *conf)
{
	d->arena = a;
	d->conf = conf;
	STAILQ_INIT(&d->faults);
	d->trace = NULL;
}

static void
append(struct decode *d, const char *label, int warning, const char *fmt,
    va_list ap)
{
	struct fault	*f;

	f = arena_alloc(d->arena, sizeof(*f));
	f->label = label;
	f->warning = warning;
	f->reason = arena_vprintf(d->arena, fmt, ap);
	STAILQ_INSERT_TAIL(&d->faults, f, entry);
}

void
decode_fault(struct decode *d, const char *label, const char *fmt, ...)
{
	va_list	ap;

	va_start(ap, fmt);
	append(d, label, 0, fmt, ap);
	va_end(ap);
}

void
decode_warn(struct decode *d, const char *label, const char *fmt, ...)
{
	va_list	ap;

	va_start(ap, fmt);
	append(d, label, 1, fmt, ap);
	va_end(ap);
}
