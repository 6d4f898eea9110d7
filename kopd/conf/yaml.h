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
 * A YAML document as a tree.  For any bytes, time and memory are bounded.  The
 * limits count the nodes of an alias as often as it occurs, although the tree
 * has these nodes only once.
 */

#ifndef KOPD_CONF_YAML_H
#define KOPD_CONF_YAML_H

#include <stddef.h>

#define YAML_BYTES_MAX	(1024 * 1024)
#define YAML_DEPTH_MAX	32		/* nested collections */
#define YAML_NODES_MAX	20000

enum yaml_kind {
	YAML_SCALAR,
	YAML_SEQUENCE,
	YAML_MAPPING
};

/*
 * An alias is the node that it refers to, with the line and column of that
 * node.  Keys are scalars and differ; merge keys (<<) are merged.
 */
struct yaml_node {
	enum yaml_kind		  kind;
	unsigned int		  line;		/* of its start, from 1 */
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
 * yaml_read: the only document in len bytes, to be freed.  Returns NULL if
 * there is no document or if it is malformed, and fills the last argument with
 * the place and the reason, which repeats nothing of a scalar.  Out of memory
 * is fatal().
 */
struct yaml	*yaml_read(const char *text, size_t len, struct yaml_fault *);

/* Wipes the strings and frees the document; NULL is allowed. */
void	 yaml_close(struct yaml *);

/* Never NULL.  All nodes are valid as long as the document. */
const struct yaml_node	*yaml_root(const struct yaml *);

/* yaml_find: the value of that key in a mapping, or NULL. */
const struct yaml_node	*yaml_find(const struct yaml_node *, const char *key);

/* True for a plain scalar that is empty, ~ or null. */
int	 yaml_is_null(const struct yaml_node *);

#endif
