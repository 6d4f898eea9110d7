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

/* Redis at a TCP port of a name. */

#include <stdio.h>
#include <string.h>

#include "common/confine/confine.h"
#include "common/messages.h"
#include "redis-writer/redis-writer.h"
#include "regress/programs/walls/wall.h"

static struct redis_writer_conf *
conf(void)
{
	struct redis_writer_conf	*c = config_blank(&redis_writer_table);

	c->run_as = strdup(wall_user("_kopdr"));
	c->sandbox = SANDBOX_STRICT;
	c->address = strdup("localhost");
	c->port = wall_fixture.port;
	return c;
}

static void
enter(void)
{
	(void)sandbox_enter(conf());
}

static pid_t
start(const char *build, int *fd)
{
	char	 path[1024];

	(void)snprintf(path, sizeof(path), "%s/redis-writer/redis-writer", build);
	return trial_start_child(path, "redis-writer", 2, CHILD_READY,
	    &redis_writer_table, conf(), fd);
}

int
main(void)
{
	static const struct wall	 wall = {
		.program = "redis-writer", .user = "_kopdr", .has = 0,
		.confine = enter, .start = start, .send = trial_send,
		.filters = 1
	};

	return wall_main(&wall);
}
