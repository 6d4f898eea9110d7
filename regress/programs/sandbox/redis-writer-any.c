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
 * Redis behind Sentinel, where kopd.conf lists no ports: any port, and nothing
 * else that redis-writer may not do with the ports listed.
 */

#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "redis-writer/redis-writer.h"
#include "regress/programs/sandbox/inside.h"

static int
sentinel(void)
{
	return inside_connect_tcp(-1, fixture.port);
}

static int
master(void)
{
	return inside_connect_tcp(-1, fixture.port_other);
}

static int
opened_before(void)
{
	return inside_connect_tcp(fixture.tcp_fd, fixture.port);
}

static const struct inside_case own[] = {
	{ "connect to a sentinel", sentinel, WORKS, ANYBODY },
	{ "connect to a port that is not configured", master, WORKS,
	    ANYBODY },
	{ "connect a socket that was opened before", opened_before, DENIED,
	    ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

static const char *
enter(const char *user)
{
	struct redis_writer_conf	*conf = config_blank(&redis_writer_table);
	const char			*level;

	conf->run_as = strdup(user);
	if ((conf->sentinels.v = calloc(1, sizeof(char *))) == NULL ||
	    asprintf(&conf->sentinels.v[0], "%u:127.0.0.1",
	    fixture.port) == -1)
		fatal(NULL);
	conf->sentinels.n = 1;
	conf->sandbox = SANDBOX_LENIENT;
	level = sandbox_enter(conf);
	if (strstr(level, ", any TCP port") == NULL)
		fatalx("\"%s\" does not say that any port is permitted",
		    level);
	return level;
}

int
main(void)
{
	static const struct inside_case *const tables[] = {
		inside_permitted, inside_sorts, own, inside_forbidden,
		inside_memory, inside_descriptors, inside_no_folder,
		inside_no_unix, NULL
	};

	return inside_main(tables, enter, "_kopdr");
}
