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
 * Takes over legacy keys: those under the hostname of this host, before its
 * routes are published for the first time, and those of another name if kopctl
 * asks for it.  The script that writes an object of this host also replaces
 * its legacy keys.  Another script removes the legacy objects that no host
 * wants.
 *
 * Only hosts that come from traefik-kop need this directory.
 */

#ifndef REDIS_WRITER_TAKEOVER_TAKEOVER_H
#define REDIS_WRITER_TAKEOVER_TAKEOVER_H

#include <stdint.h>

struct writer;

void	 takeover_init(struct writer *);
void	 takeover_free(struct writer *);
/* The hostname is another one: searches for legacy keys once more. */
void	 takeover_reset(struct writer *);
/*
 * Called when the lease is granted.  Returns 1 if it searches first; then it
 * continues by itself.
 */
int	 takeover_begin(struct writer *);
/* For kopctl: the answer has that status id. */
void	 takeover_ask(struct writer *, const char *kop, uint32_t asker);
/* Ends the takeover, and sends the reason to kopctl if kopctl asked for it. */
void	 takeover_stop(struct writer *, const char *why);
/* Another client changed our keys: searches for a traefik-kop. */
void	 takeover_recheck(struct writer *);
/* Removes the remaining legacy keys if it is time. */
void	 takeover_check(struct writer *);
/* Returns the other hosts that have a traefik-kop; "" for none. */
const char *takeover_others(const struct writer *);

#endif
