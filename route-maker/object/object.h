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
 * The names in Traefik that the containers of this host ask for.  An object has
 * one name ("http/routers/web"); case does not matter.  Each container that
 * asks for it has a claim on it.  One claim owns the object (see closure.h).
 * Claims of equal meaning share it, and all of them are servers of a service.
 * The other claims wait.
 */

#ifndef ROUTE_MAKER_OBJECT_OBJECT_H
#define ROUTE_MAKER_OBJECT_OBJECT_H

#include <sys/queue.h>
#include <sys/tree.h>

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "route-maker/base/pack.h"
#include "route-maker/object/claimant.h"
#include "route-maker/object/reserve.h"
#include "route-maker/route/routes.h"

struct object;

/*
 * There is one for each object and container.  Claims are many, so they are
 * small, and in a splay tree, whose links take less memory.
 */
struct claim {
	SPLAY_ENTRY(claim)	 entry;
	LIST_ENTRY(claim)	 of_claimant;
	struct claimant		*claimant;
	struct object		*object;
	uint64_t		 meaning;
	uint32_t		 keys_len;
	uint32_t		 server_len;
	int16_t			 slot;		/* of its server; -1: no slot */
	unsigned int		 service : 1;
	unsigned int		 fixed : 1;	/* see struct route */
	unsigned int		 checks_server : 1;	/* the same */
	unsigned int		 stale : 1;	/* used by the claimant */
	unsigned int		 spelt : 1;	/* the name differs from the
						   id */
	unsigned int		 displaced : 1;	/* by another definition, or by
						   a reservation */
	unsigned int		 blocked : 1;	/* by an object that it refers
						   to */
	unsigned int		 said : 1;	/* the log has it as waiting */
	unsigned int		 noted : 1;	/* for conflict_say() */
	unsigned int		 pool : 1;	/* see struct route */
	unsigned int		 address : 2;	/* the same: enum address_kind */
	unsigned int		 pool_said : 1;	/* the log has it as one with
						   another definition */
	char			 data[];	/* keys, name if spelt,
						   server */
};
SPLAY_HEAD(claims, claim);

enum object_state {
	OBJECT_CLEAN,		/* redis-writer has its state */
	OBJECT_CHANGED,		/* a claim was added, removed or changed */
	OBJECT_DECIDED,		/* its owner is decided */
	OBJECT_UNSENT		/* redis-writer must get it, or its removal */
};

struct object {
	RB_ENTRY(object)	 entry;
	TAILQ_ENTRY(object)	 queue;
	struct claims		 claims;
	struct claim		*owner;		/* NULL: not published */
	const char		*id;		/* folded; after this struct */
	uint64_t		 sent_digest;
	uint32_t		 spelling;	/* a digest of the owner's; 0:
						   no owner */
	uint8_t			 state;		/* enum object_state */
	unsigned int		 sent : 1;	/* redis-writer has it */
	unsigned int		 held : 1;	/* by its owner, from one
						   resolve_settle() to the
						   next */
	unsigned int		 moved : 1;	/* the owner is new and may
						   change again before the end
						   of this resolve_settle() */
	unsigned int		 reserved : 1;
};
RB_HEAD(object_tree, object);
TAILQ_HEAD(object_queue, object);

struct referrer;
RB_HEAD(referrers, referrer);

/* Claims to log. */
struct claim_notes {
	struct claim	**v;
	size_t		  n;
	size_t		  size;
};

/* Which objects the containers of two projects do not share. */
enum apart {
	APART_NONE,
	APART_SERVICES,
	APART_OBJECTS		/* all but stores, whose names are fixed */
};

struct objects {
	struct object_tree	 tree;
	struct object_queue	 changed;
	struct object_queue	 decided;
	struct object_queue	 unsent;
	struct referrers	 referrers;
	struct reservations	 reservations;
	struct claimants	 claimants;	/* for closure_decide() */
	struct claim_notes	 notes;
	size_t			 count;		/* number of those with
						   claims */
	size_t			 waiting;	/* claims that wait */
	int			 merge_equal;	/* as if all claims had
						   kop.merge-lbs */
	enum apart		 apart;
	int			 live;		/* owners stay.  Before all
						   containers are known, only
						   the order decides */
	uint32_t		 reserve;	/* in seconds; 0: no
						   reservations */
	uint64_t		(*clock)(void);	/* in ms, monotonic */
	struct pack		 scratch;
};

void	 objects_init(struct objects *);
void	 objects_free(struct objects *);

/* All containers are known: from the next resolve_settle() on owners stay. */
void	 objects_go_live(struct objects *);

/*
 * claim_set: creates or updates the claimant's claim on the object of the
 * route.  Returns the claim: the same one if nothing has changed.
 */
struct claim	*claim_set(struct objects *, struct claimant *,
		    const struct route *);
void		 claim_drop(struct objects *, struct claim *);

/* Removes the server, unless a label sets its url. */
void		 claim_unserve(struct objects *, struct claim *);

/* Call these before and after a change of a claimant's members that decide. */
void		 claim_detach(struct objects *, struct claim *);
void		 claim_attach(struct objects *, struct claim *);

/*
 * objects_expire: ends the expired reservations; resolve_settle() then gives
 * the names to other claims.  objects_due: ms until the next one expires; -1 if
 * there is none.
 */
void		 objects_expire(struct objects *);
int64_t		 objects_due(struct objects *);

/* The claimant's claim on the object of that id, or NULL. */
struct claim	*claim_find(struct objects *, struct claimant *,
		    const char *id);

/* NULL if it has no claims and redis-writer does not have it. */
struct object	*object_find(struct objects *, const char *id);

/* The next object with claims after this id, or with NULL the first one. */
struct object	*object_after(struct objects *, const char *id);

/* The published claim; NULL if there is none. */
struct claim	*object_owner(const struct object *);

/* The published name, in the owner's spelling. */
const char	*object_name(const struct object *);

/* True if the claim waits: nothing of it is published. */
static inline int
claim_waits(const struct claim *c)
{
	return c->displaced || c->blocked;
}

/*
 * What the project adds to the meaning of a claim, and removes from it, by
 * exclusive or: see apart.h.
 */
static inline uint64_t
claim_part(enum apart apart, const struct claim *c)
{
	if (apart == APART_NONE || (apart == APART_SERVICES && !c->service) ||
	    strncmp(c->object->id, "tls/", 4) == 0)
		return 0;
	return c->claimant->project;
}

/* The object's name in this claim's spelling. */
const char	*claim_name(const struct claim *);
/* Packed pairs: keys_len bytes of keys below the object; keys of the server. */
const char	*claim_keys(const struct claim *);
const char	*claim_server(const struct claim *);

/*
 * For resolve.c and closure.c.  These functions add an object to a queue; queue
 * the objects that refer to it with @docker; free it.
 */
void		 object_queue(struct objects *, struct object *,
		    enum object_state);
void		 object_referred(struct objects *, const char *id);
void		 object_discard(struct objects *, struct object *);

/* For resolve.c: the former owner owns the name again. */
void		 object_unreserve(struct objects *, struct object *);

/*
 * For closure.c.  These functions set the marks of a claim, count the waiting
 * claims, and queue the claimant or the object.
 */
void		 claim_displace(struct objects *, struct claim *, int displaced);
void		 claim_block(struct objects *, struct claim *, int blocked);

/* The order of an object's claims.  The owner's claim is the first. */
int		 claim_cmp(const struct claim *, const struct claim *);

SPLAY_PROTOTYPE(claims, claim, entry, claim_cmp)
RB_PROTOTYPE(object_tree, object, entry, object_cmp)

#endif
