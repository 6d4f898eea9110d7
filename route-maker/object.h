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
 * What the containers of this host want of Traefik's names.  An object is
 * what one name stands for ("http/routers/web"); names that differ in case
 * alone are one.  Each container that wants it has a claim on it.  The claim
 * of the container created first owns it; claims of equal meaning share it,
 * and are all servers of a service; others wait.
 */

#ifndef OBJECT_H
#define OBJECT_H

#include <sys/queue.h>
#include <sys/tree.h>

#include <stddef.h>
#include <stdint.h>

#include "hexid.h"
#include "pack.h"
#include "route.h"

struct claim;
SLIST_HEAD(claim_list, claim);

/*
 * Who claims: what decides between containers, changed while the claims are
 * detached, and what it has claimed.
 */
struct claimant {
	struct hexid		 id;
	char			*name;
	int64_t			 created;
	char			*service;	/* its default service's name */
	struct claim_list	 claims;
	int			 merges;	/* kop.merge-lbs */
};

struct object;

/*
 * One for an object and a container: there are many, so it is kept small,
 * and in a splay tree, which needs half the links.
 */
struct claim {
	SPLAY_ENTRY(claim)	 entry;
	SLIST_ENTRY(claim)	 of_claimant;
	struct claimant		*claimant;
	struct object		*object;
	uint64_t		 meaning;
	uint32_t		 keys_len;
	uint32_t		 server_len;
	int16_t			 slot;		/* of its server; -1 none */
	unsigned int		 service : 1;
	unsigned int		 fixed : 1;	/* see struct route */
	unsigned int		 waiting : 1;
	unsigned int		 stale : 1;	/* for the claimant's use */
	unsigned int		 spelt : 1;	/* not as the object's id */
	char			 data[];	/* keys, name if spelt, server */
};
SPLAY_HEAD(claims, claim);

enum object_state {
	OBJECT_CLEAN,		/* redis-writer has it as it is */
	OBJECT_CHANGED,		/* a claim is new, gone or different */
	OBJECT_UNSENT		/* redis-writer is to get it, or its removal */
};

struct object {
	RB_ENTRY(object)	 entry;
	TAILQ_ENTRY(object)	 queue;
	struct claims		 claims;
	const char		*id;		/* folded; behind this struct */
	uint64_t		 sent_digest;
	uint64_t		 turn;		/* when it became unsent */
	uint32_t		 spelling;	/* a digest of the owner's */
	uint8_t			 state;		/* enum object_state */
	uint8_t			 sent;		/* redis-writer has it */
};
RB_HEAD(object_tree, object);
TAILQ_HEAD(object_queue, object);

struct referrer;
RB_HEAD(referrers, referrer);

struct objects {
	struct object_tree	 tree;
	struct object_queue	 changed;
	struct object_queue	 unsent;	/* in the order of turn */
	struct referrers	 referrers;
	uint64_t		 turn;		/* of the newest unsent one */
	size_t			 count;		/* with claims */
	size_t			 waiting;	/* claims that wait */
	int			 merge_equal;	/* as if all had kop.merge-lbs */
	struct pack		 scratch;
};

void	 objects_init(struct objects *);
void	 objects_free(struct objects *);

/*
 * claim_set: makes, or brings up to date, the claimant's claim on what the
 * route names.  Returns it; the same one, untouched, if nothing changed.
 */
struct claim	*claim_set(struct objects *, struct claimant *,
		    const struct route *);
void		 claim_drop(struct objects *, struct claim *);

/* Takes the server away, unless its url is the container's own choice. */
void		 claim_unserve(struct objects *, struct claim *);

/* Around a change of the claimant's name. */
void		 claim_detach(struct objects *, struct claim *);
void		 claim_attach(struct objects *, struct claim *);

/* Finds it; NULL if nobody claims it, and redis-writer has it not. */
struct object	*object_find(struct objects *, const char *id);

/* The first with an id after this one (NULL: of all) that is published. */
struct object	*object_after(struct objects *, const char *id);

/* Whose claim decides; NULL when nobody claims it. */
struct claim	*object_owner(struct object *);

/* As Traefik shall see its name: as the owner spells it. */
const char	*object_name(struct object *);

/* Traefik's order of containers: that of "<service>-<id>". */
int		 claimant_cmp(const struct claimant *, const struct claimant *);

/* As Traefik shall see the object's name. */
const char	*claim_name(const struct claim *);
/* Packed: the keys below the object, keys_len; those of the server. */
const char	*claim_keys(const struct claim *);
const char	*claim_server(const struct claim *);

/* For view.c: puts it in a queue; marks those that refer to it; frees it. */
void		 object_queue(struct objects *, struct object *,
		    enum object_state);
void		 object_referred(struct objects *, const char *id);
void		 object_discard(struct objects *, struct object *);

/* The order of an object's claims, the owner's first. */
int		 claim_cmp(const struct claim *, const struct claim *);

SPLAY_PROTOTYPE(claims, claim, entry, claim_cmp)
RB_PROTOTYPE(object_tree, object, entry, object_cmp)

#endif
