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
 * Messages about a field that is unknown to Traefik, or to its configured
 * version: the object, a suggestion, the versions that have it, and what to do.
 * The strings are in the arena.
 */

#ifndef ROUTE_MAKER_LABEL_UNKNOWN_H
#define ROUTE_MAKER_LABEL_UNKNOWN_H

#include <stdint.h>

#include "route-maker/label/tree.h"

/* For a node whose parent's field has no child with that folded name. */
const char	*unknown_name(struct arena *, const struct node *,
		    const char *folded);

/* For a node whose field that version does not have. */
const char	*unknown_version(struct arena *, const struct node *,
		    uint32_t version);

/* For a node of an object without children, which needs one. */
const char	*unknown_below(struct arena *, const struct node *,
		    uint32_t version);

#endif
