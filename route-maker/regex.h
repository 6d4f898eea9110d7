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
 * Regular expressions as Go's users write them (package regexp, syntax RE2),
 * by PCRE2 with limits: what only one of the two knows is an error.
 */

#ifndef ROUTE_MAKER_REGEX_H
#define ROUTE_MAKER_REGEX_H

#include <stddef.h>

#include "common/arena.h"

/* Bytes of an expression, and groups within each other. */
#define REGEX_LENGTH_MAX	4096
#define REGEX_NEST_MAX		100

/* What one match may take: backtracking steps, and kilobytes. */
#define REGEX_STEPS_MAX		100000
#define REGEX_HEAP_MAX		1024

struct regex;

/* In the arena; NULL and the reason in error. */
struct regex	*regex_compile(struct arena *, const char *, size_t,
		    char *error, size_t size);

/*
 * The leftmost match that begins at from or behind it: 1, and where it begins
 * and ends; 0 for none; -1 when it takes too much.
 */
int		 regex_match(struct regex *, const char *, size_t len,
		    size_t from, size_t where[2]);

/* Groups: of the last match, by number or name; 0 when it took no part. */
int		 regex_group(struct regex *, size_t number, size_t where[2]);
int		 regex_group_number(struct regex *, const char *name);

#endif
