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

#include "common/log.h"
#include "common/messages.h"
#include "common/record.h"
#include "common/xstrdup.h"
#include "kopd/children.h"
#include "kopd/identity.h"

#define ANOTHER		"another engine"	/* key of log_repeat() */

static void
engine_forget(struct docker_engine *e)
{
	free(e->id);
	free(e->name);
	e->id = e->name = NULL;
}

static void
engine_set(struct docker_engine *e, const char *id, const char *name)
{
	engine_forget(e);
	e->id = xstrdup(id);
	e->name = xstrdup(name);
}

static int
engine_is(const struct docker_engine *e, const char *id, const char *name)
{
	return e->id != NULL && strcmp(e->id, id) == 0 &&
	    strcmp(e->name, name) == 0;
}

static void
identity_send(struct kopd *k)
{
	struct record	 r = RECORD_INITIALIZER;

	record_string(&r, k->engine.id);
	record_string(&r, k->engine.name);
	children_send(k, ROLE_REDIS_WRITER, PARENT_ENGINE, 0, r.buf, r.len);
	record_free(&r);
}

void
identity_engine(struct kopd *k, const char *id, const char *name)
{
	if (k->engine.id == NULL) {
		engine_set(&k->engine, id, name);
		identity_send(k);
		return;
	}
	if (engine_is(&k->engine, id, name)) {
		if (log_repeat_over(ANOTHER))
			log_info("the Docker engine is %s (%s) again", id,
			    name);
		engine_forget(&k->other_engine);
		return;
	}
	engine_set(&k->other_engine, id, name);
	log_repeat(ANOTHER, "the Docker engine has changed to %s (%s): its "
	    "routes are published as those of %s (%s); to accept it, %s",
	    id, name, k->engine.id, k->engine.name, k->source.path != NULL ?
	    "reload kopd (kopctl reload)" : "restart kopd");
}

void
identity_accept(struct kopd *k)
{
	if (k->other_engine.id == NULL)
		return;
	(void)log_repeat_over(ANOTHER);
	engine_forget(&k->engine);
	k->engine = k->other_engine;
	memset(&k->other_engine, 0, sizeof(k->other_engine));
	log_info("the Docker engine %s (%s) is accepted", k->engine.id,
	    k->engine.name);
	identity_send(k);
}

void
identity_free(struct kopd *k)
{
	engine_forget(&k->engine);
	engine_forget(&k->other_engine);
}
