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
 * The output of kopctl: JSON for programs; or lines for the operator, in which
 * control characters are encoded as vis(3) does.
 */

#ifndef KOPCTL_EMIT_H
#define KOPCTL_EMIT_H

#include <stdint.h>
#include <stdio.h>

#include "common/item.h"

/* Nested objects and lists. */
#define EMIT_DEPTH_MAX	8

struct emit {
	FILE		*out;
	int		 json;
	int		 blocks;	/* titles that were printed */
	unsigned int	 depth;
	struct level {
		char		 end;	/* its closing bracket */
		size_t		 n;	/* members, or elements */
		const char	*name;	/* of a list */
	}		 levels[EMIT_DEPTH_MAX];
};

void	 emit_init(struct emit *, FILE *, int json);

/*
 * Objects, lists and their values.  name is that of an object's member, and
 * NULL in a list; it must be valid until emit_end().  In output for the
 * operator, a string or number is a row, which in a list has the name of the
 * list; objects and lists print nothing.
 */
void	 emit_object(struct emit *, const char *name);
void	 emit_list(struct emit *, const char *name);
void	 emit_end(struct emit *);
void	 emit_string(struct emit *, const char *name, const char *value);
void	 emit_number(struct emit *, const char *name, int64_t);
void	 emit_null(struct emit *, const char *name);

/* A value by the type of its item; a number that is "" is null. */
void	 emit_item(struct emit *, const char *name, const struct item *);

/* A key and its value: a member, or a line with a tab between them. */
void	 emit_key(struct emit *, const char *key, const char *value, int raw);

/*
 * Output for the operator that JSON does not have.  A title begins a block of
 * rows, and lines are one paragraph: see wrap.h.  emit_line() writes one line
 * of any length.
 */
void	 emit_line(struct emit *, const char *);
void	 emit_title(struct emit *, const char *, ...)
	    __attribute__((__format__ (printf, 2, 3)));
void	 emit_row(struct emit *, const char *name, const char *, ...)
	    __attribute__((__format__ (printf, 3, 4)));
void	 emit_lines(struct emit *, int first, int rest, const char *, ...)
	    __attribute__((__format__ (printf, 4, 5)));

#endif
