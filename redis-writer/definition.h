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
 * An object's definition: its keys and values as route-maker sends them, and
 * the packed form that Redis stores.  definition.lua reads the packed form.
 */

#ifndef REDIS_WRITER_DEFINITION_H
#define REDIS_WRITER_DEFINITION_H

#include "common/bounds.h"
#include "redis-writer/msgpack.h"

struct definition;

/*
 * Copies id, name and the name of the container.  With merge, hosts may share
 * the servers of the object.
 */
struct definition	*definition_new(const char *id, const char *name,
			    const char *container, int merge);
void			 definition_free(struct definition *);
const char		*definition_id(const struct definition *);
/* Returns the number of keys, without the root's own ones. */
size_t			 definition_count(const struct definition *);

/* Returns the cost, as budget.h counts it, of the definition with its keys. */
size_t			 definition_cost(const struct definition *);

/*
 * Adds a key below the object ("" is the object itself) with its value.
 * Copies both.  Returns NULL, or the error: the definition is too large.
 */
const char		*definition_add(struct definition *, const void *key,
			    size_t key_len, const void *value, size_t value_len);

/*
 * Packs [name, frame, servers, merge, references, container].  The order in
 * which the keys were added does not change the bytes.  Returns NULL, or the
 * error: a duplicate key, or a server's slot out of range.
 */
const char		*definition_pack(struct definition *, struct msgpack *);

/*
 * The part of a packed definition that an operator sees: strings within it,
 * without a NUL.
 */
struct text {
	const char	*s;
	size_t		 len;
};

struct outline {
	struct text	 name;		/* "http/routers/web" */
	struct text	 container;
	struct text	 rule;		/* s is NULL if it has none */
	struct text	 service;	/* the same: of a router */
	struct text	 server;	/* the same: first url or address */
	size_t		 servers;
};

/* Returns 0, or -1 if that is not a packed definition. */
int			 definition_outline(const void *blob, size_t len,
			    struct outline *);

/*
 * definition_servers: calls f with the url or address of each server of a
 * packed definition.  Calls nothing if that is not a packed definition.
 */
void			 definition_servers(const void *blob, size_t len,
			    void (*f)(const struct text *, void *), void *arg);

/*
 * definition_references: calls f with the id of each object that a packed
 * definition refers to.  Calls nothing if that is not a packed definition.
 */
void			 definition_references(const void *blob, size_t len,
			    void (*f)(const char *id, void *), void *arg);

#endif
