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

/* What one compose file says of a service: the keys that matter to routes. */

#ifndef KOPCTL_COMPOSE_DEFINITION_H
#define KOPCTL_COMPOSE_DEFINITION_H

#include "kopctl/compose/reading.h"

enum part {
	PART_LABELS,
	PART_LABEL_FILES,	/* the key is the path */
	PART_PORTS,
	PART_EXPOSED,
	PART_NETWORKS,		/* the key is that of the network */
	PART_IP4,		/* the key, too; the value is an address */
	PART_IP6,
	PART_PROFILES,
	PART_MODE,		/* network_mode; a string as the following */
	PART_NAME,		/* container_name */
	PART_IMAGE,
	PART_SCALE,
	PART_REPLICAS,		/* of deploy */
	PARTS
};

struct definition {
	char		*name;		/* of the service */
	struct place	 at;
	int		 removed;	/* by !reset */
	int		 replaced;	/* by !override: nothing before stays */
	unsigned int	 cleared;	/* bits of parts whose values before are
					   removed */
	struct entries	 part[PARTS];
};

/*
 * definition_read: reads a service: its key and its value.  Errors are
 * reported; the result, to be freed, is not NULL.  `extends' is not read.
 */
struct definition *definition_read(struct reading *,
	    const struct yaml_node *key, const struct yaml_node *);

/*
 * definition_merge: merges a later definition of the service into one, by
 * Compose's rules (compose-spec, "Merge and override").
 */
void	 definition_merge(struct definition *, const struct definition *over,
	    struct quota *);

void	 definition_free(struct definition *);

#endif
