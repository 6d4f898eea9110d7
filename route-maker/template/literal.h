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
 * Literals and numbers as Go reads them (package strconv).
 */

#ifndef ROUTE_MAKER_TEMPLATE_LITERAL_H
#define ROUTE_MAKER_TEMPLATE_LITERAL_H

#include <stddef.h>
#include <stdint.h>

#include "route-maker/template/datum.h"

/*
 * ParseInt and ParseUint of 64 bits; base 0 takes it from the prefix.  They
 * return -1 for what is none or too big.
 */
int	 parse_int(struct string, int base, int64_t *);
int	 parse_uint(struct string, int base, uint64_t *);

/* ParseFloat of 64 bits. */
int	 parse_float(struct string, double *);

/*
 * Unquote: the text between quotes of any kind, escapes resolved.  The buffer
 * must have as many bytes as the quoted text, and one for the NUL.  Returns
 * -1 for what is no literal.
 */
int	 unquote(struct string quoted, char *buffer, size_t *len);

#endif
