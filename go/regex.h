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
 * Regular expressions of Go (package regexp, syntax RE2), matched by PCRE2 with
 * limits.  A construct that only one of them has is an error.
 */

#ifndef GO_REGEX_H
#define GO_REGEX_H

#include <stddef.h>

#include "common/arena.h"

/* The maximum of bytes of an expression, and of nested groups. */
#define REGEX_LENGTH_MAX	4096
#define REGEX_NEST_MAX		100

/*
 * The limits of one match: steps, and kilobytes.  A step is an item of the
 * expression that is tried, or REGEX_STEP_BYTES bytes that one passes.  The
 * limit takes some milliseconds.
 */
#define REGEX_STEPS_MAX		500000
#define REGEX_STEP_BYTES	64
#define REGEX_HEAP_MAX		1024

struct regex;

/*
 * Compiles an expression of len bytes.  The result lives as long as the arena.
 * On error returns NULL and writes the reason to error, which has size bytes.
 */
struct regex	*regex_compile(struct arena *, const char *, size_t,
		    char *error, size_t size);

/*
 * Finds the leftmost match that begins at the offset from or after it.  Returns
 * 1 and the offsets of its start and end in where; 0 if there is no match; -1
 * if a limit is exceeded.
 */
int		 regex_match(struct regex *, const char *, size_t len,
		    size_t from, size_t where[2]);

/*
 * regex_steps: the steps of the last match.
 * regex_memory: the bytes of the arena that the expression and all of its
 * matches have taken.
 */
size_t		 regex_steps(const struct regex *);
size_t		 regex_memory(const struct regex *);

/*
 * regex_group: returns 1 and the offsets of a group of the last match; 0 if the
 * group did not take part in the match.
 * regex_group_number: returns the number of a named group, negative if there is
 * no such group.
 */
int		 regex_group(struct regex *, size_t number, size_t where[2]);
int		 regex_group_number(struct regex *, const char *name);

#endif
