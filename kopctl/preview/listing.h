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
 * The containers that Compose would create of a project, as the Docker engine
 * would list them.
 */

#ifndef KOPCTL_PREVIEW_LISTING_H
#define KOPCTL_PREVIEW_LISTING_H

#include "kopctl/preview/listed.h"

/*
 * listing_make: fills the listing, which has project, out and is_bound.  What
 * the engine chooses is an example, with a note: addresses of containers are in
 * 198.18.0.0/15, random ports of the host from 32768 on.  Errors are reported.
 */
void	 listing_make(struct listing *);

void	 listing_free(struct listing *);

#endif
