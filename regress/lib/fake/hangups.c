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
 * Plays kopd and route-maker for redis-writer, and closes its connection to
 * Redis after the first command of a scenario, then after the second, and so
 * on to its end: once when the command was passed on, once when the next one
 * comes.  The writer has to live, to answer each request once, and to come to
 * the scenario's end when it is connected again.
 *
 * usage: hangups WRITER SOCKET DATABASE SCENARIO
 *
 * Says each error in a line "wrong ...", "exit" or "killed" for each end of
 * the writer, and "commands NUMBER cuts NUMBER" at the end.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hiredis/hiredis.h>

#include "common/log.h"
#include "common/record.h"
#include "regress/lib/fake/driver/driver.h"
#include "regress/lib/fake/driver/routes.h"
#include "regress/lib/fake/wire/wire.h"

/* More containers than one script takes away at once. */
#define DEAD_CONTAINERS	101
#define OWN_CONTAINERS	3
#define REQUESTS	8
#define STATUS		(REQUESTS + 1)	/* id of a status */

static struct event_base		*base;
static struct wire			*wire;
static const struct driver		*driver;
static redisContext			*redis;
static unsigned long long		 number;	/* of a change */
static unsigned int			 cuts;
static int				 cut;
static unsigned int			 asked, answers[STATUS + 1];
static int				 fine[STATUS + 1];	/* no error */
static int				 connected, withdrawn;

static void	on_item(uint32_t, const char *, const char *);

static int
on_end(struct peer *p, struct msg *msg)
{
	struct record_reader	 r;
	char			*error;

	(void)p;
	record_read(&r, msg->data, msg->len);
	error = record_get_string(&r, MSG_PAYLOAD_MAX);
	if (record_end(&r) == -1 || msg->peer > STATUS)
		return -1;
	answers[msg->peer]++;
	fine[msg->peer] = *error == '\0';
	free(error);
	return 0;
}

static const struct dispatch table[] = {
	{ CHILD_STATUS_END, ROLE_REDIS_WRITER, 0, 4096, on_end, "item end" },
	DRIVER_DISPATCH(ROLE_REDIS_WRITER),
	ROUTES_DISPATCH
};

static const struct peer_callbacks callbacks = {
	.table = table,
	.count = sizeof(table) / sizeof(table[0]),
	.closed = driver_closed,
};

static void
on_item(uint32_t id, const char *name, const char *value)
{
	if (id != STATUS || strcmp(name, "redis.state") != 0)
		return;
	connected = strncmp(value, "connected for", 13) == 0;
	withdrawn = strncmp(value, "withdrawn", 9) == 0;
}

static void
on_wire(const char *what)
{
	if (strcmp(what, "cut") == 0)
		cut = 1;
}

/* What Redis answers, as a number. */
static long long
ask(const char *script, const char *argument)
{
	redisReply	*r;
	long long	 n;

	r = redisCommand(redis, "EVAL %s 0 %s", script, argument);
	if (r == NULL || r->type != REDIS_REPLY_INTEGER)
		fatalx("Redis: %s", r != NULL && r->str != NULL ? r->str :
		    redis->errstr);
	n = r->integer;
	freeReplyObject(r);
	return n;
}

/* The whole database, to be put back. */
static const char keep[] =
    "local all = {} "
    "for i, k in ipairs(redis.call('KEYS', '*')) do "
    "	all[i] = {k, redis.call('DUMP', k)} "
    "end "
    "redis.call('SET', 'kept', cmsgpack.pack(all)) "
    "return #all";
static const char restore[] =
    "local kept = redis.call('GET', 'kept') "
    "redis.call('FLUSHDB') "
    "for i, pair in ipairs(cmsgpack.unpack(kept)) do "
    "	redis.call('RESTORE', pair[1], 0, pair[2]) "
    "end "
    "redis.call('SET', 'kept', kept) "
    "return 1";
/* What a traefik-kop left: under our name, and under another one's. */
static const char leave[] =
    "for _, h in ipairs({'old', 'a'}) do "
    "	redis.call('SADD', 'traefik_http_routers@' .. h, 'r' .. h .. '@docker') "
    "	redis.call('SADD', 'traefik_http_services@' .. h, 's' .. h .. '@docker') "
    "	redis.call('SET', 'traefik/http/routers/r' .. h .. '/service', 's' .. h) "
    "	redis.call('SET', 'traefik/http/services/s' .. h .. "
    "	    '/loadBalancer/servers/0/url', 'http://192.0.2.9') "
    "end "
    "return redis.call('DEL', 'kopd:/traefik/lease/gone')";
static const char objects[] =
    "return redis.call('HLEN', 'kopd:/traefik/want/' .. ARGV[1])";
static const char leftovers[] =
    "return #redis.call('KEYS', '*@' .. ARGV[1]) + "
    "    #redis.call('KEYS', 'traefik/*/?' .. ARGV[1] .. '/*')";

