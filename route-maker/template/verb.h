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

/* A verb of printf, with its flags. */

#ifndef ROUTE_MAKER_TEMPLATE_VERB_H
#define ROUTE_MAKER_TEMPLATE_VERB_H

#include <stdint.h>

#include "route-maker/template/datum.h"

struct buffer;
struct exec;

struct verb {
	uint32_t	c;
	int		minus;
	int		plus;
	int		sharp;
	int		space;
	int		zero;
	int		has_width;
	int		has_precision;
	int		width;
	int		precision;
	int		plus_v;		/* %+v: names of fields */
	int		sharp_v;	/* %#v: as in a program */
};

/* The maximum of width and precision that Go accepts. */
#define FORMAT_NUMBER_MAX	1000000

/* Appends the string in the width of the verb. */
void	 format_pad(struct exec *, struct buffer *, const struct verb *,
	    struct tmpl_string);

#endif
