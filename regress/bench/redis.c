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
 * A private redis-server, and three connections to it: one for our own
 * commands, one that listens as Traefik does, one that monitors.
 */

#include <sys/wait.h>

#include <err.h>
#include <fcntl.h>
#include <hiredis/hiredis.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "regress/bench/bench.h"

#define TRIES		20	/* ports, of which some are taken */
#define CONNECT_TRIES	200	/* 10 ms apart */
#define AT_ONCE		500	/* containers in one EXISTS */
#define MARK		"end of the watch"

struct redis {
	pid_t		 pid;
	unsigned int	 port;
	redisContext	*ask, *listen, *monitor;
	struct event	*readable;
	void		(*message)(void *, uint64_t);
	void		*arg;
	unsigned int	 messages;
};

static void
pause_a_little(void)
{
	struct timespec	ts = { 0, 10000000 };

	(void)nanosleep(&ts, NULL);
}

static redisReply *
ask(redisContext *c, const char *fmt, ...)
{
	redisReply	*reply;
	va_list		 ap;

	va_start(ap, fmt);
	reply = redisvCommand(c, fmt, ap);
	va_end(ap);
	if (reply == NULL)
		errx(1, "redis: %s", c->errstr);
	if (reply->type == REDIS_REPLY_ERROR)
		errx(1, "redis: %s", reply->str);
	return (reply);
}

static long long
ask_number(redisContext *c, const char *command)
{
	redisReply	*reply = ask(c, command);
	long long	 n = reply->integer;

	freeReplyObject(reply);
	return (n);
}

static void
forget(redisReply *reply)
{
	freeReplyObject(reply);
}

static redisContext *
try_connect(unsigned int port)
{
	redisContext	*c;

	if ((c = redisConnect("127.0.0.1", (int)port)) == NULL)
		err(1, NULL);
	if (c->err == 0)
		return (c);
	redisFree(c);
	return (NULL);
}

static pid_t
spawn(const char *dir, unsigned int port)
{
	char	text[16];
	pid_t	pid;
	int	fd;

	(void)snprintf(text, sizeof(text), "%u", port);
	if ((pid = fork()) == -1)
		err(1, "fork");
	if (pid == 0) {
		if ((fd = open("/dev/null", O_WRONLY)) != -1)
			(void)dup2(fd, STDOUT_FILENO);
		execlp("redis-server", "redis-server", "--port", text,
		    "--bind", "127.0.0.1", "--dir", dir, "--save", "",
		    (char *)NULL);
		err(1, "redis-server (tools/packages check installs it)");
	}
	return (pid);
}

/* True once the server at this port is ours: another one would not be. */
static int
settle(struct redis *r, const char *dir)
{
	redisReply	*reply;
	int		 i, ours;

	r->port = 20000 + arc4random_uniform(12000);
	r->pid = spawn(dir, r->port);
	for (i = 0; i < CONNECT_TRIES; i++, pause_a_little()) {
		if (waitpid(r->pid, NULL, WNOHANG) != 0)
			return (0);
		if ((r->ask = try_connect(r->port)) != NULL)
			break;
	}
	if (r->ask == NULL)
		errx(1, "redis-server does not answer");
	forget(ask(r->ask, "CLIENT SETNAME " BENCH_NAME));
	reply = ask(r->ask, "CONFIG GET dir");
	ours = reply->elements == 2 && strcmp(reply->element[1]->str, dir) == 0;
	forget(reply);
	return (ours);
}

/* Each message of the pattern is one that Traefik would act upon. */
static void
on_readable(evutil_socket_t fd, short what, void *arg)
{
	struct redis	*r = arg;
	redisReply	*reply;
	uint64_t	 clock = now();

	(void)fd;
	(void)what;
	if (redisBufferRead(r->listen) != REDIS_OK)
		errx(1, "redis: %s", r->listen->errstr);
	for (;;) {
		if (redisGetReplyFromReader(r->listen, (void **)&reply) !=
		    REDIS_OK)
			errx(1, "redis: %s", r->listen->errstr);
		if (reply == NULL)
			return;
		if (reply->elements == 4) {
			r->messages++;
			if (r->message != NULL)
				r->message(r->arg, clock);
		}
		forget(reply);
	}
}

struct redis *
redis_new(struct event_base *base, const char *dir)
{
	struct redis	*r;
	int		 i;

	if ((r = calloc(1, sizeof(*r))) == NULL)
		err(1, NULL);
	for (i = 0; i < TRIES && !settle(r, dir); i++)
		;
	if (i == TRIES || (r->listen = try_connect(r->port)) == NULL)
		errx(1, "redis-server does not start");
	forget(ask(r->listen, "PSUBSCRIBE __keyspace*:traefik*"));
	if ((r->readable = event_new(base, r->listen->fd, EV_READ | EV_PERSIST,
	    on_readable, r)) == NULL || event_add(r->readable, NULL) == -1)
		errx(1, "event");
	return (r);
}

void
redis_free(struct redis *r)
{
	event_free(r->readable);
	redisFree(r->listen);
	redisFree(r->ask);
	(void)kill(r->pid, SIGTERM);
	(void)waitpid(r->pid, NULL, 0);
	free(r);
}

