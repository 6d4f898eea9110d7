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

/* What a preview says of a compose file, besides the errors of route-maker. */

#ifndef KOPCTL_PREVIEW_HINT_H
#define KOPCTL_PREVIEW_HINT_H

#include "kopctl/items.h"
#include "kopctl/preview/listed.h"

void	 hint(const struct listing *, enum annotation, const struct place *,
	    const char *, ...) __attribute__((__format__ (printf, 4, 5)));

/*
 * hint_port: notes that the port of a service may be another one, because only
 * the image has ports that it exposes: if no label names the port and more than
 * one, or none, is published.
 */
void	 hint_port(const struct listing *, const struct definition *);

/*
 * hint_ignored: notes containers that are ignored, by the explanation of
 * route-maker, although they have labels for Traefik.
 */
void	 hint_ignored(const struct listing *, const struct answer *);

/*
 * hint_address: notes it if a value has an example of an address; returns 1
 * then, else 0.
 */
int	 hint_address(const struct listing *, const char *value);

#endif
