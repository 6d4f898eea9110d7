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
 * A YAML document as a tree.  Whatever the bytes are, time and memory are
 * bounded: the ceilings hold for the document as it would be with each alias
 * written out, although it is not.
 */

#ifndef KOPD_CONF_YAML_H
#define KOPD_CONF_YAML_H

#include <stddef.h>

#define YAML_BYTES_MAX	(1024 * 1024)
#define YAML_DEPTH_MAX	32		/* collections in each other */
#define YAML_NODES_MAX	20000

enum yaml_kind {
	YAML_SCALAR,
	YAML_SEQUENCE,
	YAML_MAPPING
};

/*
 * An alias is the very node that it names, and has its place.  Keys are
 * scalars and differ; merge keys (<<) are merged.
 */
struct yaml_node {
	enum yaml_kind		  kind;
	unsigned int		  line;		/* where it begins, from 1 */
	unsigned int		  column;	/* characters, from 1 */
	const char		 *tag;		/* in full, or NULL */
	const char		 *text;		/* of a scalar; has no NUL */
	int			  plain;	/* has neither quotes nor a tag */
	size_t			  n;		/* items or pairs */
	struct yaml_node	**keys;		/* of a mapping */
	struct yaml_node	**values;	/* or the items of a sequence */
};

struct yaml_fault {
	unsigned int	 line;
	unsigned int	 column;
	char		 why[160];
};

struct yaml;

/*
 * yaml_read: the one document in len bytes, to be freed.  NULL when there
 * is none, or anything is wrong with it, and says where and why in *fault;
 * nothing of a scalar is repeated there.  Out of memory is fatal().
 */
struct yaml	*yaml_read(const char *text, size_t len, struct yaml_fault *);

/* Frees it, its strings wiped; NULL is allowed. */
void	 yaml_close(struct yaml *);

/* Never NULL; lives as long as the document, as all nodes do. */
const struct yaml_node	*yaml_root(const struct yaml *);

/* yaml_find: the value of that key in a mapping; else NULL. */
const struct yaml_node	*yaml_find(const struct yaml_node *, const char *key);

/* True for a plain scalar that is empty, ~ or null. */
int	 yaml_is_null(const struct yaml_node *);

#endif
