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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/backoff.h"
#include "common/hostaddr.h"
#include "common/log.h"
#include "common/permit.h"
#include "redis-writer/connection/connect.h"
#include "redis-writer/connection/sentinel.h"

#define CHANNEL	"+switch-master"

struct sentinel {
	const struct redis_writer_conf *conf;	/* borrowed */
	struct tls		*tls;		/* borrowed; NULL: no TLS */
	struct connection	*connection;
	void			*arg;		/* of the two callbacks */
	sentinel_master_fn	 master;
	sentinel_fault_fn	 fault;
	struct event		*timer;		/* to ask the next sentinel */
	struct backoff		 backoff;
	size_t			 at;		/* index of the sentinel */
	int			 running;
	char			 known[300];	/* last "host:port" */
};

static void	sentinel_up(void *);
static void	sentinel_down(void *, const char *);
static void	sentinel_message(void *, const redisReply *);
static void	sentinel_on_timer(evutil_socket_t, short, void *);

static const struct connection_callbacks callbacks = {
	.up = sentinel_up,
	.down = sentinel_down,
	.message = sentinel_message,
};

struct sentinel *
sentinel_new(struct event_base *base, struct resolver *resolver,
    sentinel_master_fn master, sentinel_fault_fn fault, void *arg)
{
	struct sentinel	*s;
	struct backoff	 fresh = BACKOFF_INITIALIZER(RETRY_FIRST, RETRY_LAST);

	if ((s = calloc(1, sizeof(*s))) == NULL ||
	    (s->timer = evtimer_new(base, sentinel_on_timer, s)) == NULL)
		fatal(NULL);
	s->arg = arg;
	s->master = master;
	s->fault = fault;
	s->backoff = fresh;
	s->connection = connection_new(base, resolver, &callbacks, s);
	return s;
}

void
sentinel_free(struct sentinel *s)
{
	if (s == NULL)
		return;
	connection_free(s->connection);
	event_free(s->timer);
	free(s);
}

/* The list has the form "26379:host", which kopd has verified. */
static void
sentinel_open(struct sentinel *s)
{
	const struct string_list	*list = &s->conf->sentinels;
	char				*host;
	unsigned long			 port;

	port = strtoul(list->v[s->at % list->n], &host, 10);
	if (*host == ':')
		host++;
	connection_open(s->connection, host, (uint32_t)port, "", s->tls);
}

void
sentinel_configure(struct sentinel *s, const struct redis_writer_conf *conf)
{
	s->conf = conf;
}

void
sentinel_start(struct sentinel *s, const struct redis_writer_conf *conf,
    struct tls *tls)
{
	s->conf = conf;
	s->tls = tls;
	s->running = 1;
	s->at = 0;
	*s->known = '\0';
	backoff_reset(&s->backoff);
	evtimer_del(s->timer);
	sentinel_open(s);
}

void
sentinel_stop(struct sentinel *s)
{
	s->running = 0;
	evtimer_del(s->timer);
	connection_close(s->connection);
}

static void
sentinel_on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct sentinel	*s = arg;

	(void)fd;
	(void)what;
	s->at++;
	sentinel_open(s);
}

void
sentinel_next(struct sentinel *s)
{
	struct timeval	 delay;

	if (!s->running || evtimer_pending(s->timer, NULL))
		return;
	connection_close(s->connection);
	delay = backoff_next(&s->backoff);
	evtimer_add(s->timer, &delay);
}

static void
sentinel_down(void *arg, const char *why)
{
	struct sentinel	*s = arg;
	char		 text[512];

	(void)snprintf(text, sizeof(text), "sentinel %s: %s",
	    connection_address(s->connection), why);
	log_repeat(connection_address(s->connection), "Redis: %s", text);
	s->fault(s->arg, text);
	sentinel_next(s);
}

/* Permits any port if none is configured. */
static int
port_is_permitted(const struct redis_writer_conf *conf, const char *port)
{
	size_t	 i;

	for (i = 0; i < conf->sentinel_ports.n; i++) {
		if (strcmp(conf->sentinel_ports.v[i], port) == 0)
			return 1;
	}
	return conf->sentinel_ports.n == 0;
}

static int
master_is_permitted(const struct redis_writer_conf *conf, const char *host,
    uint32_t port)
{
	const struct string_list	*list = &conf->sentinel_masters;
	struct permit			 p;
	size_t				 i;

	for (i = 0; i < list->n; i++) {
		if (permit_parse(&p, list->v[i]) == 0 &&
		    permit_matches(&p, host, port))
			return 1;
	}
	return list->n == 0;
}

