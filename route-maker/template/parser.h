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

/* The parser of a template. */

#ifndef ROUTE_MAKER_TEMPLATE_PARSER_H
#define ROUTE_MAKER_TEMPLATE_PARSER_H

#include <stddef.h>

#include "route-maker/template/syntax.h"

/*
 * Parses the template's string, and fills in the definitions.  The memory is
 * the template's arena.  Returns 0.  Returns -1 after writing "line:column:
 * reason" to error, which has size bytes.
 */
int	 template_parse(struct template *, char *error, size_t size);

#endif
