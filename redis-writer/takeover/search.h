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

/* Searches the legacy keys of a traefik-kop, and the hosts that have one. */

#ifndef REDIS_WRITER_TAKEOVER_SEARCH_H
#define REDIS_WRITER_TAKEOVER_SEARCH_H

struct writer;

/*
 * For the running takeover: reads its sets, then all keys.  Calls found when
 * this is complete, unless the takeover ends earlier.  A candidate ends if its
 * servers are not those of this host.
 */
void	 search_all(struct writer *, void (*found)(struct writer *));
/* The same without the sets: only searches for hosts. */
void	 search_hosts(struct writer *, void (*found)(struct writer *));

#endif
