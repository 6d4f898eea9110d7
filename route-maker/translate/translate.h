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
 * Labels of Traefik 1 and of registrator, which become labels of Traefik 3
 * before these are decoded.  kopd.conf has a block for each of both; without it
 * their labels are not read.
 */

#ifndef ROUTE_MAKER_TRANSLATE_TRANSLATE_H
#define ROUTE_MAKER_TRANSLATE_TRANSLATE_H

#include <stddef.h>

#include "route-maker/base/decode.h"
#include "route-maker/container/container.h"
#include "route-maker/label/label.h"

enum language {
	LANGUAGE_V3,			/* the labels are those of Traefik 3 */
	LANGUAGE_V1,
	LANGUAGE_REGISTRATOR
};

struct translation {
	enum language		 language;
	enum language		 unread;	/* of labels for which the
						   block is missing, or
						   LANGUAGE_V3 */
	const struct label	*settings;	/* traefik.enable and
						   traefik.docker.*, by name */
	size_t			 nsettings;
	const struct label	*labels;	/* of Traefik 3; see
						   translate_make() */
	size_t			 n;
	int			 exposed;	/* without traefik.enable */
	const char		*block;		/* of that setting */
	int			 pool;		/* see struct route */
};

/*
 * translate_look: whose labels the container has, and its settings.  The result
 * lives as long as the arena of decode and the container.
 */
void	 translate_look(struct decode *, const struct container *,
	    struct translation *);

/*
 * translate_make: makes the labels of Traefik 3, or takes those of the
 * container.  Returns 0.  Returns -1 with an error, and 1 if there is nothing
 * to publish, with the reason in the trace.
 */
int	 translate_make(struct decode *, const struct container *,
	    struct translation *);

/*
 * True if the label of that name belongs to the language of the container, and
 * that is not the one of Traefik 3.
 */
int	 translate_counts(const struct translation *, const char *name);

#endif
