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
 * What a traefik-kop has left in Redis, under our name before our routes go
 * there for the first time, or under another by kopctl, becomes ours: each
 * object in the script that writes ours, and what nobody wants in one that
 * removes it.
 *
 * All of this directory is for hosts that come from traefik-kop.
 */

#ifndef REDIS_WRITER_TAKEOVER_TAKEOVER_H
#define REDIS_WRITER_TAKEOVER_TAKEOVER_H

#include <stdint.h>

struct writer;

void	 takeover_init(struct writer *);
void	 takeover_free(struct writer *);
/* Our name is another: looks for that once more. */
void	 takeover_reset(struct writer *);
/* With the lease granted: 1 when it looks first, and goes on by itself. */
int	 takeover_begin(struct writer *);
/* For kopctl: the answer is for that status id. */
void	 takeover_ask(struct writer *, const char *kop, uint32_t asker);
/* It ends; who asked for it is told why. */
void	 takeover_stop(struct writer *, const char *why);
/* Somebody changed our keys: is that a traefik-kop? */
void	 takeover_recheck(struct writer *);
/* Removes what is left, if it is time for that. */
void	 takeover_check(struct writer *);
/* Hosts of traefik-kops, other than ours; "" for none. */
const char *takeover_others(const struct writer *);

#endif
