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
 * route-maker turns Docker's bytes into labels, and labels into routes.  It has
 * no files, no network access and no secrets: it only computes.
 */

#ifndef ROUTE_MAKER_ROUTE_MAKER_H
#define ROUTE_MAKER_ROUTE_MAKER_H

#include <sys/queue.h>

#include "common/config.h"
#include "common/peer.h"
#include "route-maker/docker/engine.h"
#include "route-maker/explain/explain.h"
#include "route-maker/inventory/containers.h"
#include "route-maker/program/compiled.h"
#include "route-maker/publish.h"

/* What a listing has of each object. */
enum listing_kind {
	LISTING_KEYS,			/* `kopctl show routes' */
	LISTING_TABLE,			/* its table */
	LISTING_AUDIT,			/* `kopctl audit' */
	LISTING_RULES			/* its option -p */
};

/* An answer that is sent while the parent has room. */
struct listing {
	STAILQ_ENTRY(listing)	 entry;
	uint32_t		 id;		/* of kopctl's request */
	enum listing_kind	 kind;
	char			*after;		/* the last object sent; NULL:
						   none */
	size_t			 done;		/* number of sent keys, or
						   claims, of the next object */
};

struct route_maker {
	struct event_base	*base;
	struct peer		*parent;
	struct peer		*writer;	/* NULL: disconnected */
	struct route_maker_conf	*conf;
	struct program		*program;	/* compiled from conf */
	struct containers		 containers;
	struct engine		 engine;
	struct publish		 publish;
	STAILQ_HEAD(, listing)	 listings;
	struct explain		 explain;
	struct peer		*held;		/* docker-reader, if no
						   request is permitted yet;
						   else NULL */
};

/*
 * config.c: compiles the default rule and the constraints of conf.  Returns 0
 * with a program.  Returns -1 after sending kopd the reason for the rejection.
 */
int	 config_validate(struct route_maker *, const struct route_maker_conf *,
	    struct program **);
int	 on_conf_end(struct peer *, struct msg *);
int	 on_bind(struct peer *, struct msg *);

/*
 * config_begin: starts requests to Docker through this peer, when there is an
 * address to publish.  Before that, nothing is published, and nothing is
 * removed.
 */
void	 config_begin(struct route_maker *, struct peer *);

/* status.c */
int	 on_status(struct peer *, struct msg *);
int	 on_health(struct peer *, struct msg *);
int	 on_routes(struct peer *, struct msg *);
int	 on_table(struct peer *, struct msg *);
int	 on_audit(struct peer *, struct msg *);
/* The parent has room again. */
void	 status_resume(struct route_maker *);

/* metrics.c */
int	 on_metrics(struct peer *, struct msg *);

/*
 * tell.c: sends an item of a listing, also if the queue is full: for an object
 * with few of them.
 */
void	 listing_tell(struct route_maker *, uint32_t id, unsigned int depth,
	    const char *name, const char *value);

/*
 * table.c: sends what the table of routers needs of the object, from *done on,
 * which counts what is sent.  Returns 1 if that is all; 0 if the parent has no
 * room.
 */
int	 table_object(struct route_maker *, uint32_t id, struct object *,
	    size_t *done);

/*
 * audit.c: the same for `kopctl audit': each claim with what it refers to, or
 * with the rules of a policy that passes it.
 */
int	 audit_object(struct route_maker *, uint32_t id, struct object *,
	    size_t *done, int rules);

/* sandbox.c: returns the result of confine(). */
const char	*sandbox_enter(const struct route_maker_conf *);

#endif
