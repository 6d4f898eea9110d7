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

/* Data as strings, as from Go's package fmt. */

#ifndef ROUTE_MAKER_TEMPLATE_FORMAT_H
#define ROUTE_MAKER_TEMPLATE_FORMAT_H

#include "route-maker/template/datum.h"
#include "route-maker/template/verb.h"

/* Appends a datum by its verb. */
void	 format_verb(struct exec *, struct buffer *, const struct verb *,
	    const struct datum *);

/* Appends a datum by %v. */
void	 format_value(struct exec *, struct buffer *, const struct datum *);

/* Returns a datum by %v; a string is returned as it is. */
struct tmpl_string	 format_string(struct exec *, const struct datum *);

#endif
