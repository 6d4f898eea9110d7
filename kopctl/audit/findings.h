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
 * What projects and hosts share, and whether it is intended.  It is
 *
 *	between containers of two projects	if all have kop.merge-lbs
 *	by a reference into another project,
 *	or to an object of another host		if it has the provider's suffix
 *	a service between hosts			if both have kop.merge-lbs
 *	another object between hosts		if it has kop.merge-lbs here
 *
 * Two definitions of one name are never intended.
 */

#ifndef KOPCTL_AUDIT_FINDINGS_H
#define KOPCTL_AUDIT_FINDINGS_H

#include "kopctl/audit/claims.h"

struct finding {
	const char	*object;
	const char	*how;		/* "name", "reference", "host" */
	const char	*by;		/* the object that refers to it; or "" */
	int		 intended;
	char		*reason;	/* for the operator */
};

/* Sorted by object. */
struct findings {
	struct finding	*v;
	size_t		 n;
	size_t		 room;
};

/* The claims and the answer must outlive the findings. */
void	 findings_init(struct findings *, const struct claims *,
	    const struct answer *);
void	 findings_free(struct findings *);

/* findings_abroad: the host that has this object; or NULL. */
const char *findings_abroad(const struct answer *, const char *id);

#endif
