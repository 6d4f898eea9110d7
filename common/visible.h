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
 * Characters that change what a terminal shows of the text around them: in
 * foreign text, whoever prints it without vis(3) writes them in another way.
 */

#ifndef COMMON_VISIBLE_H
#define COMMON_VISIBLE_H

#include <stddef.h>
#include <stdint.h>

/*
 * visible_next: the UTF-8 character at s, which is not at its NUL, in *c.
 * Returns its length in bytes; 0 where there is none (overlong forms,
 * surrogates and what lies beyond U+10FFFF are none), with that byte in *c.
 */
size_t	 visible_next(const char *s, uint32_t *c);

/*
 * visible_control: true for control characters (C0 with tab and newline, DEL,
 * C1) and for those that change the direction of text.
 */
int	 visible_control(uint32_t c);

#endif
