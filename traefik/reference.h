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
 * Which keys of an object name other objects.  Traefik takes a name without
 * provider for one of the provider that the object comes from: that is @docker
 * where the labels are, and @redis in Redis.  So x, x@docker and x@redis are
 * all the object x of ours.  An object may also be called x@docker or x@file
 * itself; then Traefik takes these names as they stand.  See MakeQualifiedName
 * in Traefik's pkg/server/provider.
 */

#ifndef TRAEFIK_REFERENCE_H
#define TRAEFIK_REFERENCE_H

#include <stddef.h>

#define REFERENCE_SUFFIX	"@docker"

struct reference {
	const char	*section;	/* of what is named: "http/services/" */
	const char	*name;		/* not ended by a NUL */
	size_t		 len;
	size_t		 provider;	/* bytes of "@docker" or "@redis" behind
					   the name; 0: it has none */
	int		 literal;	/* the name has a provider in it */
};

/*
 * reference_next: steps through the objects that a key may name.  id is that
 * of the object which has the key, in folded case; *at is NULL before the
 * first one.  A name with a provider is returned as it stands (literal), after
 * the object of ours that it names, if any.  A router with TLS uses the store
 * "default" without naming it; then the name does not lie in the value.
 * Returns 1 with the reference, or 0 at the end and for a key that names
 * nothing.
 */
int	 reference_next(const char *id, const char *key, const char *value,
	    const char **at, struct reference *);

/* The id of what is named, in folded case: the caller's to free. */
char	*reference_id(const struct reference *);

#endif
