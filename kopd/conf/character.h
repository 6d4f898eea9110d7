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

/* Characters of editors and web pages that resemble those of kopd.conf. */

#ifndef KOPD_CONF_CHARACTER_H
#define KOPD_CONF_CHARACTER_H

#include <stddef.h>

/* Bytes of the reason that character_fault() returns, with a NUL. */
#define CHARACTER_FAULT_MAX	160

/*
 * character_fault: why that character, in UTF-8, is not permitted outside of
 * quotes, and what to write instead.
 */
void	 character_fault(const char *utf8, char text[CHARACTER_FAULT_MAX]);

/*
 * character_quote: the first typographic quote of a string in UTF-8, as
 * "U+201C", static; NULL if it has none.
 */
const char	*character_quote(const char *text);

/*
 * character_mark: the encoding that the first bytes of a file announce, if it
 * is not plain UTF-8; else NULL.
 */
const char	*character_mark(const char *text, size_t len);

#endif
