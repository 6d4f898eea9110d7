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
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "route-maker/inventory/admit.h"

static struct member *
member_of(struct lodger *l)
{
	return (struct member *)(void *)((char *)l -
	    offsetof(struct member, lodger));
}

/* Older containers come first.  Keeps only the identity of this one. */
static void
leave_out(const struct room *r, struct objects *os, struct member *m)
{
	const struct log_subject	 about = { .container = m->who.name };
	char				**faults, *fault;
	int				 objects = r->few_objects;

	if (asprintf(&fault, "rejected: the containers of this host would "
	    "exceed `limit %s' of kopd.conf, %u; containers that were created "
	    "earlier have priority", objects ? "objects" :
	    "bytes", objects ? r->objects : r->bytes) == -1 ||
	    (faults = calloc(1, sizeof(*faults))) == NULL)
		fatal(NULL);
	if (!member_had_fault(m, fault))
		log_repeat_about("limits", &about, "container %s: %s",
		    m->who.name, fault);
	member_drop_claims(os, m);
	member_free_faults(m->faults, m->nfaults);
	faults[0] = fault;
	m->faults = faults;
	m->nfaults = 1;
	m->warnings = 0;
	m->unreadable = 0;
}

static void
leave(const struct room *r, void *objects, struct lodger *l)
{
	struct member	*m = member_of(l);

	leave_out(r, objects, m);
	member_go_bare(m);
}

/* The cost is that of the claims, and of the other data kept. */
int
admit(struct room *r, struct objects *os, struct member *m,
    const struct faults *faults, const struct budget *claims)
{
	const struct fault	*f;
	struct budget		 cost = *claims;

	cost.bytes += BUDGET_OBJECT +
	    container_compact_size(m->container, m->join != NULL);
	STAILQ_FOREACH(f, faults, entry)
		cost.bytes += budget_pair(f->label == NULL ? 0 :
		    strlen(f->label), strlen(f->reason));
	if (room_take(r, &m->lodger, m->container->created, cost))
		return 1;
	leave_out(r, os, m);
	return 0;
}

void
admit_init(struct room *r, struct objects *os)
{
	room_init(r, leave, os);
}

struct admit_ctx {
	void	(*f)(void *, const struct hexid *);
	void	*arg;
};

static void
recall(void *arg, struct lodger *l)
{
	const struct admit_ctx	*r = arg;

	container_invalidate(member_of(l)->container);
	r->f(r->arg, l->id);
}

void
admit_recall(struct room *room, void (*f)(void *, const struct hexid *),
    void *arg)
{
	struct admit_ctx	r = { f, arg };

	room_recall(room, recall, &r);
}
