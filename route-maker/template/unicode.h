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
 * Unicode as Go's package unicode has it, by tables of our own:
 * the C library's would need a locale's files.
 */

#ifndef ROUTE_MAKER_TEMPLATE_UNICODE_H
#define ROUTE_MAKER_TEMPLATE_UNICODE_H

#include <stdint.h>

#include "go/utf8.h"

int		rune_is_upper(uint32_t);
int		rune_is_lower(uint32_t);
int		rune_is_title(uint32_t);
int		rune_is_digit(uint32_t);
int		rune_is_space(uint32_t);
int		rune_is_punct(uint32_t);
int		rune_is_print(uint32_t);
int		rune_is_letter(uint32_t);
int		rune_is_number(uint32_t);

uint32_t	rune_upper(uint32_t);
uint32_t	rune_lower(uint32_t);
uint32_t	rune_title(uint32_t);

#endif
