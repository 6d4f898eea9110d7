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
 * Data as text, as Go's package fmt has it.
 */

#ifndef ROUTE_MAKER_TEMPLATE_FORMAT_H
#define ROUTE_MAKER_TEMPLATE_FORMAT_H

#include <stddef.h>
#include <stdint.h>

#include "route-maker/template/datum.h"
#include "route-maker/template/execute.h"

/* A verb of printf and its flags. */
struct verb {
	uint32_t	c;
	int		minus;
	int		plus;
	int		sharp;
	int		space;
	int		zero;
	int		has_width;
	int		has_precision;
	int		width;
	int		precision;
	int		plus_v;		/* %+v: names of fields */
	int		sharp_v;	/* %#v: as in a program */
};

/* Width and precision that Go takes at most. */
#define FORMAT_NUMBER_MAX	1000000

/* %v. */
void		 format_value(struct exec *, struct buffer *,
		    const struct datum *);

/* %v of all, as a string of its own. */
struct string	 format_string(struct exec *, const struct datum *);

/* One datum by its verb. */
void		 format_verb(struct exec *, struct buffer *,
		    const struct verb *, const struct datum *);

/* numeral.c */
void		 format_integer(struct exec *, struct buffer *,
		    const struct verb *, uint64_t, int negative);
void		 format_float(struct exec *, struct buffer *,
		    const struct verb *, double);

/* The text in the verb's width. */
void		 format_pad(struct exec *, struct buffer *,
		    const struct verb *, struct string);

/*
 * The fewest digits that read as that number, at most 17, and the power of
 * ten of the point before them.
 */
int		 shortest_digits(double, char digits[18], int *point);

/* These n digits in full, without an exponent. */
void		 put_digits(struct exec *, struct buffer *, const char *,
		    int n, int point);

/* A float as %v has it. */
void		 format_shortest(struct exec *, struct buffer *, double);

/* quote.c: %q and strconv.Quote. */
void		 quote_string(struct exec *, struct buffer *, struct string,
		    int quote, int ascii);

/* fmt.Sprint, Sprintln and Sprintf of arguments. */
void		 sprint(struct exec *, struct buffer *, const struct datum *,
		    size_t);
void		 sprintln(struct exec *, struct buffer *, const struct datum *,
		    size_t);
void		 sprintf_go(struct exec *, struct buffer *, struct string,
		    const struct datum *, size_t);

/* fn_dates.c, fn_semver.c: their String methods. */
void		 format_time(struct exec *, struct buffer *,
		    const struct moment *, struct string layout);
void		 format_version(struct exec *, struct buffer *,
		    const struct version *);

#endif
