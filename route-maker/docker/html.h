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
 * The title of an HTML page, for the log.  Proxies answer with such pages
 * instead of Docker.
 */

#ifndef ROUTE_MAKER_DOCKER_HTML_H
#define ROUTE_MAKER_DOCKER_HTML_H

#include <stddef.h>

/* True if the bytes begin as an HTML page does. */
int	 html_is(const char *, size_t);

/*
 * Copies the characters of the title, or else the first ones of the page,
 * without tags, with single blanks, and truncated to size.  Returns 0; -1 if
 * there are no characters.
 */
int	 html_text(const char *, size_t, char *text, size_t size);

#endif
