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
 * Parts of network addresses in labels.  kopd pastes them into URLs.  If such a
 * string were more than a part, a label could give the URL another host.
 */

#ifndef TRAEFIK_NET_H
#define TRAEFIK_NET_H

#include <stddef.h>

/* A port from 1 to 65535 in up to five decimal digits. */
int	net_is_port(const char *);

/* [a-z][a-z0-9+.-]* */
int	net_is_scheme(const char *);

/*
 * The length of a URL's scheme and its colon, as Go's url.Parse finds it; 0 if
 * the URL has no scheme.
 */
size_t	net_scheme_length(const char *);

/* True if Go's url.Parse, which Traefik calls, accepts it. */
int	net_is_url(const char *);

#endif
