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
 * The entry points of Traefik 1 and what they are in Traefik 3, from labels v1
 * of kopd.conf.
 */

#ifndef KOPD_CONF_ENTRY_POINT_H
#define KOPD_CONF_ENTRY_POINT_H

#include <stddef.h>

#include "kopd/conf/conf.h"

struct entry_point {
	const char	*from;		/* of Traefik 1 */
	const char	*to;		/* of Traefik 3 */
	int		 tls;
	const char	*resolver;	/* of certificates; "": none */
};

/*
 * conf_add_entry_point: adds it to v1_entry_points, in the form of config.h.
 * An error is a name that is there already, one that is with and without TLS,
 * and more than V1_ENTRIES_MAX entry points.
 */
void	 conf_add_entry_point(struct kopd_conf *, const struct conf_place *,
	    const struct entry_point *);

/*
 * entry_point_read: reads an entry of that list.  The strings are in room,
 * which has CONF_STRING_MAX + 1 bytes.
 */
void	 entry_point_read(struct entry_point *, const char *, char *room,
	    size_t size);

#endif
