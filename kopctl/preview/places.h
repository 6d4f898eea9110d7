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

/* Where a compose file has what route-maker reports. */

#ifndef KOPCTL_PREVIEW_PLACES_H
#define KOPCTL_PREVIEW_PLACES_H

#include "kopctl/preview/listing.h"

/*
 * place_of: in a struct listing, the place of a label of the container, or that
 * of its service if label is NULL.  Returns 0 if there is no such container or
 * label; Compose adds some labels itself.
 */
int	 place_of(const void *listing, const char *container,
	    const char *label, struct place *);

/*
 * place_in: the same for a line of route-maker: "container NAME: label LABEL:
 * ..." or "OBJECT of container NAME ...".
 */
int	 place_in(const struct listing *, const char *line, struct place *);

#endif
