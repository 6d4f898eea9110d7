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
 * Keys and values in one piece of memory, one after the other, each with its
 * NUL.  Definitions are stored and compared in this form.
 */

#ifndef ROUTE_MAKER_BASE_PACK_H
#define ROUTE_MAKER_BASE_PACK_H

#include <stddef.h>
#include <stdint.h>

struct pack {
	char	*data;
	size_t	 len;
	size_t	 size;
};

#define PACK_INITIALIZER	{ NULL, 0, 0 }

/* Empties it and keeps the memory. */
void	 pack_reset(struct pack *);
void	 pack_free(struct pack *);

/* When memory is exhausted, calls fatal(). */
void	 pack_add(struct pack *, const char *key, const char *value);

/*
 * Steps through packed pairs: *at is NULL before the first.  Returns 1 with
 * key and value, which point into data, or 0 at the end.
 */
int	 pack_next(const char *data, size_t len, const char **at,
	    const char **key, const char **value);

/*
 * The digest (see siphash.h) of packed pairs, or of parts of them.  Begin with
 * PACK_DIGEST, or continue with an earlier digest.
 */
#define PACK_DIGEST	0
uint64_t pack_digest(uint64_t, const void *, size_t);

#endif
