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

/* The three children: start, configuration, death, end. */

#ifndef CHILDREN_H
#define CHILDREN_H

#include "kopd.h"

/* Starts all three, and sends each its part of the configuration. */
void	 children_start(struct kopd *, int to_stderr, int verbose);

/* Sends each its part, and wipes the password here. */
void	 children_configure(struct kopd *);

/* To one of them, if it is there. */
void	 children_send(struct kopd *, enum role, uint32_t type, uint32_t id,
	    const void *, size_t len);

/* Asks all to end. */
void	 children_stop(struct kopd *);

/* Closes all channels: whoever is left ends for that. */
void	 children_close(struct kopd *);

/* Who is not ready yet, or not gone yet; "" nobody.  Static. */
const char	*children_unready(const struct kopd *);
const char	*children_left(const struct kopd *);

/* A SIGCHLD: somebody died.  The verdict follows, soon or at once. */
void	 children_reap(struct kopd *);

/* Says who died of what, and stops kopd. */
void	 children_verdict(struct kopd *);

#endif
