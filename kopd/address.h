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
 * The address that is published.  kopd waits for one at start, and follows its
 * changes later.
 */

#ifndef KOPD_ADDRESS_H
#define KOPD_ADDRESS_H

#include "kopd/kopd.h"

/* address_begin: before confinement: opens sockets, and finds the address. */
void	 address_begin(struct kopd *);

/*
 * address_look: determines the address again, and sends it to route-maker if
 * it has changed.  While kopd starts or reloads, this is postponed.
 */
void	 address_look(void *kopd);

/* address_set: the address that a reload has found; "": there is none yet. */
void	 address_set(struct kopd *, const char *address);

#endif
