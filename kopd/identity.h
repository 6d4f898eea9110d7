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
 * The identity of this host in Redis.  route-maker reports which Docker engine
 * answers.  kopd accepts one engine only, so that a compromised route-maker
 * cannot register one host after another.
 */

#ifndef KOPD_IDENTITY_H
#define KOPD_IDENTITY_H

#include "kopd/kopd.h"

/*
 * identity_engine: a Docker engine answers.  The first engine is accepted and
 * sent to redis-writer.  Another engine is logged; the next reload or start
 * accepts it.
 */
void	 identity_engine(struct kopd *, const char *id, const char *name);

/* identity_accept: after a reload: accepts the engine that answers now. */
void	 identity_accept(struct kopd *);

/* identity_free: frees all. */
void	 identity_free(struct kopd *);

#endif
