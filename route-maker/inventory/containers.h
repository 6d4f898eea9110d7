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
 * All containers of this host, and their routes.  The cost of a change depends
 * on the container, on those that use its network, and on its claims.
 */

#ifndef ROUTE_MAKER_INVENTORY_CONTAINERS_H
#define ROUTE_MAKER_INVENTORY_CONTAINERS_H

#include <stddef.h>
#include <stdint.h>

#include "common/arena.h"
#include "common/config.h"
#include "common/hexid.h"
#include "route-maker/container/container.h"
#include "route-maker/inventory/admit.h"
#include "route-maker/inventory/bind_check.h"
#include "route-maker/inventory/index.h"
#include "route-maker/inventory/member.h"
#include "route-maker/inventory/unread.h"
#include "route-maker/object/object.h"
#include "route-maker/program/compiled.h"
#include "route-maker/route/needs.h"
#include "route-maker/route/route.h"

struct containers {
	const struct route_maker_conf	*conf;
	const struct program		*program;	/* NULL: no program */
	uint32_t			 listed;	/* the policy_number
							   when the list
							   began */
	uint32_t			 settled;	/* that of all
							   containers */
	struct index			 members;
	struct objects			 objects;
	struct arena			 arena;
	struct admission		 admission;
	struct need_log			 needs;
	struct bind_check		 bind_check;
	struct unread			 unread;
	size_t				 unpublished;	/* of all members */
	uint64_t			 round;
	int				 listing;	/* during a round */
	uint64_t			 pass;		/* over joined
							   containers */
	char				**strays;	/* errors without an
							   id */
	size_t				 nstrays;
	/*
	 * Called for each container that containers_take() gets, with its
	 * labels, even if it has not changed.  May be NULL.
	 */
	void				(*look)(void *arg, struct container *);
	void				*look_arg;
};

/*
 * conf and program must outlive it, or be replaced by containers_configure().
 */
void			 containers_init(struct containers *,
			    const struct route_maker_conf *,
			    const struct program *);
void			 containers_free(struct containers *);

/* The next list decodes each container again. */
void			 containers_configure(struct containers *,
			    const struct route_maker_conf *,
			    const struct program *);

/*
 * containers_take: takes a listed container, and its ownership.  If there are
 * CONTAINER_MAX containers, frees it and logs that.
 */
void			 containers_take(struct containers *,
			    struct container *);

/*
 * containers_is_same: true if the container of that id was read from bytes with
 * this digest (source in struct container), and nothing has changed since.
 * Then the caller need not parse it, and it counts as seen.  Always false while
 * look is set.
 */
int			 containers_is_same(struct containers *,
			    const struct hexid *, uint64_t source);

/*
 * containers_fault: reports a container that cannot be parsed.  Its routes
 * stay.  id is NULL if it is not known; then the name is not used.  The name
 * may be "".
 */
void			 containers_fault(struct containers *,
			    const struct hexid *, const char *name,
			    const char *reason);

/* The container has stopped: removes its routes at once. */
void			 containers_stop(struct containers *,
			    const struct hexid *);
/* The container does not exist any more. */
void			 containers_remove(struct containers *,
			    const struct hexid *);

/* True if the container is known and running. */
int			 containers_runs(struct containers *,
			    const struct hexid *);

/* The list has the container, which does not change. */
void			 containers_seen(struct containers *,
			    const struct hexid *);

/*
 * Calls f for each container that was rejected because of the limits and for
 * which there is room again: the caller asks for it.
 */
void			 containers_recall(struct containers *,
			    void (*f)(void *, const struct hexid *),
			    void *arg);

/*
 * Call these before and after a full list.  Containers that it does not have
 * are removed.
 */
void			 containers_round_begin(struct containers *);
void			 containers_round_end(struct containers *);

/* Containers with at least one claim. */
size_t			 containers_published(struct containers *);
/* The container of that id; NULL if it is not known. */
struct member		*containers_find(struct containers *,
			    const struct hexid *);

/*
 * Reads the settings of the container, which must have its labels, and calls
 * route_make().  Adds the number of services whose port the host does not
 * publish to *unpublished, which may be NULL.  Changes no route.
 */
enum route_verdict	 containers_make(struct containers *, struct decode *,
			    struct container *, struct translation *,
			    struct settings *, struct routes *,
			    unsigned int *unpublished);

/*
 * Steps in the order of ids: the next member, or with NULL the first one; NULL
 * at the end.
 */
struct member		*containers_next(struct containers *,
			    struct member *);

#endif
