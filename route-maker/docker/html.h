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
 * The one text of an HTML page that a person wants to see in a log: what
 * proxies answer instead of Docker.
 */

#ifndef ROUTE_MAKER_DOCKER_HTML_H
#define ROUTE_MAKER_DOCKER_HTML_H

#include <stddef.h>

/* True where the bytes begin like a page. */
int	 html_is(const char *, size_t);

/*
 * The first text of the title, or else of the page, without tags and with
 * single blanks; cut to size.  Returns 0, or -1 where there is none.
 */
int	 html_text(const char *, size_t, char *text, size_t size);

#endif
