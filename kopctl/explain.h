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

/* kopctl explain, and preview -v: containers, labels and their results. */

#ifndef KOPCTL_EXPLAIN_H
#define KOPCTL_EXPLAIN_H

#include "kopctl/account.h"
#include "kopctl/emit.h"
#include "kopctl/items.h"

/*
 * Shows the answers of route-maker and redis-writer, see account.h; for the
 * operator in lines of 80 columns.  In JSON, containers and labels have their
 * places, unless the last argument is NULL.  Returns the number of containers.
 */
size_t	 explain_show(struct emit *, const struct answer *,
	    const struct where *);

/* A similar name, if nothing has the wanted one; or NULL. */
const char *explain_suggestion(const struct answer *);

#endif
