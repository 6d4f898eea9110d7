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

/* The compose files of a project, and services that extend others. */

#ifndef KOPCTL_COMPOSE_EXTENDS_H
#define KOPCTL_COMPOSE_EXTENDS_H

#include "kopctl/compose/definition.h"

#define SOURCES_MAX	64
#define EXTENDS_MAX	16	/* services that extend each other, in a row */

/* The files of the command line, then those that extends names. */
struct sources {
	struct source	*v[SOURCES_MAX];
	size_t		 n;
};

/*
 * sources_add: reads a compose file of len bytes; base as in struct source.
 * Returns NULL after an error was reported.
 */
struct source	*sources_add(struct sources *, struct reading *,
		    const char *path, const char *base, const char *text,
		    size_t len);

/*
 * The same for the contents of the file at path; at is the node that names the
 * file, or NULL.
 */
struct source	*sources_load(struct sources *, struct reading *,
		    const char *path, const char *base,
		    const struct yaml_node *at);
void		 sources_free(struct sources *);

/* The mapping `services' of a file; NULL after an error was reported. */
const struct yaml_node *source_services(struct reading *,
		    const struct source *);

/*
 * extends_read: the i-th service of r->source, merged with what it extends; to
 * be freed.
 */
struct definition *extends_read(struct sources *, struct reading *,
		    const struct yaml_node *services, size_t i);

#endif
