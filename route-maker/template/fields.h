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
 * Checks the fields in a template before it is executed.  The data has a few
 * fields, and the execution fails at any other field.
 */

#ifndef ROUTE_MAKER_TEMPLATE_FIELDS_H
#define ROUTE_MAKER_TEMPLATE_FIELDS_H

#include <stddef.h>

#include "route-maker/template/syntax.h"

/*
 * Finds fields that the data of a template does not have.  Returns 0.  Returns
 * -1 after writing "line:column: reason" of the first one to error, which has
 * size bytes.  Values that only the execution knows may have any field.
 */
int	 template_check(struct template *, char *error, size_t size);

#endif
