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
 * `kopctl explain': how containers and their labels were used.  kopd does not
 * keep labels.  So route-maker requests Docker's list once more, and explain
 * examines each container of that list.
 */

#ifndef ROUTE_MAKER_EXPLAIN_EXPLAIN_H
#define ROUTE_MAKER_EXPLAIN_EXPLAIN_H

#include <sys/queue.h>

#include <event2/event.h>

#include <stddef.h>

#include "common/arena.h"
#include "common/peer.h"
#include "route-maker/docker/engine.h"
#include "route-maker/inventory/containers.h"

/* The maximum of requests at the same time. */
#define EXPLAIN_MAX	4
/* The maximum of containers with all items in one answer about a name. */
#define EXPLAIN_FULL	8
/* The maximum of bytes of one answer. */
#define EXPLAIN_BYTES	((size_t)32 * 1024 * 1024)
/* Seconds in which Docker must answer; kopd waits longer. */
#define EXPLAIN_SECONDS	3

struct question;
STAILQ_HEAD(questions, question);

struct explain {
	struct event_base	*base;
	struct peer		*parent;	/* sends the requests, gets the
						   answers */
	struct containers		*containers;
	struct engine		*engine;
	struct questions	 questions;
	size_t			 count;
	struct arena		 arena;
};

/* The caller keeps the arguments.  They must outlive explain. */
void	 explain_init(struct explain *, struct event_base *,
	    struct peer *parent, struct containers *, struct engine *);

/* PARENT_EXPLAIN: as in struct dispatch. */
int	 explain_ask(struct explain *, struct msg *);

/* Docker may have answered: answers the requests that are complete. */
void	 explain_check(struct explain *);

/* The parent has room again. */
void	 explain_resume(struct explain *);

#endif
