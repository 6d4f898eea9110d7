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

/* Going into the background, once everything is known to work. */

#ifndef DETACH_H
#define DETACH_H

struct event_base;

/*
 * detach_begin: forks.  The process that was called stays at the terminal
 * until detach_end(), or our death, and exits with 0 or our status.
 */
void	 detach_begin(void);

/*
 * detach_relay: a descriptor for the children's standard error: what they
 * write there is seen at the terminal until detach_end().  It is the
 * caller's to close.
 */
int	 detach_relay(struct event_base *);

/* Passes on what the children have written so far. */
void	 detach_flush(void);

/* Nothing happens where detach_begin() was not called. */
void	 detach_end(void);

#endif
