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
 * Plays kopd and route-maker for redis-writer.  Standard input gives it
 * commands, those of driver/driver.h and:
 *
 *	engine ID NAME		whose routes these are, as kopd says it
 *	usurp ID NAME		the same, as route-maker would
 *	begin NUMBER snapshot|change
 *	set ID NAME FLAGS[@CONTAINER] [KEY VALUE ...]
 *	del ID
 *	end NUMBER [POLICY]
 *	many FROM TO		set a service and a router for each number
 *	done NUMBER		waits for ROUTES_DONE of it: "done NUMBER MS",
 *				milliseconds since the last end
 *	withdraw [HOST]		"status-end ERROR"
 *	hosts			status lines, "status-end ERROR"
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "common/log.h"
#include "common/record.h"
#include "regress/lib/fake/driver/driver.h"
#include "regress/lib/fake/driver/routes.h"

static struct timespec	 ended;

static const struct dispatch table[] = {
	DRIVER_DISPATCH(ROLE_REDIS_WRITER),
	ROUTES_DISPATCH
};

static const struct peer_callbacks callbacks = {
	.table = table,
	.count = sizeof(table) / sizeof(table[0]),
	.closed = driver_closed,
};

static void
send_many(int from, int to)
{
	char	 id[64], name[32], rule[64], url[64], server[] =
		    "loadBalancer/servers/0/url", r[] = "rule", s[] = "service",
		    e[] = "entryPoints", web[] = "websecure", f[] = "0";
	char	*service[] = { id, id, f, server, url };
	char	*router[] = { id, id, f, r, rule, s, name, e, web };
	int	 i;

	for (i = from; i < to; i++) {
		(void)snprintf(name, sizeof(name), "web%d", i);
		(void)snprintf(id, sizeof(id), "http/services/%s", name);
		(void)snprintf(url, sizeof(url), "http://192.0.2.1:%d", i);
		routes_set(service, 5);
		(void)snprintf(id, sizeof(id), "http/routers/%s", name);
		(void)snprintf(rule, sizeof(rule),
		    "Host(`%s.example.com`)", name);
		routes_set(router, 9);
	}
}

static void
wait_done(const char *number)
{
	struct timespec	 now;

	while (routes_done() < strtoull(number, NULL, 10))
		driver_turn("done");
	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	printf("done %llu %lld\n", routes_done(),
	    (long long)(now.tv_sec - ended.tv_sec) * 1000 +
	    (now.tv_nsec - ended.tv_nsec) / 1000000);
}

static int
routes_command(const struct command *c)
{
	const char	*word = c->word[0];

	if (strcmp(word, "engine") == 0 && c->words == 3)
		routes_engine(c->word[1], c->word[2], 0);
	else if (strcmp(word, "usurp") == 0 && c->words == 3)
		routes_engine(c->word[1], c->word[2], 1);
	else if (strcmp(word, "begin") == 0 && c->words == 3)
		routes_begin(strtoull(c->word[1], NULL, 10),
		    strcmp(c->word[2], "change") == 0);
	else if (strcmp(word, "set") == 0 && c->words >= 4)
		routes_set(c->word + 1, c->words - 1);
	else if (strcmp(word, "del") == 0 && c->words == 2)
		routes_del(c->word[1]);
	else if (strcmp(word, "end") == 0 && c->words <= 3 && c->words >= 2) {
		routes_end(strtoull(c->word[1], NULL, 10), c->words == 3 ?
		    (uint32_t)strtoul(c->word[2], NULL, 10) : 0);
		(void)clock_gettime(CLOCK_MONOTONIC, &ended);
	} else if (strcmp(word, "many") == 0 && c->words == 3)
		send_many(atoi(c->word[1]), atoi(c->word[2]));
	else
		return -1;
	return 0;
}

static void
withdraw(const char *host)
{
	struct record	 r = RECORD_INITIALIZER;

	record_string(&r, host);
	driver_ask(PARENT_WITHDRAW, 1, r.buf, r.len);
	record_free(&r);
}

static void
command(const struct command *c)
{
	if (strcmp(c->word[0], "start") == 0)
		routes_forget();
	if (strcmp(c->word[0], "done") == 0 && c->words == 2)
		wait_done(c->word[1]);
	else if (strcmp(c->word[0], "withdraw") == 0)
		withdraw(c->words == 2 ? c->word[1] : "");
	else if (strcmp(c->word[0], "hosts") == 0)
		driver_ask(PARENT_HOSTS, 1, NULL, 0);
	else if (driver_command(c) == -1 && routes_command(c) == -1)
		fatalx("what is \"%s\"?", c->line);
}

int
main(int argc, char *argv[])
{
	struct driver	 driver = { .role = ROLE_REDIS_WRITER, .peers = 2,
			    .table = &redis_writer_table,
			    .callbacks = &callbacks };
	struct command	 c = { 0 };

	if (argc != 2) {
		fprintf(stderr, "usage: maker program <commands\n");
		return 1;
	}
	log_init("maker", LOG_TO_STDERR, 0);
	driver.program = argv[1];
	driver.conf = config_blank(driver.table);
	driver_init(input_init(), &driver);
	while (input_next(&c))
		command(&c);
	driver_end();
	return 0;
}
