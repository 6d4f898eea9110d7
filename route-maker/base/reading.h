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
 * Shows kopd the container that is being read, in case this process crashes.
 * The cost is a copy of 64 bytes.
 */

#ifndef ROUTE_MAKER_BASE_READING_H
#define ROUTE_MAKER_BASE_READING_H

#include "common/hexid.h"

/*
 * Call this before confinement.  Maps the page that kopd passes as FD_READING,
 * and closes that descriptor.  Without a page, kopd learns nothing.
 */
void			 reading_open(void);

/*
 * From now on the container of that id is read; NULL: no container.  Returns
 * the previous id.  Keeps the pointer until the next call.
 */
const struct hexid	*reading_swap(const struct hexid *);

#endif
