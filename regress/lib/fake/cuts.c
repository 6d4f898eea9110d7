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
 * Plays kopd and route-maker for redis-writer, and cuts its connection to
 * Redis while a change is under way: after each count of bytes of the
 * request and of the answer, and here and there in a greeting.  After each
 * cut Redis has to be what it should be, and Traefik to have been told once.
 *
 * usage: cuts WRITER SOCKET ROOT FIRST STEP
 *
 * FIRST and STEP: of all counts, these; so that several share the work.
 * Says each fault in a line "wrong ...", and "up BYTES down BYTES cuts N"
 * at the end, or "exit" or "killed" where the writer does not last.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hiredis/hiredis.h>

#include "common/log.h"
#include "regress/lib/fake/driver/driver.h"
#include "regress/lib/fake/driver/routes.h"
#include "regress/lib/fake/wire/wire.h"

/* Of a greeting, which is long: every so many. */
#define GREETING_STRIDE	997
/* A number in the request may have become longer since it was measured. */
#define MARGIN		4

static struct event_base	*base;
static struct wire		*wire;
static redisContext		*redis, *listener;
static const char		*root;
static unsigned int		 containers, cuts;
static int			 cut;		/* since the last change began */

static const struct dispatch table[] = {
	DRIVER_DISPATCH(ROLE_REDIS_WRITER),
	ROUTES_DISPATCH
};

static const struct peer_callbacks callbacks = {
	.table = table,
	.count = sizeof(table) / sizeof(table[0]),
	.closed = driver_closed,
};

static const char view[] =
    "local keys, out = redis.call('KEYS', ARGV[1] .. '/*'), {} "
    "for i, k in ipairs(keys) do out[i] = k .. '=' .. redis.call('GET', k) end "
    "table.sort(out) "
    "for _, hash in ipairs({'shown', 'want/' .. ARGV[1]}) do "
    "	out[#out + 1] = redis.call('HLEN', 'kopd:/' .. ARGV[1] .. '/' .. hash) "
    "end "
    "return table.concat(out, ' ')";

static void
on_wire(const char *what)
{
	if (strcmp(what, "cut") == 0)
		cut = 1;
}

static redisContext *
connected(const char *path)
{
	redisContext	*c = redisConnectUnix(path);

	if (c == NULL || c->err != 0)
		fatalx("%s: %s", path, c != NULL ? c->errstr : "no memory");
	return c;
}

static redisReply *
answered(void *reply)
{
	redisReply	*r = reply;

	if (r == NULL || r->type == REDIS_REPLY_ERROR)
		fatalx("Redis: %s", r != NULL ? r->str : redis->errstr);
	return r;
}

static void
listen_as_traefik(const char *path)
{
	listener = connected(path);
	freeReplyObject(answered(redisCommand(listener,
	    "PSUBSCRIBE __keyspace*:%s*", root)));
}

/* How often Traefik was told since the last call: ours comes after all. */
static unsigned int
messages(void)
{
	redisReply	*r;
	void		*next;
	unsigned int	 n = 0;
	int		 last;

	freeReplyObject(answered(redisCommand(redis,
	    "PUBLISH __keyspace@0__:%s_marker x", root)));
	for (;;) {
		if (redisGetReply(listener, &next) != REDIS_OK)
			fatalx("Redis: %s", listener->errstr);
		r = answered(next);
		last = strstr(r->element[2]->str, "_marker") != NULL;
		freeReplyObject(r);
		if (last)
			return n;
		n++;
	}
}

/* What Redis sent before it answered us is on its way: it arrives. */
static void
settle(void)
{
	int	 i;

	for (i = 0; i < 10; i++)
		event_base_loop(base, EVLOOP_NONBLOCK);
}

static void
check(const char *what, int64_t bytes)
{
	char		 wanted[1024];
	redisReply	*r;
	unsigned int	 n = containers;

	(void)snprintf(wanted, sizeof(wanted),
	    "%s/http/routers/c%04u/rule=Host(`c%04u`) "
	    "%s/http/routers/c%04u/service=c%04u "
	    "%s/http/services/c%04u/loadBalancer/servers/10000/url="
	    "http://192.0.2.1:%04u %s/tls/certificates=true 2 2",
	    root, n, n, root, n, n, root, n, n, root);
	r = answered(redisCommand(redis, "EVAL %s 0 %s", view, root));
	if (strcmp(r->str, wanted) != 0)
		printf("wrong after %s %lld: %s instead of %s\n", what,
		    (long long)bytes, r->str, wanted);
	freeReplyObject(r);
	if ((n = messages()) != 1)
		printf("wrong after %s %lld: %u messages\n", what,
		    (long long)bytes, n);
	settle();
}

