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

/* Numbers as strings, as from Go's package fmt. */

#ifndef ROUTE_MAKER_TEMPLATE_NUMERAL_H
#define ROUTE_MAKER_TEMPLATE_NUMERAL_H

#include <stdint.h>

#include "route-maker/template/verb.h"

/* Append a number by its verb. */
void	 format_integer(struct exec *, struct buffer *, const struct verb *,
	    uint64_t, int negative);
void	 format_float(struct exec *, struct buffer *, const struct verb *,
	    double);

/* Appends n digits without an exponent; see go_shortest_digits(). */
void	 put_digits(struct exec *, struct buffer *, const char *, int n,
	    int point);

#endif
