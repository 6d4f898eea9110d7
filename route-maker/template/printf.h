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

/* fmt.Sprint, fmt.Sprintln and fmt.Sprintf. */

#ifndef ROUTE_MAKER_TEMPLATE_PRINTF_H
#define ROUTE_MAKER_TEMPLATE_PRINTF_H

#include <stddef.h>

#include "route-maker/template/datum.h"

struct buffer;
struct exec;

/* Append n arguments. */
void	 sprint(struct exec *, struct buffer *, const struct datum *, size_t n);
void	 sprintln(struct exec *, struct buffer *, const struct datum *,
	    size_t n);

/* Appends the format with its n arguments. */
void	 sprintf_go(struct exec *, struct buffer *, struct tmpl_string format,
	    const struct datum *, size_t n);

#endif
