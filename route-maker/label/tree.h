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
 * A container's labels as a tree of Traefik's fields. route/ adds to it (a
 * default router, servers).  Then each object is expressed as keys.
 */

#ifndef ROUTE_MAKER_LABEL_TREE_H
#define ROUTE_MAKER_LABEL_TREE_H

#include <sys/queue.h>

#include "route-maker/base/decode.h"
#include "traefik/field.h"

TAILQ_HEAD(nodes, node);

struct node {
	TAILQ_ENTRY(node)	 entry;
	struct node		*parent;	/* NULL: root */
	struct nodes		 children;	/* in the order of the labels */
	const struct field	*field;		/* NULL below FIELD_FREE */
	const char		*name;		/* entry of a map: as written */
	const char		*value;		/* canonical, or NULL */
	const char		*label;		/* that set it; NULL: no
						   label */
	uint32_t		 hash;		/* of the folded name */
	uint8_t			 off;		/* disabled by `false' */
	uint8_t			 address;	/* of a service: whose its
						   server's is, as enum
						   address_kind */
	uint8_t			 apart;		/* definitions are equal even if
						   they differ in it, as for a
						   field with FIELD_APART */
};

/* An empty tree: `traefik' without children. */
struct node	*node_root(struct arena *);

/* Appends a child; the name is copied.  parent NULL: a root. */
struct node	*node_new(struct arena *, struct node *parent, const char *name,
		    size_t len, uint32_t hash);

/* The child with that name (case does not matter), or NULL. */
struct node	*node_child(const struct node *, const char *name);
/*
 * The same.  Appends the child if it is missing.  NULL: the field is unknown.
 */
struct node	*node_add(struct arena *, struct node *, const char *name);
void		 node_remove(struct node *);

/*
 * The node of a canonical path with '/' between its steps: "http/routers",
 * "loadBalancer/servers".  Not for names from labels, because they may have a
 * '/'.
 */
struct node	*node_find(const struct node *, const char *path);
struct node	*node_make(struct arena *, struct node *, const char *path);

/* The canonical value at that path, or NULL. */
const char	*node_value(const struct node *, const char *path);
/* Sets the value; path and value are not copied. */
void		 node_set(struct arena *, struct node *, const char *path,
		    const char *value);

/* A label of the node or of a descendant; NULL if there is none. */
const char	*node_label(const struct node *);

/* Calls trace() for each label of the node or of a descendant. */
void		 node_trace(struct trace *, enum trace_kind,
		    const struct node *, const char *, ...)
		    __attribute__((__format__ (printf, 4, 5)));

/* True if there is a child that is not off. */
int		 node_has_children(const struct node *);

struct pair {
	const char	*key;		/* below the object: "tls/certResolver" */
	const char	*value;		/* never empty */
	const char	*label;		/* that set it, or NULL */
};

struct pairs {
	struct pair	*list;		/* sorted by key; "" is the object itself */
	size_t		 count;
};

/*
 * EXPRESS_KEYS: the keys for Redis.
 * EXPRESS_MEANING: the same without defaults, without zero values, and without
 * members that may differ between containers (FIELD_APART, apart).  If Traefik
 * finds two objects equal, their pairs are equal.  Not for Redis.
 */
enum express {
	EXPRESS_KEYS,
	EXPRESS_MEANING
};

/*
 * Expresses an object as keys: a router, service, middleware, model or store.
 * Returns 0 with pairs from the arena.  Without pairs nothing of the object is
 * published.  If Redis cannot store a label, returns -1 with an error.  With
 * `lossy labels' this is a warning, and only that label is ignored.
 */
int	node_express(struct decode *, const struct node *, enum express,
	    struct pairs *);

/*
 * Returns 0.  Returns -1 with an error (with `lossy labels': a warning) if no
 * key can have the name: see traefik/step.h.
 */
int	name_check(struct decode *, const char *name, const char *label);

/* True if both have the same pairs. */
int	pairs_equal(const struct pairs *, const struct pairs *);

#endif
