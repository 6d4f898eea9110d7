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
 * One part of a rule of Traefik 1, such as "Host:a.example,b.example".  For
 * v1_rule.c and v1_path.c only.
 */

#ifndef ROUTE_MAKER_TRANSLATE_V1_MATCHER_H
#define ROUTE_MAKER_TRANSLATE_V1_MATCHER_H

#include <stddef.h>

#include "common/bounds.h"
#include "route-maker/translate/made.h"
#include "route-maker/translate/v1_modifiers.h"
#include "route-maker/translate/words.h"

struct v1_matcher;

struct v1_part_ctx {
	struct made		*made;
	struct arena		*arena;
	const char		*label;
	const struct v1_matcher	*matcher;
	struct words		 args;		/* at least one */
	struct v1_rule		*rule;		/* gets the modifiers */
	char			 text[V1_RULE_MAX + 1];	/* for Traefik 3 */
	size_t			 len;
	char			 whole[2 * V1_RULE_MAX + 16];	/* all parts */
	size_t			 whole_len;
	size_t			 count;		/* of its alternatives */
	int			 failed;
	int			*slash_said;	/* see v1_path.h */
};

/* A name in rules.  make returns -1 with an error, else 0. */
struct v1_matcher {
	const char	*name;
	int		(*make)(struct v1_part_ctx *);
	unsigned int	 flags;
};

/* The flags of a path. */
#define PATH_EXACT	0x1
#define PATH_STRIP	0x2		/* removes prefixes */
#define PATH_REGEX	0x4		/* removes expressions */

/* Adds an error that names the part; returns -1. */
int	 v1_part_fault(struct v1_part_ctx *, const char *, ...)
	    __attribute__((__format__ (printf, 2, 3)));

/*
 * v1_alternative: adds "|| NAME(`value`)"; of pairs, v1_pair() adds
 * "&& NAME(`key`, `value`)".  v1_expression() first checks that the value is a
 * regular expression of Go.  All return -1 with an error.
 */
int	 v1_alternative(struct v1_part_ctx *, const char *name,
	    const char *value);
int	 v1_expression(struct v1_part_ctx *, const char *name,
	    const char *value);
int	 v1_pair(struct v1_part_ctx *, const char *name, const char *key,
	    const char *value);

/* Returns 0 if the value is a regular expression of Go, else -1. */
int	 v1_compiles(struct v1_part_ctx *, const char *value);

#endif
