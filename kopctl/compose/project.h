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
 * A Compose project: its services after all files were merged (compose-spec,
 * "Merge and override", "Profiles", "Version and name").
 */

#ifndef KOPCTL_COMPOSE_PROJECT_H
#define KOPCTL_COMPOSE_PROJECT_H

#include "kopctl/compose/extends.h"
#include "kopctl/compose/reading.h"

#define PROJECT_SERVICES_MAX	2000
#define PROJECT_REPLICAS_MAX	1000	/* of a service */

struct service {
	struct definition	*d;
	int			 active;	/* it gets containers */
	unsigned int		 replicas;
};

struct project {
	char		*name;
	char		 separator;	/* of the names of containers */
	struct service	*v;
	size_t		 n;
	struct entries	 networks;	/* key -> name of the network */
	struct entries	 external;	/* key, for networks that exist */
	struct sources	 sources;
	struct reading	 reading;
};

/*
 * project_init: path is that of the first file; variables come from the file
 * .env beside it.  Errors go to the annotate, also later.
 */
void	 project_init(struct project *, struct annotate *, const char *path);

/* Adds a file with these len bytes, or with its own contents. */
void	 project_add(struct project *, const char *path, const char *text,
	    size_t len);
void	 project_load(struct project *, const char *path);

/* project_merge: merges the files, after all of them were added. */
void	 project_merge(struct project *);

/* The service of that name; NULL if there is none. */
struct service *project_find(const struct project *, const char *name);

void	 project_free(struct project *);

#endif
