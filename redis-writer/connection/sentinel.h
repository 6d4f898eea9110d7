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
 * Redis Sentinel: asks which server is the master, and is told when that
 * changes (Redis' documentation, "Sentinel client spec").
 */

#ifndef REDIS_WRITER_CONNECTION_SENTINEL_H
#define REDIS_WRITER_CONNECTION_SENTINEL_H

#include <stddef.h>
#include <stdint.h>

struct event_base;
struct redis_writer_conf;
struct resolver;
struct sentinel;
struct tls;

/* port is one that is permitted; host is good during the call. */
typedef void	(*sentinel_master_fn)(void *, const char *host, uint32_t port);
/* No sentinel could say; they are asked on and on. */
typedef void	(*sentinel_fault_fn)(void *, const char *why);

/* Both functions get the last argument.  Out of memory is fatal(). */
struct sentinel	*sentinel_new(struct event_base *, struct resolver *,
		    sentinel_master_fn, sentinel_fault_fn, void *);
void		 sentinel_free(struct sentinel *);

/*
 * Begins with the first of the configured ones, or begins anew.  The
 * configuration and the TLS context (NULL: plain) are borrowed: the first
 * must last until sentinel_configure() or sentinel_start() sets another one,
 * the second until sentinel_stop().
 */
void		 sentinel_start(struct sentinel *,
		    const struct redis_writer_conf *, struct tls *);
/* A reload replaces the configuration; a running sentinel goes on with it. */
void		 sentinel_configure(struct sentinel *,
		    const struct redis_writer_conf *);
void		 sentinel_stop(struct sentinel *);

/* Every heartbeat: is the master still the same? */
void		 sentinel_probe(struct sentinel *);

/* The master that it named does not do: the next sentinel may know better. */
void		 sentinel_next(struct sentinel *);

/* For status; good until the next call. */
const char	*sentinel_text(const struct sentinel *);

#endif
