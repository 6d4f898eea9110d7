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
 * What the policy of kopd.conf lets any container of this host publish.
 * route-maker applies the same rules to each container.  It may have been taken
 * over, so its word about an origin does not count here.
 *
 * After a reload, route-maker sends definitions of the former policy for a
 * while.  They are accepted until it has read all containers again, and says
 * so by the number of the policy.
 */

#ifndef REDIS_WRITER_ALLOWED_H
#define REDIS_WRITER_ALLOWED_H

#include "common/config.h"
#include "policy/facts.h"

struct allowed;

struct allowed	*allowed_new(void);
void		 allowed_free(struct allowed *);

/*
 * allowed_add: from now on, accepts what this policy passes, too: a
 * configuration that route-maker may get.  allowed_take: it is the one that
 * holds.  Both return -1 if kopd has sent a malformed policy.
 */
int		 allowed_add(struct allowed *,
		    const struct redis_writer_conf *);
int		 allowed_take(struct allowed *,
		    const struct redis_writer_conf *);

/* allowed_settled: route-maker sends nothing of an older policy any more. */
void		 allowed_settled(struct allowed *, uint32_t number);

/*
 * allowed_fault: NULL if a policy passes the object, which has all its keys.
 * Else the rule that blocks it, in the arena of the facts.
 */
const char	*allowed_fault(const struct allowed *, const struct facts *);

#endif
