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
 * A YAML document of options, and their values as strings and booleans.
 * Errors are reported with their place.
 */

#ifndef KOPD_CONF_DOCUMENT_H
#define KOPD_CONF_DOCUMENT_H

#include "kopd/conf/conf.h"
#include "kopd/conf/yaml.h"

struct document {
	struct kopd_conf	*conf;
	struct conf_report	*report;
	const char		*name;		/* for errors */
	int			 over;		/* see conf_place */
};

struct yaml_option;

typedef void	take_fn(const struct document *, const struct yaml_option *,
		    const struct yaml_node *);

struct yaml_option {
	const char	*name;
	take_fn		*take;		/* of a value that is not null */
	enum setting	 set;		/* SET_MAX: no setting */
};

/* The place of a node, as "name:line:column", and as a conf_place; static. */
const char	*document_origin(const struct document *,
		    const struct yaml_node *);
const struct conf_place *document_place(const struct document *,
		    const struct yaml_node *);

/* The kind of a node, for errors: "a list". */
const char	*document_kind(const struct yaml_node *);

/* The value of a key of a mapping, in upper or lower case; NULL: none. */
const struct yaml_node *document_find(const struct yaml_node *,
		    const char *key);

/* option_text: a scalar as a string; reports others and returns NULL. */
const char	*option_text(const struct document *,
		    const struct yaml_option *, const struct yaml_node *);

/* option_bool: 1 or 0, as YAML 1.1 or Go; reports others and returns -1. */
int		 option_bool(const struct document *,
		    const struct yaml_option *, const struct yaml_node *);

/* options_are: true for a mapping; reports other nodes. */
int		 options_are(const struct document *, const char *name,
		    const struct yaml_node *);

/*
 * options_take: takes each option of a mapping, by a table that ends with a
 * name of NULL.  A name that is not in the table is an error, unless others is
 * set.
 */
void		 options_take(const struct document *,
		    const struct yaml_option *, const struct yaml_node *,
		    int others);

#endif
