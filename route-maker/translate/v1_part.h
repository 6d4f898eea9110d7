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
 * A part of a container's labels of Traefik 1: what becomes one router and one
 * service.  It is a segment, or the whole container.
 */

#ifndef ROUTE_MAKER_TRANSLATE_V1_PART_H
#define ROUTE_MAKER_TRANSLATE_V1_PART_H

#include <stddef.h>
#include <stdint.h>

#include "route-maker/translate/made.h"
#include "route-maker/translate/v1_table.h"
#include "route-maker/translate/words.h"

struct v1_label {
	const char		*name;		/* below "traefik." or the
						   segment */
	const char		*value;		/* with escapes */
	const char		*origin;	/* name of the container's
						   label, or MADE_DEFAULT */
	const struct v1_row	*row;		/* NULL: unknown */
};

struct v1_part {
	struct made		*made;
	const struct v1_label	*labels;	/* sorted by name */
	size_t			 n;
	const char		*router;	/* name of the router */
	const char		*service;	/* name of the service */
	const char		*rule;		/* without a label; NULL: none */
	const char		*named;		/* a label of the part, for
						   errors */
	const char		*backend;	/* label that names the service,
						   or MADE_DEFAULT */
};

#endif