static void
sentinel_said(struct sentinel *s, const char *host, const char *port)
{
	const char	*why;
	char		 text[512];
	uint32_t	 n;

	n = (uint32_t)strtonum(port, 1, 65535, &why);
	if (why != NULL || hostaddr_connect_fault(host) != NULL) {
		sentinel_down(s, "it does not send an address");
		return;
	}
	if (!port_is_permitted(s->conf, port)) {
		(void)snprintf(text, sizeof(text), "the master is %s:%s, and "
		    "the sandbox does not permit this port; add it to `ports' "
		    "in the sentinel block, and restart kopd", host, port);
		sentinel_down(s, text);
		return;
	}
	if (!master_is_permitted(s->conf, host, n)) {
		(void)snprintf(text, sizeof(text), "it names the master %s:%s, "
		    "which `masters' in the sentinel block does not permit; "
		    "add it if it is correct, otherwise check this sentinel",
		    host, port);
		sentinel_down(s, text);
		return;
	}
	log_repeat_over(connection_address(s->connection));
	backoff_reset(&s->backoff);
	(void)snprintf(s->known, sizeof(s->known), "%s:%u", host, n);
	s->master(s->arg, host, n);
}

static void
sentinel_refused(struct sentinel *s, const redisReply *reply)
{
	sentinel_down(s, reply_explain(reply_error(reply)));
}

static void
sentinel_answered(void *arg, const redisReply *reply)
{
	struct sentinel	*s = arg;
	char		 text[256];

	if (reply == NULL)
		return;
	if (reply_error(reply) != NULL)
		sentinel_refused(s, reply);
	else if (reply_count(reply) == 2)
		sentinel_said(s, reply_text(reply_at(reply, 0)),
		    reply_text(reply_at(reply, 1)));
	else {
		(void)snprintf(text, sizeof(text), "it does not know the "
		    "master \"%.100s\"", s->conf->sentinel_master);
		sentinel_down(s, text);
	}
}

/* The reply to AUTH, SUBSCRIBE or UNSUBSCRIBE: only an error matters. */
static void
sentinel_done(void *arg, const redisReply *reply)
{
	if (reply != NULL && reply_error(reply) != NULL)
		sentinel_refused(arg, reply);
}

static void
sentinel_send(struct sentinel *s, reply_handler handler, size_t argc,
    const char *a, const char *b, const char *c)
{
	const char	*argv[] = { a, b, c };
	size_t		 lens[3], i;

	for (i = 0; i < argc; i++)
		lens[i] = strlen(argv[i]);
	connection_send(s->connection, handler, s, argc, argv, lens);
}

/*
 * A client with a subscription cannot ask, so it subscribes after it has
 * asked.
 */
static void
sentinel_ask(struct sentinel *s)
{
	sentinel_send(s, sentinel_answered, 3, "SENTINEL",
	    "GET-MASTER-ADDR-BY-NAME", s->conf->sentinel_master);
	sentinel_send(s, sentinel_done, 2, "SUBSCRIBE", CHANNEL, NULL);
}

static void
sentinel_up(void *arg)
{
	struct sentinel				*s = arg;
	const struct redis_writer_conf		*conf = s->conf;

	if (*conf->sentinel_password != '\0' && *conf->sentinel_user != '\0')
		sentinel_send(s, sentinel_done, 3, "AUTH",
		    conf->sentinel_user, conf->sentinel_password);
	else if (*conf->sentinel_password != '\0')
		sentinel_send(s, sentinel_done, 2, "AUTH",
		    conf->sentinel_password, NULL);
	sentinel_ask(s);
}

void
sentinel_probe(struct sentinel *s)
{
	if (!s->running || !connection_is_up(s->connection))
		return;
	sentinel_send(s, sentinel_done, 2, "UNSUBSCRIBE", CHANNEL, NULL);
	sentinel_ask(s);
}

/* The message is "mymaster 192.0.2.1 6379 192.0.2.2 6379": name, old, new. */
static void
sentinel_message(void *arg, const redisReply *reply)
{
	struct sentinel	*s = arg;
	const char	*text = reply_text(reply_at(reply, 2));
	char		*copy, *rest, *word[5];
	size_t		 n = 0;

	if ((copy = strdup(text)) == NULL)
		fatal(NULL);
	rest = copy;
	while (n < 5 && (word[n] = strsep(&rest, " ")) != NULL)
		n++;
	if (n == 5 && rest == NULL &&
	    strcmp(word[0], s->conf->sentinel_master) == 0)
		sentinel_said(s, word[3], word[4]);
	free(copy);
}

const char *
sentinel_text(const struct sentinel *s)
{
	static char	 text[1024];

	(void)snprintf(text, sizeof(text), "%s, master %s",
	    connection_address(s->connection),
	    *s->known != '\0' ? s->known : "unknown");
	return text;
}
