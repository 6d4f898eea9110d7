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
 * The published keys that need a Traefik newer than 3.0.0.  If `traefik
 * version' is not set, keys are made for the newest version.  If an older
 * Traefik reads such a key, it accepts no more changes.
 */

#ifndef ROUTE_MAKER_ROUTE_NEEDS_H
#define ROUTE_MAKER_ROUTE_NEEDS_H

#include "common/arena.h"
#include "common/config.h"
#include "route-maker/route/routes.h"
#include "traefik/field.h"

struct need {
	const struct field	*field;
	const char		*name;		/* "retry.status" */
	uint32_t		 version;	/* the first version that has
						   it */
};

/*
 * need_find: true, with the need, if the key below that object
 * ("http/middlewares/m", "retry/status") has a need.  The strings are in the
 * arena.
 */
int		 need_find(struct arena *, const char *object, const char *key,
		    struct need *);

/* "retry.status needs 3.7"; in the arena. */
const char	*need_text(struct arena *, const struct need *);

/* Slots for the newer fields of the table; half of them may be used. */
#define NEEDS_SIZE	1024

/* The fields that have been logged. */
struct need_log {
	const struct field	*said[NEEDS_SIZE];
	size_t			 count;
};

/*
 * needs_say: logs each field with a need in the routes, unless it was logged
 * before.
 */
void		 needs_say(struct need_log *, struct arena *,
		    const char *container, const struct routes *);

#endif
