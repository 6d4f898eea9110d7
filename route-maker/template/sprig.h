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
 * What several families of sprig's functions share.
 */

#ifndef ROUTE_MAKER_TEMPLATE_SPRIG_H
#define ROUTE_MAKER_TEMPLATE_SPRIG_H

#include "route-maker/template/datum.h"
#include "route-maker/template/execute.h"
#include "route-maker/template/format.h"
#include "route-maker/template/function.h"

/* The head of a function of the table. */
#define FN(name)	struct datum \
			name(struct exec *x, struct datum *args, size_t n)

/* cast.ToInt64 and cast.ToFloat64: what is no number is 0. */
int64_t		 to_int(const struct datum *);
double		 to_float(const struct datum *);

/* The list that an argument is; what is none fails with "cannot <do>". */
const struct list *to_list(struct exec *, const struct datum *, const char *);

/* The texts of a list's items, without nil. */
struct list	*to_strings(struct exec *, const struct datum *);

/* Pieces of a text at each separator, at most so many, all if negative. */
struct list	*split_string(struct exec *, struct string, struct string sep,
		    int64_t limit);

/* Takes the list of strings. */
struct datum	 strings_datum(struct list *);

struct string	 substring(struct exec *, struct string, size_t from,
		    size_t to);

/* clock.c: a time by Go's layout; -1 when the text is none. */
int		 parse_time(struct string layout, struct string,
		    struct moment *);

#endif
