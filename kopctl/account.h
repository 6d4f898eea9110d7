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
 * What an explanation says when the two processes that give it are taken
 * together: route-maker knows containers and labels (see verdict.h and
 * account.h of route-maker/explain/), redis-writer which objects are kept out
 * of Redis by other hosts (see its explain.c).
 */

#ifndef KOPCTL_ACCOUNT_H
#define KOPCTL_ACCOUNT_H

#include "kopctl/items.h"

/* The items of each; route-maker's are what all functions here are given. */
#define account_maker(answer)	(&(answer)->of[ROLE_ROUTE_MAKER])
#define account_writer(answer)	(&(answer)->of[ROLE_REDIS_WRITER])

/* Why an object of a container is kept out of Redis; NULL: it is not. */
const char *account_kept_out(const struct answer *, const struct item *object);

/* The status of a container, and the reason of it. */
const char *account_status(const struct answer *, const struct item *container,
	    const char **reason);

/* True when a label is not for Traefik nor for kopd. */
int	 account_foreign(const struct answer *, const struct item *label);

#endif
