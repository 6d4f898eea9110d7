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

/* Times in a layout, which shows 2006-01-02 15:04:05 in the wanted form. */

#ifndef ROUTE_MAKER_TEMPLATE_LAYOUT_H
#define ROUTE_MAKER_TEMPLATE_LAYOUT_H

#include "route-maker/template/datum.h"

struct buffer;
struct exec;

/* The layout of time.Time's String method. */
#define TIME_LAYOUT	"2006-01-02 15:04:05.999999999 -0700 MST"

/* Appends a time. */
void	 format_time(struct exec *, struct buffer *, const struct tmpl_moment *,
	    struct tmpl_string layout);

/* Returns 0 and the time of a string, or -1 if it does not match the layout. */
int	 parse_time(struct tmpl_string layout, struct tmpl_string,
	    struct tmpl_moment *);

#endif
