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
 * Redis Sentinel: asks for the master, and subscribes to its changes (Redis'
 * documentation, "Sentinel client spec").
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

/*
 * Reports the master.  The port is a permitted one; host is valid during the
 * call.
 */
typedef void	(*sentinel_master_fn)(void *, const char *host, uint32_t port);
/* Reports that a sentinel did not name the master, and why.  It retries. */
typedef void	(*sentinel_fault_fn)(void *, const char *why);

/* Both functions have the last argument.  Out of memory is fatal(). */
struct sentinel	*sentinel_new(struct event_base *, struct resolver *,
		    sentinel_master_fn, sentinel_fault_fn, void *);
void		 sentinel_free(struct sentinel *);

/*
 * Starts or restarts with the first configured sentinel.  Borrows the
 * configuration and the TLS context (NULL: no TLS).  The configuration must
 * last until sentinel_configure() or sentinel_start() sets another one, the
 * TLS context until sentinel_stop().
 */
void		 sentinel_start(struct sentinel *,
		    const struct redis_writer_conf *, struct tls *);
/* A reload replaces the configuration; a running sentinel continues with it. */
void		 sentinel_configure(struct sentinel *,
		    const struct redis_writer_conf *);
void		 sentinel_stop(struct sentinel *);

/* Asks for the master again, at each heartbeat. */
void		 sentinel_probe(struct sentinel *);

/* The master does not work: asks the next sentinel. */
void		 sentinel_next(struct sentinel *);

/*
 * Returns the sentinel and the master for status.  Valid until the next call.
 */
const char	*sentinel_text(const struct sentinel *);

#endif
