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

/* A compose file that is being read: shared by the parts of compose_read(). */

#ifndef KOPCTL_MIGRATE_COMPOSING_H
#define KOPCTL_MIGRATE_COMPOSING_H

#include "kopctl/compose/expand.h"
#include "kopctl/compose/variables.h"
#include "kopctl/migrate/service.h"
#include "kopd/conf/conf.h"
#include "kopd/conf/yaml.h"

struct compose {
	const char		*path;
	const struct yaml_node	*root;
	const struct yaml_node	*at;		/* what is being read */
	struct variables	 beside;	/* .env */
	struct compose_service	*service;
	struct variables	*out;		/* of the service */
	struct conf_report	*report;
	struct expand		 expand;
};

/* Sets up expand with beside_get(). */
void	 compose_init(struct compose *);

/* Reports an error, with file and line. */
void	 compose_fault(struct compose *, const struct yaml_node *,
	    const char *, ...) __attribute__((__format__ (printf, 3, 4)));

/*
 * The string of a scalar, expanded, to be freed; NULL after an error was
 * reported.
 */
char	*compose_scalar(struct compose *, const struct yaml_node *,
	    const char *what);

/* A member of a mapping; NULL also if the node is not a mapping. */
const struct yaml_node *compose_member(const struct yaml_node *,
	    const char *name);

#endif
