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
 * The messages of docker-reader.  Each belongs to a request.  If the request
 * has ended in the meantime, the message is ignored.
 */

#ifndef ROUTE_MAKER_DOCKER_RECEIVE_H
#define ROUTE_MAKER_DOCKER_RECEIVE_H

#include "common/peer.h"
#include "route-maker/docker/engine.h"

/* As in struct dispatch: -1 if the message is malformed. */
int	 receive_wait(struct engine *, struct msg *);
int	 receive_begin(struct engine *, struct msg *);
int	 receive_data(struct engine *, struct msg *);
int	 receive_end(struct engine *, struct msg *);

#endif
