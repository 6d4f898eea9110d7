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

/* Arguments in the type that a function wants (Go's package cast). */

#ifndef ROUTE_MAKER_TEMPLATE_CONVERT_H
#define ROUTE_MAKER_TEMPLATE_CONVERT_H

#include <stdint.h>

#include "route-maker/template/datum.h"

struct exec;

/* cast.ToInt64 and cast.ToFloat64: 0 for arguments that are not numbers. */
int64_t		 to_int(const struct datum *);
double		 to_float(const struct datum *);

/* The items of a list as strings, without nil; other data as one string. */
struct tmpl_list	*to_strings(struct exec *, const struct datum *);

#endif
