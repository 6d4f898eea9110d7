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
 * Which keys name other objects: `x@docker' in them is one of this
 * provider's, and is in Redis without the suffix if we publish x.
 */

#ifndef REFERENCE_H
#define REFERENCE_H

#include <stddef.h>

/*
 * What the key of an object names: "http/services/"; NULL if it names none.
 * id is the object's.
 */
const char	*reference_section(const char *id, const char *key);

/*
 * Steps through the names with @docker in a value, which may be a comma-
 * separated list; *at is NULL before the first.  Returns 1 with the name
 * without suffix in *name and *len.
 */
int		 reference_next(const char *value, const char **at,
		    const char **name, size_t *len);

/* The id of what is named: the caller's to free. */
char		*reference_id(const char *section, const char *name,
		    size_t len);

#define REFERENCE_SUFFIX	"@docker"

#endif
