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

/* The Redis of a preview: stores what route-maker publishes, as keys. */

#ifndef KOPCTL_PREVIEW_REDIS_H
#define KOPCTL_PREVIEW_REDIS_H

#include "common/peer.h"
#include "kopctl/items.h"

struct redis;

/*
 * redis_new: takes fd, which is connected to route-maker.  root is the prefix
 * of each key.  done(arg) is called when a snapshot is complete.
 */
struct redis		*redis_new(struct event_base *, int fd,
			    const char *root, void (*done)(void *), void *arg);
void			 redis_free(struct redis *);

/* The keys, sorted by their bytes. */
const struct items	*redis_keys(struct redis *);

#endif
