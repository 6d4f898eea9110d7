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
 * The command health: whether kopd publishes, in one line and the exit status,
 * for health checks of containers and monitors.
 */

#ifndef KOPCTL_HEALTH_H
#define KOPCTL_HEALTH_H

#include "kopctl/emit.h"
#include "kopctl/items.h"

/* Exit statuses. */
enum health {
	HEALTH_PUBLISHING,	/* all is in order */
	HEALTH_DEGRADED,	/* kopd runs, but changes are not published */
	HEALTH_DOWN		/* kopd cannot be asked */
};

/*
 * Prints the state as a line, or with JSON as an object.  error is what ask()
 * returned for CONTROL_HEALTH with this answer.
 */
enum health	 health_show(struct emit *, const struct answer *,
		    const char *error);

#endif
