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

/* Variables of a service, as a file sets them. */

#ifndef KOPCTL_COMPOSE_VARIABLES_H
#define KOPCTL_COMPOSE_VARIABLES_H

#include <stddef.h>

#include "kopctl/compose/expand.h"
#include "kopd/conf/conf.h"

#define VARIABLES_BYTES_MAX	(1024 * 1024)
#define VARIABLES_MAX		4096

struct variable {
	unsigned int	 hash;	/* of the name */
	char	*name;
	char	*value;
	char	*place;		/* "file:line: NAME" */
};

/* Variables; each name occurs once. */
struct variables {
	struct variable	*v;
	size_t		 n;
};

/* Sets or replaces one; copies name and value.  -1 if there are too many. */
int	 variables_set(struct variables *, const char *name,
	    const char *value, const char *path, unsigned int line);
/* Returns NULL if there is no such variable. */
const struct variable *variables_find(const struct variables *,
	    const char *name);
/* Wipes the values. */
void	 variables_free(struct variables *);

/*
 * variables_load: reads a file of NAME=VALUE lines, such as Compose's env_file
 * and .env.  Blank lines and lines with a # are ignored; `export' may precede a
 * name.  A value in '' does not change; others are expanded, those in "" after
 * \n, \t, \", \\ and \$.  Errors are reported with their lines.  Returns -1 and
 * sets *why if the file cannot be read.
 */
int	 variables_load(struct variables *, const char *path,
	    struct expand *, struct conf_report *, const char **why);

#endif
