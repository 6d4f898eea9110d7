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
 * Tells kopd which container is being read, in case this process does not
 * survive it.  It costs a copy of 64 bytes.
 */

#ifndef ROUTE_MAKER_BASE_READING_H
#define ROUTE_MAKER_BASE_READING_H

#include "common/hexid.h"

/*
 * Before confinement: maps the page that kopd gave us at FD_READING, which is
 * closed.  Without one, nothing is told.
 */
void			 reading_open(void);

/*
 * The container of that id is read from now on; NULL: none.  Returns the one
 * before; the pointer is kept until the next call.
 */
const struct hexid	*reading_swap(const struct hexid *);

#endif
