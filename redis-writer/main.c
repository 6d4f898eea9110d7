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

#include <stdlib.h>
#include <string.h>

#include <event2/event.h>

#include "common/child.h"
#include "common/log.h"
#include "common/names.h"
#include "common/resolver.h"
#include "common/siphash.h"
#include "common/xmalloc.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/schedule.h"
#include "redis-writer/session.h"
#include "redis-writer/watch.h"

static void	on_parent_drained(struct peer *);
static void	on_maker_drained(struct peer *);
static void	on_maker_closed(struct peer *);

static const struct dispatch parent_dispatch[] = {
	CHILD_DISPATCH,
	{ PARENT_CONF_TEST, ROLE_PARENT, 0, 0, on_conf_test, "conf test" },
	{ PARENT_WITHDRAW, ROLE_PARENT, 4, CONF_STRING_MAX + 4, on_withdraw,
	    "withdraw" },
	{ PARENT_HOSTS, ROLE_PARENT, 0, 0, on_hosts, "hosts" },
	{ PARENT_HEALTH, ROLE_PARENT, 0, 0, on_health, "health" },
	{ PARENT_ENGINE, ROLE_PARENT, 8, 4096, on_engine, "engine" },
	{ PARENT_EXPLAIN, ROLE_PARENT, 4, CONF_STRING_MAX + 4, on_explain,
	    "explain" },
	{ PARENT_TABLE, ROLE_PARENT, 0, 0, on_table, "table" },
	{ PARENT_AUDIT, ROLE_PARENT, 1, 1, on_audit, "audit" },
	{ PARENT_WATCH, ROLE_PARENT, 1, 1, on_watch, "watch" },
};

static const struct peer_callbacks parent_callbacks = {
	.table = parent_dispatch,
	.count = sizeof(parent_dispatch) / sizeof(parent_dispatch[0]),
	.closed = child_parent_closed,
	.drained = on_parent_drained,
};

static const struct dispatch maker_dispatch[] = {
	{ ROUTES_BEGIN, ROLE_ROUTE_MAKER, 9, 9, on_begin, "begin" },
	{ ROUTES_SET, ROLE_ROUTE_MAKER, 13, MSG_PAYLOAD_MAX, on_set, "set" },
	{ ROUTES_DEL, ROLE_ROUTE_MAKER, 4, MSG_PAYLOAD_MAX, on_del, "del" },
	{ ROUTES_END, ROLE_ROUTE_MAKER, 20, 20, on_end, "end" },
};

static const struct peer_callbacks maker_callbacks = {
	.table = maker_dispatch,
	.count = sizeof(maker_dispatch) / sizeof(maker_dispatch[0]),
	.closed = on_maker_closed,
	.drained = on_maker_drained,
};

static void
on_parent_drained(struct peer *p)
{
	explain_resume(peer_arg(p));
	watch_resume(peer_arg(p));
}

static void
on_maker_drained(struct peer *p)
{
	change_ack(peer_arg(p));
}

/* kopd may stop route-maker first. */
static void
on_maker_closed(struct peer *p)
{
	struct writer	*w = peer_arg(p);

	child_neighbour_closed(w->base, p);
	w->maker = NULL;
	peer_free(p);
}

/* kopd knows that the configuration was rejected. */
static void	await_end(struct writer *) __attribute__((__noreturn__));

static void
await_end(struct writer *w)
{
	event_base_dispatch(w->base);
	exit(0);
}

int
main(int argc, char *argv[])
{
	struct writer	*w;
	void		*conf;
	const char	*confinement;

	conf = child_init(argc, argv, ROLE_REDIS_WRITER, 2,
	    &redis_writer_table);
	w = xcalloc(1, sizeof(*w));
	w->conf = conf;
	if ((w->base = event_base_new()) == NULL)
		fatalx("event_base_new");
	w->resolver = names_open(w->base, config_has_names(w->conf));
	tls_init();
	siphash_seed();
	confinement = sandbox_enter(w->conf);
	w->parent = peer_new(w->base, FD_PARENT, ROLE_PARENT,
	    &parent_callbacks, w);
	if (config_tls(w, w->conf) == -1)
		await_end(w);
	w->maker = peer_new(w->base, FD_ROUTE_MAKER, ROLE_ROUTE_MAKER,
	    &maker_callbacks, w);
	writer_init(w);
	schedule_pace(w);
	verify_pace(w);
	child_ready(w->parent, confinement);
	event_base_dispatch(w->base);
	(void)peer_drain(w->parent);
	writer_free(w);
	return 0;
}
