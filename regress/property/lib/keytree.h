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

/* Keys as the tree of names that Traefik makes of them; for tests alone. */

#ifndef REGRESS_PROPERTY_LIB_KEYTREE_H
#define REGRESS_PROPERTY_LIB_KEYTREE_H

#include <stddef.h>

struct key {
	char		*name;
	char		*value;		/* NULL: only a parent */
	struct key	*parent;	/* NULL: the root */
	struct key	*first;
	struct key	*next;
};

struct key	*keytree_new(void);
void		 keytree_free(struct key *);

/* NULL, or what is wrong: a key twice, names that differ in case alone. */
const char	*keytree_add(struct key *root, const char *path,
		    const char *value);

/* The child of exactly that name; NULL. */
struct key	*keytree_child(const struct key *, const char *name, size_t);

/* Down a path of names parted by '/'; NULL where there is none. */
struct key	*keytree_find(const struct key *, const char *path);

/* "http/routers/web", cut to the size. */
void		 keytree_path(const struct key *, char *, size_t);

#endif
