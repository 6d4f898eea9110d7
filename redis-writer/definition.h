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
 * An object's definition: its keys and values as they come from route-maker,
 * and the packed form in which Redis keeps it (view.lua reads it).
 */

#ifndef REDIS_WRITER_DEFINITION_H
#define REDIS_WRITER_DEFINITION_H

#include "common/bounds.h"
#include "redis-writer/msgpack.h"

struct definition;

/*
 * id, name and the name of the container are copied; merge: servers may be
 * shared with other hosts.
 */
struct definition	*definition_new(const char *id, const char *name,
			    const char *container, int merge);
void			 definition_free(struct definition *);
const char		*definition_id(const struct definition *);
/* Keys, without those that the root has of itself. */
size_t			 definition_count(const struct definition *);

/* What it costs, by budget.h, with the keys that were added. */
size_t			 definition_cost(const struct definition *);

/*
 * Adds a key below the object ("" is the object itself) with its value; both
 * are copied.  Returns NULL, or what is wrong with it: too much in all.
 */
const char		*definition_add(struct definition *, const void *key,
			    size_t key_len, const void *value, size_t value_len);

/*
 * Packs [name, frame, servers, merge, references, container], the same bytes
 * for the same keys in whichever order they came.  Returns NULL, or what is wrong: a duplicate key,
 * a server's slot out of range.
 */
const char		*definition_pack(struct definition *, struct msgpack *);

/* What a packed definition says, for people: texts in it, without a NUL. */
struct text {
	const char	*s;
	size_t		 len;
};

struct outline {
	struct text	 name;		/* "http/routers/web" */
	struct text	 container;
	struct text	 rule;		/* s is NULL where there is none */
	struct text	 service;	/* the same: as a router has it */
	struct text	 server;	/* the same: url or address of the first */
	size_t		 servers;
};

/* Returns 0, or -1 for what is no packed definition. */
int			 definition_outline(const void *blob, size_t len,
			    struct outline *);

/*
 * definition_references: calls f for the id of each object that a packed
 * definition names.  What is no packed definition names none.
 */
void			 definition_references(const void *blob, size_t len,
			    void (*f)(const char *id, void *), void *arg);

#endif
