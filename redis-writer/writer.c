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

#include "common/resolver.h"
#include "redis-writer/compare.h"
#include "redis-writer/conflict.h"
#include "redis-writer/definition.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/schedule.h"
#include "redis-writer/session.h"
#include "redis-writer/takeover/takeover.h"
#include "redis-writer/watch.h"

void
writer_init(struct writer *w)
{
	routes_init(w);
	w->state = state_new();
	limit_init(w);
	outage_init(w);
	change_init(w);
	lease_init(w);
	evict_init(w);
	stop_init(w);
	verify_init(w);
	audit_init(w);
	takeover_init(w);
	conflict_init(w);
	release_init(w);
	news_init(w);
	watch_init(w);
	schedule_init(w);
}

void
writer_free(struct writer *w)
{
	session_free(w);
	compare_free(w);
	removal_free(w);
	audit_free(w);
	outage_free(w);
	verify_free(w);
	conflict_free(w);
	news_free(w);
	watch_free(w);
	release_free(w);
	explain_free(w);
	evict_free(w);
	takeover_free(w);
	routes_free(w);
	limit_free(w);
	state_free(w->state);
	schedule_free(w);
	stop_free(w);
	change_free(w);
	lease_free(w);
	resolver_free(w->resolver);
	peer_free(w->maker);
	peer_free(w->parent);
	event_base_free(w->base);
	config_free(&redis_writer_table, w->conf);
	free(w->engine);
	free(w->engine_name);
	free(w->hostname);
	free(w);
}
