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
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/xstrdup.h"
#include "route-maker/inventory/admit.h"

static struct member *
of_lodger(struct lodger *l)
{
	return (struct member *)(void *)((char *)l -
	    offsetof(struct member, lodger));
}

static struct member *
of_tenant(struct tenant *t)
{
	return (struct member *)(void *)((char *)t -
	    offsetof(struct member, tenant));
}

/* The error is the only one of the container from now on. */
static void
reject(struct admission *a, struct member *m, const char *topic, char *fault)
{
	const struct log_subject	 about = { .container = m->who.name };
	char				**faults;

	if ((faults = calloc(1, sizeof(*faults))) == NULL)
		fatal(NULL);
	if (!member_had_fault(m, fault))
		log_repeat_about(topic, &about, "container %s: %s",
		    m->who.name, fault);
	member_drop_claims(a->objects, m);
	member_free_faults(m->faults, m->nfaults);
	faults[0] = fault;
	m->faults = faults;
	m->nfaults = 1;
	m->warnings = 0;
	m->unreadable = 0;
}

/* Older containers come first.  Keeps only the identity of this one. */
static void
leave_room(struct admission *a, struct member *m)
{
	const struct room	*r = &a->room;
	char			*fault;
	int			 objects = r->few_objects;

	if (asprintf(&fault, "rejected: the containers of this host would "
	    "exceed `limit %s' of kopd.conf, %u; containers that were created "
	    "earlier have priority", objects ? "objects" :
	    "bytes", objects ? r->objects : r->bytes) == -1)
		fatal(NULL);
	admit_drop_limits(a, m);
	reject(a, m, "limits", fault);
}

static void
on_leave_room(const struct room *r, void *arg, struct lodger *l)
{
	struct member	*m = of_lodger(l);

	(void)r;
	leave_room(arg, m);
	member_go_bare(m);
}

static char *
excess_text(const struct excess *e)
{
	struct arena	 a = ARENA_INITIALIZER;
	char		*text;

	if (asprintf(&text, "blocked by %s: limit %s: the other containers "
	    "of this rule have %" PRIu64 ", and this one has %" PRIu64,
	    e->rule->place, rule_bound(&a, e->rule, e->objects), e->others,
	    e->own) == -1)
		fatal(NULL);
	arena_free(&a);
	return text;
}

/* The container stays in the room, with what is kept of it. */
static void
on_leave_limits(void *arg, struct tenant *t, const struct excess *e)
{
	struct admission	*a = arg;
	struct member		*m = of_tenant(t);
	struct budget		 rest = m->lodger.cost;

	free(m->limited);
	m->limited = excess_text(e);
	m->blocked = 1;
	rest.objects -= m->claimed.objects;
	rest.bytes -= m->claimed.bytes;
	reject(a, m, "limits of origins", xstrdup(m->limited));
	if (m->lodger.place == ROOM_IN)
		(void)room_take(&a->room, &m->lodger, m->lodger.created, rest);
}

void
admit_init(struct admission *a, struct objects *os)
{
	room_init(&a->room, on_leave_room, a);
	limits_init(&a->limits, on_leave_limits, a);
	a->objects = os;
}

/* What was published before does not leave for later containers. */
const char *
admit_limits(struct admission *a, struct member *m, const size_t *which,
    size_t n, const struct budget *claims)
{
	struct excess	 e;
	int		 held = a->objects->live &&
			    !LIST_EMPTY(&m->who.claims);

	free(m->limited);
	m->limited = NULL;
	if (!limits_take(&a->limits, &m->tenant, m->container->created,
	    *claims, held, which, n, &e))
		m->limited = excess_text(&e);
	return m->limited;
}

void
admit_drop_limits(struct admission *a, struct member *m)
{
	limits_drop(&a->limits, &m->tenant);
	free(m->limited);
	m->limited = NULL;
}

/* The cost is that of the claims, and of the other data kept. */
int
admit(struct admission *a, struct member *m, const struct faults *faults,
    const struct budget *claims)
{
	const struct fault	*f;
	struct budget		 cost = *claims;

	cost.bytes += BUDGET_OBJECT + m->tenant.n * sizeof(struct stake) +
	    container_compact_size(m->container, m->join != NULL);
	STAILQ_FOREACH(f, faults, entry)
		cost.bytes += budget_pair(f->label == NULL ? 0 :
		    strlen(f->label), strlen(f->reason));
	if (room_take(&a->room, &m->lodger, m->container->created, cost))
		return 1;
	leave_room(a, m);
	return 0;
}

struct recall {
	void	(*f)(void *, const struct hexid *);
	void	*arg;
};

static void
recall(const struct recall *r, struct member *m)
{
	container_invalidate(m->container);
	r->f(r->arg, &m->who.id);
}

static void
recall_lodger(void *arg, struct lodger *l)
{
	recall(arg, of_lodger(l));
}

static void
recall_tenant(void *arg, struct tenant *t)
{
	recall(arg, of_tenant(t));
}

void
admit_recall(struct admission *a, void (*f)(void *, const struct hexid *),
    void *arg)
{
	struct recall	r = { f, arg };

	room_recall(&a->room, recall_lodger, &r);
	limits_recall(&a->limits, recall_tenant, &r);
}