unsigned int
redis_port(const struct redis *r)
{
	return (r->port);
}

void
redis_reset(struct redis *r, const char *notify)
{
	forget(ask(r->ask, "CONFIG SET notify-keyspace-events %s", notify));
	forget(ask(r->ask, "FLUSHALL"));
}

void
redis_on_message(struct redis *r, void (*message)(void *, uint64_t), void *arg)
{
	r->message = message;
	r->arg = arg;
}

unsigned int
redis_messages(struct redis *r)
{
	unsigned int	n = r->messages;

	r->messages = 0;
	return (n);
}

/* How many keys of the containers from..to are there. */
static unsigned int
count(struct redis *r, unsigned int from, unsigned int to)
{
	static const struct {
		const char	*of, *key;
	} each[KEYS_EACH] = {
		{ "router", "entryPoints" }, { "router", "rule" },
		{ "router", "service" }, { "router", "tls" },
		{ "service", "loadBalancer/servers/10000/url" }
	};
	const char	**argv;
	char		(*keys)[128];
	unsigned int	 i, j, n = 0;
	redisReply	*reply;

	if ((argv = calloc(1 + (to - from) * KEYS_EACH,
	    sizeof(*argv))) == NULL ||
	    (keys = calloc((to - from) * KEYS_EACH, sizeof(*keys))) == NULL)
		err(1, NULL);
	argv[n++] = "EXISTS";
	for (i = from; i < to; i++) {
		for (j = 0; j < KEYS_EACH; j++, n++) {
			(void)snprintf(keys[n - 1], sizeof(*keys),
			    "traefik/http/%ss/c%u/%s", each[j].of, i,
			    each[j].key);
			argv[n] = keys[n - 1];
		}
	}
	if ((reply = redisCommandArgv(r->ask, (int)n, argv, NULL)) == NULL)
		errx(1, "redis: %s", r->ask->errstr);
	n = (unsigned int)reply->integer;
	forget(reply);
	free(keys);
	free(argv);
	return (n);
}

int
redis_has_all(struct redis *r, unsigned int n)
{
	unsigned int	from, to;

	if (ask_number(r->ask, "DBSIZE") < (long long)n * KEYS_EACH)
		return (0);
	for (from = 0; from < n; from = to) {
		to = n - from > AT_ONCE ? from + AT_ONCE : n;
		if (count(r, from, to) != (to - from) * KEYS_EACH)
			return (0);
	}
	return (1);
}

int
redis_has(struct redis *r, unsigned int number)
{
	return (count(r, number, number + 1) == KEYS_EACH);
}

int
redis_lacks(struct redis *r, unsigned int number)
{
	return (count(r, number, number + 1) == 0);
}

void
redis_watch(struct redis *r)
{
	if ((r->monitor = try_connect(r->port)) == NULL)
		errx(1, "redis: no second connection");
	forget(ask(r->monitor, "MONITOR"));
}

/* A line of MONITOR begins with the time of day in seconds. */
static uint64_t
monitored(const char *line)
{
	struct timespec	ts;
	uint64_t	seconds, micro;
	char		*end;

	seconds = strtoull(line, &end, 10);
	micro = strtoull(end + (*end == '.'), NULL, 10);
	(void)clock_gettime(CLOCK_REALTIME, &ts);
	return (now() - (uint64_t)ts.tv_sec * 1000000000 -
	    (uint64_t)ts.tv_nsec + seconds * 1000000000 + micro * 1000);
}

void
redis_commands(struct redis *r, unsigned int *sent, unsigned int *executed,
    uint64_t *first)
{
	redisReply	*reply;
	int		 end = 0;

	*sent = *executed = 0;
	forget(ask(r->ask, "ECHO %s", MARK));
	while (!end) {
		if (redisGetReply(r->monitor, (void **)&reply) != REDIS_OK)
			errx(1, "redis: %s", r->monitor->errstr);
		if (strstr(reply->str, MARK) != NULL)
			end = 1;
		else if (strstr(reply->str, " lua] ") != NULL)
			(*executed)++;
		else if ((*sent)++ == 0 && first != NULL)
			*first = monitored(reply->str);
		forget(reply);
	}
	*executed += *sent;
	redisFree(r->monitor);
}

/* The microseconds that a command has taken, of INFO. */
static uint64_t
executing(const char *stats, const char *command)
{
	const char	*at;

	if ((at = strstr(stats, command)) == NULL ||
	    (at = strstr(at, ",usec=")) == NULL)
		return (0);
	return (strtoull(at + strlen(",usec="), NULL, 10));
}

uint64_t
redis_executing(struct redis *r)
{
	redisReply	*reply = ask(r->ask, "INFO commandstats");
	uint64_t	 usec;

	usec = executing(reply->str, "cmdstat_exec:");
	if (usec == 0)
		usec = executing(reply->str, "cmdstat_evalsha:");
	forget(reply);
	forget(ask(r->ask, "CONFIG RESETSTAT"));
	return (usec * 1000);
}
