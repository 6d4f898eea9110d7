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

/* A list of containers that is made of a Compose project. */

#ifndef KOPCTL_PREVIEW_LISTED_H
#define KOPCTL_PREVIEW_LISTED_H

#include "kopctl/compose/project.h"

#define LISTING_MAX		10000
#define LISTING_BYTES_MAX	(128 * 1024 * 1024)

/* A container of a service; both strings are owned. */
struct listed {
	char			*name;
	char			*id;
	unsigned int		 number;	/* in its service, from 1 */
	const struct definition	*d;
};

struct listing {
	const struct project	*project;
	struct annotate		*out;
	struct listed		*v;
	size_t			 n;
	struct listed		**sorted;	/* by name */
	char			*text;		/* JSON, len bytes */
	size_t			 len;
	int			 is_bound;	/* kopd.conf has an address */
	int			 is_exposed;	/* and `exposed by default' */
};

/* listing_sort: sorts by name, after the containers are complete. */
void	 listing_sort(struct listing *);

/* The container whose name has these len bytes; NULL if there is none. */
const struct listed *listing_container(const struct listing *,
	    const char *name, size_t len);

#endif
