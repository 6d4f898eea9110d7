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

/* Fields of data, keys of maps, methods of times and versions. */

#ifndef ROUTE_MAKER_TEMPLATE_METHOD_H
#define ROUTE_MAKER_TEMPLATE_METHOD_H

#include <stddef.h>

#include "route-maker/template/datum.h"

struct exec;

/*
 * Returns the value of .name of the receiver, with n arguments for a method.
 * The execution fails if the receiver does not have the field.
 */
struct datum	 eval_field(struct exec *, const struct datum *receiver,
		    struct tmpl_string name, const struct datum *args,
		    size_t n);

#endif
