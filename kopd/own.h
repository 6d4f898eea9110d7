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

/* What kopd itself says in the answers to kopctl(8). */

#ifndef KOPD_OWN_H
#define KOPD_OWN_H

#include "common/item.h"
#include "kopd/kopd.h"

/* Gets each item; the result is ignored. */
typedef int	(*own_fn)(void *arg, enum role, const struct item *);

/* Says an item with a string.  NULL is "": it is not known yet. */
void	 own_string(own_fn, void *arg, enum role, const char *name,
	    const char *value);

/*
 * The items of kopd for CONTROL_SHOW, CONTROL_HEALTH and CONTROL_METRICS: see
 * messages.h.
 */
void	 own_status(const struct kopd *, own_fn, void *arg);
void	 own_health(const struct kopd *, own_fn, void *arg);
void	 own_metrics(const struct kopd *, own_fn, void *arg);

#endif
