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
 * usage: takeover fields.tsv channel pid seed count [socket]
 *
 * Stops the process pid, says count messages as if it were that process, by
 * random choices that are the same for the same seed, lets it go on, and
 * prints what became of that.  Exits 0; 2 where nobody took what was said.
 */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/role.h"
#include "regress/system/hostile/hostile.h"

static const struct voice	voices[] = {
	{ "route-maker:redis-writer", FD_REDIS_WRITER, speak_routes, NULL },
	{ "redis-writer:route-maker", FD_ROUTE_MAKER, speak_done, NULL },
	{ "docker-reader:route-maker", FD_ROUTE_MAKER, speak_answers,
	    hear_requests },
	{ "route-maker:docker-reader", FD_DOCKER_READER, speak_requests,
	    hear_answers },
	{ "docker-reader:kopd", FD_PARENT, speak_child, hear_parent },
	{ "route-maker:kopd", FD_PARENT, speak_child, hear_parent },
	{ "redis-writer:kopd", FD_PARENT, speak_child, hear_parent },
	{ "client:kopd", -1, speak_client, hear_kopd },
	{ NULL, 0, NULL, NULL }
};

static const struct voice *
voice_named(const char *name)
{
	const struct voice	*v;

	for (v = voices; v->name != NULL; v++)
		if (strcmp(v->name, name) == 0)
			return v;
	errx(1, "%s: no such channel", name);
}

/*
 * Most are odd in one way alone: the first odd word is the last one where it is
 * seen, and where it is not, all that follows has to be right for its effect
 * to show.
 */
static void
set_temper(struct channel *c, uint64_t seed)
{
	static const struct {
		unsigned int	 about;
		unsigned int	 odd;
		unsigned int	 spoilt;
		int		 large;
	} tempers[] = {
		{ 0, 0, 0, 0 }, { ODD_NUMBER | ODD_ORDER, 2, 0, 0 },
		{ ODD_NAME | ODD_VALUE, 5, 0, 0 }, { 0, 0, 0, 1 },
		{ ODD_ALL, 10, 2, 0 }, { ODD_NAME, 5, 0, 0 },
		{ ODD_ID, 5, 0, 0 }, { ODD_KEY, 5, 0, 0 },
		{ ODD_VALUE, 5, 0, 0 }, { ODD_TYPE, 2, 0, 0 },
		{ 0, 0, 1, 0 }
	};
	const size_t	 n = sizeof(tempers) / sizeof(tempers[0]);
	const size_t	 i = (size_t)(seed % n);

	c->about = tempers[i].about;
	c->odd = tempers[i].odd;
	c->spoilt = tempers[i].spoilt;
	c->large = tempers[i].large;
}

int
main(int argc, char *argv[])
{
	static struct channel	 c = { .fd = -1 };
	unsigned long		 count;
	uint64_t		 seed;

	if (argc < 6 || argc > 7)
		errx(1, "usage: takeover fields.tsv channel pid seed count "
		    "[socket]");
	c.fields = table_read(argv[1]);
	c.voice = voice_named(argv[2]);
	c.pid = (pid_t)atol(argv[3]);
	if (c.pid < 2 && c.voice->fd != -1)
		errx(1, "no process");
	c.socket = argc == 7 ? argv[6] : NULL;
	seed = strtoull(argv[4], NULL, 10);
	chance_seed(seed);
	set_temper(&c, seed);
	count = strtoul(argv[5], NULL, 10);
	channel_open(&c);
	c.over = c.closed;
	while (c.sent < count && !c.over) {
		c.voice->speak(&c);
		if (c.voice->fd != -1)
			c.over = c.closed;
	}
	if (!c.over)
		channel_listen(&c, 50);
	channel_close(&c);
	printf("%lu messages, %lu bytes, %lu came, odd %u of %#x, spoilt "
	    "%u%s%s\n", c.sent, c.bytes, c.came, c.odd, c.about, c.spoilt,
	    c.large ? ", large" : "", c.over ? ", closed" : "");
	return 0;
}
