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
 * The keys of an object that name other objects.  If a name has no provider,
 * Traefik assumes the provider of the object: @docker for labels, and @redis
 * for Redis.  So x, x@docker and x@redis all mean kopd's object x.  An object's
 * own name may also be x@docker or x@file; then Traefik takes such a name
 * literally.  See MakeQualifiedName in Traefik's pkg/server/provider.
 */

#ifndef TRAEFIK_REFERENCE_H
#define TRAEFIK_REFERENCE_H

#include <stddef.h>

#define REFERENCE_SUFFIX	"@docker"

struct reference {
	const char	*section;	/* of the named object:
					   "http/services/" */
	const char	*name;		/* without a NUL at its end */
	size_t		 len;
	size_t		 provider;	/* bytes of "@docker" or "@redis" after
					   the name; 0: no provider */
	int		 literal;	/* the name includes a provider */
};

/*
 * reference_next: steps through the objects that a key may name.  id is that of
 * the object with the key, in folded case; *at is NULL before the first one.  A
 * name with a provider is returned literally, after kopd's object of that name,
 * if any.  A router with TLS uses the store "default" without naming it; then
 * the name does not point into the value.  Returns 1 with the reference.
 * Returns 0 at the end, or if the key names no object.
 */
int	 reference_next(const char *id, const char *key, const char *value,
	    const char **at, struct reference *);

/* The length of a name of n bytes without "@docker" or "@redis" at its end. */
size_t	 reference_plain(const char *name, size_t n);

/* The id of the named object, in folded case.  The caller frees it. */
char	*reference_id(const struct reference *);

#endif
