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
 * Values of templates, like those of Go's interface{}.  All of their memory is
 * in the arena of one execution.
 */

#ifndef ROUTE_MAKER_TEMPLATE_DATUM_H
#define ROUTE_MAKER_TEMPLATE_DATUM_H

#include <stddef.h>
#include <stdint.h>

/* Types, with their names in Go as typeOf, kindOf and %T print them. */
enum tmpl_type {
	TYPE_NONE,		/* no value, such as that of a missing key */
	TYPE_NIL,		/* interface{}(nil) */
	TYPE_BOOL,
	TYPE_INT,
	TYPE_INT64,
	TYPE_BYTE,		/* an element of a string */
	TYPE_FLOAT,
	TYPE_STRING,
	TYPE_LIST,		/* []interface{} */
	TYPE_STRINGS,		/* []string */
	TYPE_INTS,		/* []int */
	TYPE_LISTS,		/* [][]interface{} */
	TYPE_MAP,		/* map[string]interface{} */
	TYPE_STRING_MAP,	/* map[string]string */
	TYPE_DATA,		/* the data of data.h */
	TYPE_TIME,		/* time.Time, in UTC */
	TYPE_VERSION		/* *semver.Version */
};

struct datum;
struct tmpl_map;
struct tmpl_version;

struct tmpl_string {
	const char	*s;		/* NUL-terminated after len bytes */
	size_t		 len;
};

struct tmpl_list {
	struct datum	*items;
	size_t		 count;
	size_t		 room;		/* capacity; slice may show items after
					   count */
};

struct tmpl_moment {
	int64_t		 seconds;	/* since 1970; may be negative */
	int32_t		 nanoseconds;
	int32_t		 offset;	/* seconds east of UTC */
};

struct datum {
	enum tmpl_type	 type;
	union {
		int			 b;
		int64_t			 i;
		double			 f;
		struct tmpl_string	 s;
		struct tmpl_list	*list;		/* NULL: a nil slice */
		struct tmpl_map		*map;
		struct tmpl_moment	*time;
		struct tmpl_version	*version;
	};
};

struct tmpl_entry {
	struct tmpl_string	 key;
	struct datum		 value;
};

/* A map, sorted by key.  range has the same order. */
struct tmpl_map {
	struct tmpl_entry	*entries;
	size_t			 count;
	size_t			 room;
	int			 nil;		/* set must fail, as in Go */
};

struct datum	 datum_none(void);
struct datum	 datum_nil(void);
struct datum	 datum_bool(int);
struct datum	 datum_int(int64_t);
struct datum	 datum_int64(int64_t);
struct datum	 datum_float(double);
struct datum	 datum_string(struct tmpl_string);
struct datum	 datum_list(enum tmpl_type, struct tmpl_list *);
struct datum	 datum_strings(struct tmpl_list *);
struct datum	 datum_map(struct tmpl_map *);

int		 datum_is_list(const struct datum *);
int		 datum_is_map(const struct datum *);
int		 datum_is_int(const struct datum *);
int		 datum_is_nil(const struct datum *);

/* Returns the number of items, of entries, or of bytes; else 0. */
size_t		 datum_length(const struct datum *);

/* Returns 0 for the zero value of its type, as for if, and, or and not. */
int		 datum_truth(const struct datum *);

/* Returns the opposite, as for sprig's empty and default. */
int		 datum_empty(const struct datum *);

/* Returns the name of a type in Go. */
const char	*type_name(enum tmpl_type);

/* Return the name of its type ("[]interface {}") and of its kind ("slice"). */
const char	*datum_type(const struct datum *);
const char	*datum_kind(const struct datum *);

/* Returns a C string as a tmpl_string, without a copy. */
struct tmpl_string	 string_of(const char *);

/* Returns less than 0, 0 or more than 0, as memcmp(3) does. */
int			 string_compare(struct tmpl_string, struct tmpl_string);

/* Returns 1 if both are equal, else 0. */
int			 string_equal(struct tmpl_string, const char *);

#endif
