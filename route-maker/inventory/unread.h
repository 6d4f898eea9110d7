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
 * Containers with labels of Traefik 1 or of registrator, if kopd.conf does not
 * have the block that reads them.  The log has them on one line.
 */

#ifndef ROUTE_MAKER_INVENTORY_UNREAD_H
#define ROUTE_MAKER_INVENTORY_UNREAD_H

#include <stdint.h>

#include "route-maker/inventory/index.h"
#include "route-maker/inventory/member.h"
#include "route-maker/translate/translate.h"

/* One line in so many milliseconds, and names in it. */
#define UNREAD_PAUSE	60000
#define UNREAD_NAMES	10

struct unread {
	struct {
		int		 grown;	/* by a container not in the log yet */
		int		 said;	/* there was a line */
		uint64_t	 when;	/* of that line, in ms */
	} of[LANGUAGE_REGISTRATOR + 1];
};

/* The member was decoded, and has labels of that language, not read. */
void	 unread_note(struct unread *, struct member *, enum language);

/*
 * unread_say: logs all such members, if there is a new one, and unless a line
 * was logged less than UNREAD_PAUSE before.  now is a monotonic time in ms.
 */
void	 unread_say(struct unread *, struct index *, uint64_t now);

#endif
