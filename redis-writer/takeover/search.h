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

/* Looks for what a traefik-kop has in Redis, and which hosts have one. */

#ifndef REDIS_WRITER_TAKEOVER_SEARCH_H
#define REDIS_WRITER_TAKEOVER_SEARCH_H

struct writer;

/*
 * For the takeover under way: reads what its sets list, then all keys.  found
 * is called when all is known, unless the takeover ends before.  One that is
 * only a candidate ends when its servers are not those of this host.
 */
void	 search_all(struct writer *, void (*found)(struct writer *));
/* The same without the sets: looks for hosts, no more. */
void	 search_hosts(struct writer *, void (*found)(struct writer *));

#endif
