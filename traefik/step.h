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

/* Names as steps of keys: the names of objects, and of the entries of a map. */

#ifndef TRAEFIK_STEP_H
#define TRAEFIK_STEP_H

#include <stddef.h>

/*
 * NULL, or why no key can have that name of len bytes: a string that begins
 * with "Redis cannot hold".  A name is UTF-8 without '/', and is not empty.  It
 * has not only digits, because Traefik takes such a name for an index.
 */
const char	*step_fault(const char *name, size_t len);

/* True if the name has only digits. */
int		 step_is_index(const char *name, size_t len);

/*
 * The same for an object's own name, with the solution.  Such a name must not
 * end in "@redis" either: Traefik drops that suffix, and another object may
 * have the shorter name.  See MakeQualifiedName in Traefik's
 * pkg/server/provider.
 */
const char	*name_fault(const char *name, size_t len);

#endif
