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
 * The context in which one container is decoded: memory, kopd.conf, the list of
 * its errors and warnings, and a trace of its decisions.
 */

#ifndef ROUTE_MAKER_BASE_DECODE_H
#define ROUTE_MAKER_BASE_DECODE_H

#include "common/arena.h"
#include "common/config.h"
#include "route-maker/base/fault.h"
#include "route-maker/base/trace.h"

struct decode {
	struct arena			*arena;
	const struct route_maker_conf	*conf;
	struct faults			 faults;
	struct trace			*trace;	/* NULL: no trace */
};

/* Starts without errors and trace.  Arena and conf must outlive it. */
void	decode_init(struct decode *, struct arena *,
	    const struct route_maker_conf *);

/*
 * decode_fault: appends an error: the container is not published.
 * decode_warn: appends a warning: one object or label is rejected, and the rest
 * is published.
 * Both live as long as the arena.  label is the name of a label, or NULL; it is
 * not copied.
 */
void	decode_fault(struct decode *, const char *label, const char *, ...)
	    __attribute__((__format__ (printf, 3, 4)));
void	decode_warn(struct decode *, const char *label, const char *, ...)
	    __attribute__((__format__ (printf, 3, 4)));

#endif
