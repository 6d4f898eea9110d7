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

/* The schemes of URLs that name a Docker engine. */

#ifndef KOPD_CONF_SCHEME_H
#define KOPD_CONF_SCHEME_H

#define REMOTE_ENGINES	"see REMOTE ENGINES in kopd.conf(5)"
#define NO_TLS		"kopd does not support TLS with Docker: " REMOTE_ENGINES
/* The forms of the address of an engine. */
#define ENGINE_FORMS	"unix:///path, or tcp://host:port"

/* scheme_fault: why a URL's scheme is rejected, static; NULL: accepted. */
const char	*scheme_fault(const char *url);

#endif
