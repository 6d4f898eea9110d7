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
 * The items of an explanation as what they are: containers, and in them
 * objects, decisions, faults and labels, each with its details.
 */

#ifndef KOPCTL_ACCOUNT_H
#define KOPCTL_ACCOUNT_H

#include "kopctl/kopctl.h"

struct account {
	struct items	 maker;		/* names without the process */
	struct items	 writer;
};

void	 account_read(struct account *, const struct items *);
void	 account_free(struct account *);

/*
 * The index of the first item of that name from `from' on and before `to';
 * `to' if there is none.
 */
size_t	 account_find(const struct account *, size_t from, size_t to,
	    const char *name);

/* Behind the last item of the container whose first one is at i. */
size_t	 account_end(const struct account *, size_t i);

/*
 * A detail of the item at i; "" if it has none.  account_next(): the index of
 * the first one of that name after `at', or 0 (which is never a detail).
 */
const char *account_detail(const struct account *, size_t i, const char *name);
size_t	 account_next(const struct account *, size_t at, const char *name);

/* What keeps an object of ours, by its claim, out of Redis; NULL: nothing. */
const char *account_kept_out(const struct account *, const char *claim);

#endif
