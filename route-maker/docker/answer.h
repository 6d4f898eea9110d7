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

/* Applies Docker's answers: its events, and the elements of its lists. */

#ifndef ROUTE_MAKER_DOCKER_ANSWER_H
#define ROUTE_MAKER_DOCKER_ANSWER_H

#include <stdint.h>

#include "route-maker/base/latency.h"
#include "route-maker/docker/events.h"
#include "route-maker/docker/idset.h"
#include "route-maker/docker/pending.h"
#include "route-maker/docker/split.h"
#include "route-maker/inventory/containers.h"

struct answer {
	struct pending		*pending;
	struct containers	*containers;
	struct latency		*latency;	/* gets the times of the events
						   that took effect; or NULL */
	int			 podman;
	int			 health_listed;	/* the engine's lists have health */
	uint64_t	 since;		/* in ns: the time after the newest
					   event */
	uint64_t	 nevents;
};

/* A list that is being read. */
struct answer_list {
	struct answer	*answer;
	int		 all;		/* a full list; else a list of some
					   containers */
	struct idset	 unhealthy;	/* in answer_unhealthy's list */
};

/* Both must outlive it. */
void	 answer_init(struct answer *, struct pending *, struct containers *);

/* The callbacks for the event stream, with a struct answer. */
extern const struct events_callbacks	answer_events;
/* The callbacks for lists, with a struct answer_list. */
extern const struct split_callbacks	answer_elements;
/* The callbacks for a list of containers whose health check is not healthy. */
extern const struct split_callbacks	answer_unhealthy;

/* These begin a list; drop a list that cannot be used; end a complete list. */
void	 answer_list_begin(struct answer_list *);
void	 answer_list_fail(struct answer_list *);
void	 answer_list_end(struct answer_list *);

/* Asks for the rejected containers for which there is room again. */
void	 answer_recall(struct answer *);

#endif