static void
set_container(const char *prefix, int n)
{
	char	 id[64], name[32], rule[64], url[64], f[] = "0", r[] = "rule",
		    s[] = "service", server[] = "loadBalancer/servers/0/url";
	char	*service[] = { id, id, f, server, url };
	char	*router[] = { id, id, f, r, rule, s, name };

	(void)snprintf(name, sizeof(name), "%s%d", prefix, n);
	(void)snprintf(url, sizeof(url), "http://192.0.2.1:%d", n);
	(void)snprintf(rule, sizeof(rule), "Host(`%s`)", name);
	(void)snprintf(id, sizeof(id), "http/services/%s", name);
	routes_set(service, 5);
	(void)snprintf(id, sizeof(id), "http/routers/%s", name);
	routes_set(router, 7);
}

static void
command(const char *word)
{
	char		 text[16];
	struct command	 c = { .word = { text }, .words = 1 };

	(void)strlcpy(text, word, sizeof(text));
	if (driver_command(&c) == -1)
		fatalx("%s: no command", word);
}

/* A writer with routes that are in Redis. */
static void
start(const char *host, int containers)
{
	int	 i;

	conf_set(driver->table, driver->conf, "hostname", host);
	command("start");
	routes_forget();
	routes_engine("engine", "engine", 0);
	routes_begin(++number, ROUTES_SNAPSHOT);
	for (i = 0; i < containers; i++)
		set_container(host, i);
	routes_end(number, 0);
	while (routes_done() < number)
		driver_turn("a snapshot");
}

static void
prepare(void)
{
	start("gone", DEAD_CONTAINERS);
	command("stop");
	(void)ask(leave, "");
	(void)ask(keep, "");
}

static void
request(const char *host)
{
	struct record	 r = RECORD_INITIALIZER;

	if (asked == REQUESTS)
		fatalx("too many requests");
	record_string(&r, host);
	if (peer_send(driver_peer(FD_PARENT), PARENT_WITHDRAW, asked++, r.buf,
	    r.len) == -1)
		fatal("peer_send");
	record_free(&r);
}

static void
rename_host(const char *host)
{
	conf_set(driver->table, driver->conf, "hostname", host);
	command("reload");
}

static void
settle(void)
{
	unsigned int	 i;

	for (i = 0; i < asked; i++) {
		while (answers[i] == 0)
			driver_turn("an answer");
	}
}

static void
pause_shortly(void)
{
	static const struct timeval	 pause = { 0, 5000 };

	event_base_loopexit(base, &pause);
	event_base_loop(base, 0);
}

/* Until the writer is connected, or has withdrawn. */
static void
reconnect(void)
{
	connected = withdrawn = 0;
	while (!connected && !withdrawn) {
		answers[STATUS] = 0;
		if (peer_send(driver_peer(FD_PARENT), PARENT_STATUS, STATUS,
		    NULL, 0) == -1)
			fatal("peer_send");
		while (answers[STATUS] == 0)
			driver_turn("a status");
		if (!connected && !withdrawn)
			pause_shortly();
	}
}

/*
 * Again, as long as it is refused, unless what is to go has gone: the last
 * answer may be the one that was lost.
 */
static void
insist(const char *host, const char *count, const char *what)
{
	unsigned int	 id = asked;

	do {
		reconnect();
		asked = id;
		answers[id] = 0;
		request(host);
		while (answers[id] == 0)
			driver_turn("an answer");
	} while (!fine[id] && (count == NULL || ask(count, what) != 0));
}

static void
wrong(const char *what, int64_t n, int late)
{
	printf("wrong after command %lld%s: %s\n", (long long)n,
	    late ? ", late" : "", what);
}

/* Scenarios: what is asked for at once, and what comes of it at last. */
static void
others_begin(void)
{
	request("gone");
	request("traefik-kop@old");
}

static const char *
others_end(void)
{
	insist("gone", objects, "gone");
	insist("traefik-kop@old", leftovers, "old");
	if (ask(objects, "gone") != 0)
		return "a host is still there";
	if (ask(leftovers, "old") != 0)
		return "what traefik-kop left is still there";
	if (ask(objects, "a") != 2 * OWN_CONTAINERS)
		return "ours are not there";
	return NULL;
}

static void
own_begin(void)
{
	request("gone");
	request("");
	request("gone");
}

static const char *
own_end(void)
{
	insist("", NULL, NULL);
	if (ask(objects, "a") != 0)
		return "ours are still there";
	return withdrawn || (reconnect(), withdrawn) ? NULL :
	    "it is not withdrawn";
}

static void
rename_begin(void)
{
	rename_host("b");
	request("gone");
}

static void
rename_twice(void)
{
	rename_host("b");
	rename_host("c");
}

