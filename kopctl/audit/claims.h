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

/* The definitions in an answer to `kopctl audit', by object. */

#ifndef KOPCTL_AUDIT_CLAIMS_H
#define KOPCTL_AUDIT_CLAIMS_H

#include "kopctl/items.h"

/* The definition of one object by one container. */
struct claim {
	const struct item	*item;
	const char		*id;		/* of the object */
	const char		*container;
	const char		*project;	/* "": none */
	const char		*state;
	int			 published;
	int			 merges;	/* kop.merge-lbs */
};

/* Sorted by object, then by container. */
struct claims {
	const struct items	*items;
	struct claim		*v;
	size_t			 n;
};

/* The answer must outlive the claims. */
void	 claims_init(struct claims *, const struct answer *);
void	 claims_free(struct claims *);

/* claims_find: the first one of an object, with their number in *n; or NULL. */
const struct claim *claims_find(const struct claims *, const char *id,
	    size_t *n);

/* claims_group: the number of claims on the object of this one, from it on. */
size_t	 claims_group(const struct claims *, const struct claim *);

/*
 * claims_same: true if both containers are one, or of one project.  A container
 * without a project belongs to no other.
 */
int	 claims_same(const struct claim *, const struct claim *);

/* claims_who: "container a of project b"; freed by the caller. */
char	*claims_who(const struct claim *);

/* claims_is_router: true for the id of a router; claims_is_service: alike. */
int	 claims_is_router(const char *id);
int	 claims_is_service(const char *id);

#endif
