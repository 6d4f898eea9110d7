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
 * Data of templates: what Go's interface{} holds, as far as a template can
 * get at it.  All of it lies in the arena of one execution.
 */

#ifndef ROUTE_MAKER_TEMPLATE_DATUM_H
#define ROUTE_MAKER_TEMPLATE_DATUM_H

#include <stddef.h>
#include <stdint.h>

/*
 * Types by their names in Go, which typeOf, kindOf and %T show, and which
 * decide what a function takes.
 */
enum type {
	TYPE_NONE,		/* no value: a key that is missing */
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
	TYPE_DATA,		/* what the template is executed with */
	TYPE_TIME,		/* time.Time, in UTC */
	TYPE_VERSION		/* *semver.Version */
};

struct datum;
struct map;
struct version;

struct string {
	const char	*s;		/* NUL-terminated after len bytes */
	size_t		 len;
};

struct list {
	struct datum	*items;
	size_t		 count;
	size_t		 room;		/* items behind that slice may show */
};

struct moment {
	int64_t		 seconds;	/* since the epoch; year 1 is negative */
	int32_t		 nanoseconds;
	int32_t		 offset;	/* seconds east of UTC */
};

struct datum {
	enum type	 type;
	union {
		int		 b;
		int64_t		 i;
		double		 f;
		struct string	 s;
		struct list	*list;		/* NULL: a nil slice */
		struct map	*map;
		struct moment	*time;
		struct version	*version;
	};
};

struct entry {
	struct string	 key;
	struct datum	 value;
};

/* A map in the order of its keys, which is that of range. */
struct map {
	struct entry	*entries;
	size_t		 count;
	size_t		 room;
};

struct datum	 datum_none(void);
struct datum	 datum_nil(void);
struct datum	 datum_bool(int);
struct datum	 datum_int(int64_t);
struct datum	 datum_int64(int64_t);
struct datum	 datum_float(double);
struct datum	 datum_string(struct string);
struct datum	 datum_list(enum type, struct list *);
struct datum	 datum_strings(struct list *);
struct datum	 datum_map(struct map *);

int		 datum_is_list(const struct datum *);
int		 datum_is_map(const struct datum *);
int		 datum_is_int(const struct datum *);
int		 datum_is_nil(const struct datum *);

/* Items of a list, entries of a map, bytes of a string. */
size_t		 datum_length(const struct datum *);

/* Not the zero value of its type, as if, and, or and not take it. */
int		 datum_truth(const struct datum *);

/* The same, as sprig's empty and default take it. */
int		 datum_empty(const struct datum *);

/* The names of its type ("[]interface {}") and of its kind ("slice"). */
const char	*datum_type(const struct datum *);
const char	*datum_kind(const struct datum *);
const char	*type_name(enum type);

struct string	 string_of(const char *);
int		 string_compare(struct string, struct string);
int		 string_equal(struct string, const char *);

#endif