static void
set_container(unsigned int n)
{
	char	 id[64], name[32], rule[64], url[64], f[] = "0", r[] = "rule",
		    s[] = "service", server[] = "loadBalancer/servers/0/url";
	char	*service[] = { id, id, f, server, url };
	char	*router[] = { id, id, f, r, rule, s, name };

	(void)snprintf(name, sizeof(name), "c%04u", n);
	(void)snprintf(url, sizeof(url), "http://192.0.2.1:%04u", n);
	(void)snprintf(rule, sizeof(rule), "Host(`%s`)", name);
	(void)snprintf(id, sizeof(id), "http/services/%s", name);
	routes_set(service, 5);
	(void)snprintf(id, sizeof(id), "http/routers/%s", name);
	routes_set(router, 7);
}

static void
del_container(unsigned int n)
{
	char	 id[64];

	(void)snprintf(id, sizeof(id), "http/services/c%04u", n);
	routes_del(id);
	(void)snprintf(id, sizeof(id), "http/routers/c%04u", n);
	routes_del(id);
}

/* One container goes and another one comes: in one change. */
static void
change(int kind)
{
	unsigned long long	 number = routes_done() + 1;

	cut = 0;
	routes_begin(number, kind);
	if (kind == ROUTES_CHANGE)
		del_container(containers);
	set_container(++containers);
	routes_end(number, 0);
	while (routes_done() < number)
		driver_turn("a change");
}

static void
cut_change(const char *what, enum wire_way way, int64_t bytes)
{
	/* Orderly and not by turns, but both after each count at last. */
	wire_cut(wire, way, bytes, cuts % 3 == 0);
	change(ROUTES_CHANGE);
	cuts += (unsigned int)cut;
	wire_cut(wire, way, -1, 0);
	check(what, bytes);
}

/* The connection is lost, and the next one, too. */
static void
cut_greeting(int64_t bytes)
{
	wire_cut(wire, WIRE_UP, bytes, cuts % 3 == 0);
	wire_end(wire, 0);
	change(ROUTES_CHANGE);
	cuts += (unsigned int)cut;
	wire_cut(wire, WIRE_UP, -1, 0);
	check("greeting", bytes);
}

static void
cut_all(unsigned int first, unsigned int step)
{
	int64_t	 n, up, down, greeting;

	change(ROUTES_SNAPSHOT);
	check("start", 0);
	up = (int64_t)wire_passed(wire, WIRE_UP);
	down = (int64_t)wire_passed(wire, WIRE_DOWN);
	change(ROUTES_CHANGE);
	check("change", 0);
	up = (int64_t)wire_passed(wire, WIRE_UP) - up;
	down = (int64_t)wire_passed(wire, WIRE_DOWN) - down;
	for (n = first; n < up + MARGIN; n += step)
		cut_change("request", WIRE_UP, n);
	for (n = first; n < down + MARGIN; n += step)
		cut_change("answer", WIRE_DOWN, n);
	greeting = (int64_t)wire_passed(wire, WIRE_UP);
	wire_end(wire, 0);
	change(ROUTES_CHANGE);
	check("end", 0);
	greeting = (int64_t)wire_passed(wire, WIRE_UP) - greeting;
	for (n = first * GREETING_STRIDE; n < greeting;
	    n += step * GREETING_STRIDE)
		cut_greeting(n);
	printf("up %lld down %lld cuts %u\n", (long long)up, (long long)down,
	    cuts);
}

static void
start(const struct driver *d)
{
	static char	 word[] = "start";
	struct command	 c = { .word = { word }, .words = 1 };
	char		 port[8];

	(void)snprintf(port, sizeof(port), "%u", wire_port(wire));
	conf_set(d->table, d->conf, "hostname", root);
	conf_set(d->table, d->conf, "root", root);
	conf_set(d->table, d->conf, "address", "127.0.0.1");
	conf_set(d->table, d->conf, "port", port);
	conf_set(d->table, d->conf, "notify_quiet", "1");
	/* So that nothing but changes is on the wire. */
	conf_set(d->table, d->conf, "heartbeat", "600");
	if (driver_command(&c) == -1)
		fatalx("no driver starts");
	routes_engine(root, root, 0);
}

int
main(int argc, char *argv[])
{
	struct driver	 driver = { .role = ROLE_REDIS_WRITER, .peers = 2,
			    .table = &redis_writer_table,
			    .callbacks = &callbacks };

	if (argc != 6) {
		fprintf(stderr, "usage: cuts writer socket root first step\n");
		return 1;
	}
	log_init("cuts", LOG_TO_STDERR, 0);
	root = argv[3];
	base = input_init();
	driver.program = argv[1];
	driver.conf = config_blank(driver.table);
	driver_init(base, &driver);
	redis = connected(argv[2]);
	listen_as_traefik(argv[2]);
	wire = wire_new(base, argv[2], on_wire);
	start(&driver);
	cut_all((unsigned int)atoi(argv[4]), (unsigned int)atoi(argv[5]));
	driver_end();
	config_free(driver.table, driver.conf);
	wire_free(wire);
	redisFree(redis);
	redisFree(listener);
	return 0;
}
