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
 * The values of one key of a service, each with its place: labels, ports,
 * networks and so on.  A string, such as `container_name', is a single entry
 * with the key "".
 */

#ifndef KOPCTL_COMPOSE_ENTRIES_H
#define KOPCTL_COMPOSE_ENTRIES_H

#include <stddef.h>
#include <stdint.h>

#include "kopctl/annotate.h"

/* Of all services together, so that copies of them are bounded. */
#define ENTRIES_MAX		200000
#define ENTRIES_BYTES_MAX	(32 * 1024 * 1024)

/*
 * Of one list, because each new entry is compared with all others.  A container
 * with more ports is larger than route-maker accepts.
 */
#define ENTRIES_LIST_MAX	20000

struct quota {
	size_t	 entries;
	size_t	 bytes;
	int	 exceeded;
};

/* For a port, the key is the port as a string; value is its host address. */
struct entry {
	char		*key;
	char		*value;
	struct place	 at;
	int		 removed;	/* by !reset; only the key counts */
	uint16_t	 host;		/* port of the host; 0: any */
	uint16_t	 host_last;	/* the last one of a range, or host */
	uint16_t	 own;		/* port of the container */
	const char	*protocol;	/* of a port: "tcp", "udp", "sctp" */
};

struct entries {
	struct entry	*v;
	size_t		 n;
};

/*
 * entries_set: copies an entry, which replaces one with the same key.  If that
 * exceeds the quota, or the list is full, it is noted in the quota, and nothing
 * is copied.
 */
void	 entries_set(struct entries *, const struct entry *, struct quota *);

/* The same for key and value alone. */
void	 entries_put(struct entries *, const char *key, const char *value,
	    const struct place *, struct quota *);

/*
 * entries_merge: the entries of `over' replace those with the same key, and
 * others are appended: Compose's rule for mappings and for unique resources.
 * Entries that `over' removes are dropped.
 */
void	 entries_merge(struct entries *, const struct entries *over,
	    struct quota *);

/* The entry of that key; NULL if there is none, or it is removed. */
const struct entry *entries_find(const struct entries *, const char *key);

/* The only value of a string; NULL if it is not set. */
const struct entry *entries_only(const struct entries *);

void	 entries_free(struct entries *);

#endif
