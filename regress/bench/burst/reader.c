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

#include <sys/prctl.h>

#include <err.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <hiredis/hiredis.h>

#include "regress/bench/bench.h"
#include "regress/bench/burst/burst.h"

/* All keys of a read, after the name of the command. */
struct keys {
	const char	**argv;
	size_t		 n, size;
};

static redisContext *
reader_connect(unsigned int port)
{
	redisContext	*c;

	if ((c = redisConnect("127.0.0.1", (int)port)) == NULL || c->err != 0)
		errx(1, "the reader does not reach Redis");
	return (c);
}

static void
keys_add(struct keys *k, const char *key)
{
	if (k->n == k->size) {
		k->size = k->size == 0 ? 1024 : 2 * k->size;
		if ((k->argv = reallocarray(k->argv, k->size,
		    sizeof(*k->argv))) == NULL)
			err(1, NULL);
	}
	if ((k->argv[k->n++] = strdup(key)) == NULL)
		err(1, NULL);
}

static void
keys_clear(struct keys *k)
{
	while (k->n > 0)
		free((void *)(uintptr_t)k->argv[--k->n]);
}

/* Returns true if the key is among them. */
static int
keys_list(struct keys *k, redisContext *c, struct reading *r)
{
	char		 cursor[32] = "0";
	redisReply	*reply;
	size_t		 i;
	int		 found = 0;

	keys_add(k, "MGET");
	do {
		if ((reply = redisCommand(c, "SCAN %s MATCH traefik*",
		    cursor)) == NULL || reply->elements != 2)
			errx(1, "the reader's SCAN fails");
		r->scans++;
		(void)strlcpy(cursor, reply->element[0]->str, sizeof(cursor));
		for (i = 0; i < reply->element[1]->elements; i++) {
			keys_add(k, reply->element[1]->element[i]->str);
			if (strcmp(k->argv[k->n - 1], r->key) == 0)
				found = 1;
		}
		freeReplyObject(reply);
	} while (strcmp(cursor, "0") != 0);
	return (found);
}

static void
read_all(struct reading *r, redisContext *c, struct keys *k)
{
	redisReply	*reply;
	int		 found;

	keys_clear(k);
	found = keys_list(k, c, r);
	if (k->n > 1) {
		if ((reply = redisCommandArgv(c, (int)k->n, k->argv,
		    NULL)) == NULL)
			errx(1, "the reader's MGET fails");
		freeReplyObject(reply);
	}
	r->reads++;
	r->clock = now();
	if (found && r->found == 0)
		r->found = r->clock;
}

static void
reader(struct reading *r, unsigned int port)
{
	redisContext	*listen = reader_connect(port);
	redisContext	*ask = reader_connect(port);
	struct keys	 k = { NULL, 0, 0 };
	redisReply	*reply;

	if ((reply = redisCommand(listen,
	    "PSUBSCRIBE __keyspace*:traefik*")) == NULL)
		errx(1, "the reader cannot subscribe");
	freeReplyObject(reply);
	r->ready = 1;
	for (;;) {
		if (redisGetReply(listen, (void **)&reply) != REDIS_OK)
			_exit(0);
		freeReplyObject(reply);
		read_all(r, ask, &k);
		read_all(r, ask, &k);
	}
}

pid_t
reader_start(struct reading *r, unsigned int port)
{
	pid_t	pid, parent = getpid();

	if ((pid = fork()) == -1)
		err(1, "fork");
	if (pid == 0) {
		(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != parent)
			_exit(1);
		reader(r, port);
	}
	return (pid);
}
