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
 * What the rules of a policy ask of an object, read from its keys.
 */

#ifndef POLICY_FACTS_H
#define POLICY_FACTS_H

#include <stddef.h>
#include <stdint.h>

#include "policy/criterion.h"
#include "policy/subnet.h"
#include "policy/set.h"

struct fact_server {
	const char		*host;		/* folded; NULL: not clear */
	struct subnet		 net;		/* family 0: a name */
	uint16_t		 port;		/* 0: not clear */
	enum address_kind	 kind;
};

/* The maximum of servers of one service; more are not clear. */
#define FACT_SERVERS_MAX	16384

struct facts {
	struct arena		*arena;
	const char		*id;		/* "http/routers/web" */
	const char		*name;		/* "web" */
	const char		*family;	/* "http" */
	enum rule_kind		 kind;
	struct set		 hosts;
	struct set		 entry_points;
	struct set		 middlewares;	/* without @docker, @redis */
	struct set		 kinds;		/* of a middleware */
	struct set		 references;	/* names with a provider */
	int			 tls;
	int			 file;		/* a value is a path */
	int			 ranks;		/* has a priority */
	int64_t			 priority;
	struct fact_server	*servers;
	size_t			 nservers;
	size_t			 room;
	int			 many;		/* more than FACT_SERVERS_MAX */

	/*
	 * Not known: a rule that passes may match, and a rule that blocks does
	 * not.  redis-writer applies the rules to a definition and to its
	 * servers apart, because they may be of several containers.
	 */
	int			 no_servers;
	int			 no_definition;	/* references, file */

	const char		*rule;
	const char		*number;	/* the labelled priority */
};

/*
 * facts_begin: begins the facts of an object with that id, which is folded, and
 * that name.  facts_add: takes one key with its value.  facts_server: takes
 * the url or address of a server.  facts_end: finishes them.  All strings must
 * outlive the facts.
 */
void	 facts_begin(struct facts *, struct arena *, const char *id,
	    const char *name);
void	 facts_add(struct facts *, const char *key, const char *value);
void	 facts_server(struct facts *, const char *target, enum address_kind);
void	 facts_end(struct facts *);

#endif
