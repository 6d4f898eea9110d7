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
 * A second reader of the field table (traefik/fields.tsv, which has its
 * own description), for tests alone: shares nothing with route-maker.
 */

#ifndef REGRESS_PROPERTY_LIB_TABLE_H
#define REGRESS_PROPERTY_LIB_TABLE_H

#include <stddef.h>

struct row {
	char		*name;		/* the path's last step */
	char		*path;		/* all of it, steps parted by dots */
	char		*type;
	char		*flags;
	long		 since2;	/* as table_version(); 0: none */
	long		 since3;
	long		 last;		/* 0: no end */
	struct row	*parent;	/* NULL: the root */
	struct row	*first;		/* child */
	struct row	*next;		/* of the same parent */
};

/* Prints why and exits where the file is no table.  Kept for good. */
struct row	*table_read(const char *path);

/* "3.7" and "3.7.9" as numbers that compare as the versions do; -1. */
long		 table_version(const char *);

/* True when that version of Traefik has the row. */
int		 table_has(const struct row *, long version);

int		 table_flag(const struct row *, const char *flag);

/* The child of that name, or the one that takes any name; NULL. */
const struct row *table_child(const struct row *, const char *name);

/* "<name>" or "[n]": stands for any name, or any index. */
int		 table_is_any(const struct row *);

#endif
