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

/* The Docker engine of a preview: answers route-maker from a string. */

#ifndef KOPCTL_PREVIEW_DOCKER_H
#define KOPCTL_PREVIEW_DOCKER_H

#include "common/peer.h"

struct docker;

/*
 * docker_new: list is an answer of /containers/json, len bytes that the caller
 * owns.  Takes fd, which is connected to route-maker.  again(arg) is called at
 * the second request of the list, which means that the first answer was
 * rejected.
 */
struct docker	*docker_new(struct event_base *, int fd, const char *list,
		    size_t len, void (*again)(void *), void *arg);
void		 docker_free(struct docker *);

#endif