/* A former name is withdrawn as soon as all is there. */
static const char *
rename_end(void)
{
	const struct redis_writer_conf	*conf = driver->conf;
	const char			*now = strcmp(conf->hostname,
					    "b") == 0 ? "b" : "c";

	reconnect();
	while (ask(objects, "a") != 0) {
		pause_shortly();
		reconnect();
	}
	insist("gone", objects, "gone");
	if (ask(objects, "gone") != 0)
		return "a host is still there";
	if (ask(objects, now) != 2 * OWN_CONTAINERS)
		return "ours are not there";
	return NULL;
}

/* Both names go, and the first one comes again, while it is withdrawn. */
static void
rename_under_way(void)
{
	rename_host("b");
	while (ask(objects, "b") == 0 && !cut)
		pause_shortly();
	rename_host("c");
	request("gone");
}

static void
stop_begin(void)
{
	request("gone");
	if (peer_send(driver_peer(FD_PARENT), PARENT_STOP, 0, NULL, 0) == -1)
		fatal("peer_send");
}

/* Its end is the answer. */
static const char *
stop_end(void)
{
	command("exit");
	return cut || ask(objects, "a") == 0 ? NULL : "ours are still there";
}

static const struct scenario {
	const char	 *name;
	void		(*begin)(void);
	const char	*(*end)(void);
	int		  ends;		/* with the writer */
} scenarios[] = {
	{ "others", others_begin, others_end, 0 },
	{ "own", own_begin, own_end, 0 },
	{ "rename", rename_begin, rename_end, 0 },
	{ "twice", rename_twice, rename_end, 0 },
	{ "underway", rename_under_way, rename_end, 0 },
	{ "stop", stop_begin, stop_end, 1 },
};

/* False where the scenario has fewer commands. */
static int
hang_up(const struct scenario *s, int64_t n, int late)
{
	const char	*why;
	unsigned int	 i, first;

	(void)ask(restore, "");
	start("a", OWN_CONTAINERS);
	asked = 0;
	memset(answers, 0, sizeof(answers));
	cut = 0;
	wire_cut_after(wire, n, late);
	s->begin();
	first = asked;
	if (!s->ends)
		settle();
	if ((why = s->end()) != NULL)
		wrong(why, n, late);
	for (i = 0; i < first && !s->ends; i++) {
		if (answers[i] != 1)
			wrong("several answers to a request", n, late);
	}
	wire_cut_after(wire, -1, 0);
	if (!s->ends)
		command("stop");
	cuts += (unsigned int)cut;
	return cut;
}

static void
hang_up_all(const struct scenario *s)
{
	int64_t	 n = 1;

	while (hang_up(s, n, 0)) {
		(void)hang_up(s, n, 1);
		n++;
	}
	printf("commands %lld cuts %u\n", (long long)n - 1, cuts);
}

static void
configure(const char *database)
{
	char	 port[8];

	(void)snprintf(port, sizeof(port), "%u", wire_port(wire));
	conf_set(driver->table, driver->conf, "root", "traefik");
	conf_set(driver->table, driver->conf, "db", database);
	conf_set(driver->table, driver->conf, "ttl", "3600");
	conf_set(driver->table, driver->conf, "address", "127.0.0.1");
	conf_set(driver->table, driver->conf, "port", port);
	conf_set(driver->table, driver->conf, "withdraw_on_exit", "0");
	/* So that nothing but the scenario is on the wire. */
	conf_set(driver->table, driver->conf, "heartbeat", "600");
}

static const struct scenario *
scenario(const char *name)
{
	size_t	 i;

	for (i = 0; i < sizeof(scenarios) / sizeof(scenarios[0]); i++) {
		if (strcmp(scenarios[i].name, name) == 0)
			return &scenarios[i];
	}
	fatalx("%s: no such scenario", name);
}

static void
select_database(const char *path, const char *database)
{
	redisReply	*r;

	redis = redisConnectUnix(path);
	if (redis == NULL || redis->err != 0)
		fatalx("%s: no Redis", path);
	r = redisCommand(redis, "SELECT %s", database);
	if (r == NULL || r->type == REDIS_REPLY_ERROR)
		fatalx("database %s", database);
	freeReplyObject(r);
}

int
main(int argc, char *argv[])
{
	struct driver		 d = { .role = ROLE_REDIS_WRITER, .peers = 2,
				    .table = &redis_writer_table,
				    .callbacks = &callbacks, .item = on_item };
	const struct scenario	*s;

	if (argc != 5) {
		fprintf(stderr,
		    "usage: hangups writer socket database scenario\n");
		return 1;
	}
	log_init("hangups", LOG_TO_STDERR, 0);
	s = scenario(argv[4]);
	base = input_init();
	d.program = argv[1];
	d.conf = config_blank(d.table);
	driver = &d;
	driver_init(base, driver);
	select_database(argv[2], argv[3]);
	wire = wire_new(base, argv[2], on_wire);
	configure(argv[3]);
	prepare();
	if (s->ends)
		conf_set(d.table, d.conf, "withdraw_on_exit", "1");
	hang_up_all(s);
	driver_end();
	config_free(d.table, d.conf);
	wire_free(wire);
	redisFree(redis);
	return 0;
}
