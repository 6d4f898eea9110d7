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
 * Decodes labels into a tree, or into errors, as Traefik's docker provider
 * does.  Names and values are not copied: they must outlive both.
 */

#ifndef ROUTE_MAKER_LABEL_LABEL_H
#define ROUTE_MAKER_LABEL_LABEL_H

#include <stddef.h>
#include <stdint.h>

#include "common/arena.h"
#include "route-maker/base/decode.h"
#include "route-maker/label/tree.h"

struct label {
	const char	*name;
	const char	*value;
	const char	*origin;	/* name of the label that it was made
					   of; "": it was made of none; NULL: it
					   is the container's own */
};

/*
 * The order of a container's labels: by their names without the case of ASCII
 * letters, and those that differ in case only as strcmp(3) does.
 */
int		 label_cmp(const struct label *, const struct label *);

/* The name of the container's label, or NULL if it was made of none. */
const char	*label_origin(const struct label *);

/* traefik.enable and traefik.docker.*. */
struct settings {
	int		 enable;		/* -1: no label */
	const char	*network;		/* NULL: no label */
	int		 allow_non_running;
	int		 exposed;		/* enabled without a label */
	const char	*block;			/* of kopd.conf that says so,
						   or "" */
};

/* True if Traefik reads labels of that name. */
int		 label_counts(const char *name);

/*
 * Reads only traefik.enable and traefik.docker.*.  Traefik does so even for
 * containers that are not enabled.  Labels may have any order.  Returns 0; or
 * -1 with an error: the container is not published.
 */
int		 label_settings(struct decode *, const struct label *, size_t,
		    struct settings *);

/*
 * Reads traefik.http, tcp, udp and tls.stores.default, as the version `traefik
 * version' of kopd.conf does (0: the newest known).  Returns the tree's root
 * (empty without such labels), or NULL with at least one error.
 */
struct node	*label_decode(struct decode *, const struct label *, size_t);

/*
 * The names of those labels as a tree.  Fields and values are not checked.
 * Labels with malformed names are ignored.
 */
struct node	*label_names(struct arena *, const struct label *, size_t);

#endif
