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

/* Variables that a file gives to a service. */

#ifndef KOPCTL_MIGRATE_VARIABLES_H
#define KOPCTL_MIGRATE_VARIABLES_H

#include <stddef.h>

#include "kopctl/migrate/expand.h"
#include "kopd/conf/conf.h"

#define VARIABLES_BYTES_MAX	(1024 * 1024)
#define VARIABLES_MAX		4096

struct variable {
	char	*name;
	char	*value;
	char	*place;		/* "file:line: NAME" */
};

/* Each name is there once. */
struct variables {
	struct variable	*v;
	size_t		 n;
};

/* Sets or replaces one; copies name and value.  -1 when there are too many. */
int	 variables_set(struct variables *, const char *name,
	    const char *value, const char *path, unsigned int line);
/* NULL when it is not there. */
const struct variable *variables_find(const struct variables *,
	    const char *name);
/* Values are wiped. */
void	 variables_free(struct variables *);

/*
 * variables_load: a file of NAME=VALUE lines, as Compose's env_file and .env
 * are.  Blank lines and those with a # are ignored, `export' may be before a
 * name; a value in '' is as it is, others are expanded, those in "" after \n,
 * \t, \", \\ and \$ were.  Errors are reported with their lines. -1 and *why
 * when it cannot be read at all.
 */
int	 variables_load(struct variables *, const char *path,
	    struct expand *, struct conf_report *, const char **why);

#endif
