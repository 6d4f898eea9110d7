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
 * Names as steps of keys: of objects, and of what a map holds.
 */

#ifndef TRAEFIK_STEP_H
#define TRAEFIK_STEP_H

#include <stddef.h>

/*
 * NULL, or why no key can hold that name of len bytes: as a string that begins
 * with "Redis cannot hold".  A name is UTF-8 without '/', is not empty, and is
 * not of digits only, which Traefik takes for an index.
 */
const char	*step_fault(const char *name, size_t len);

/* True if it is of digits only. */
int		 step_is_index(const char *name, size_t len);

/*
 * The same for an object's own name, with what to do instead.  It must not end
 * in "@redis" either: to Traefik it is then the name without that, which
 * another may have.  See MakeQualifiedName in Traefik's pkg/server/provider.
 */
const char	*name_fault(const char *name, size_t len);

#endif
