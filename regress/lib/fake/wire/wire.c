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

#include <sys/queue.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <err.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <event2/buffer.h>

#include "regress/lib/fake/wire/wire.h"

/* What holds for one way of all connections. */
struct rule {
	int64_t			 allowed;	/* bytes; -1: all */
	int64_t			 cut;		/* bytes until then; -1: never */
	int64_t			 corrupt;	/* as well */
	int			 held;		/* said already */
	uint64_t		 passed;
	int64_t			 more;		/* bytes a time */
	struct timeval		 every;
	struct event		*timer;
	struct wire		*wire;
};

struct pair;

/* One way of one connection. */
struct half {
	struct pair		*pair;
	enum wire_way		 way;
	int			 from;
	int			 to;
	int			 over;		/* from has ended */
	struct evbuffer		*bytes;
	int			 number_of;	/* what is read: '*' or '$' */
	int64_t			 number;
	int64_t			 arguments;	/* left of this command */
	int64_t			 payload;	/* bytes left of one, with \r\n */
	struct event		*readable;
	struct event		*writable;
};

struct pair {
	LIST_ENTRY(pair)	 entry;
	struct wire		*wire;
	struct half		 half[2];
	int			 client;
	int			 server;
};

struct wire {
	struct event_base	*base;
	char			*server;
	void			(*say)(const char *);
	int			 fd;
	struct event		*acceptable;
	uint16_t		 port;
	int			 reset;		/* how the next cut is */
	int64_t			 commands;	/* until then; -1: never */
	int			 late;
	struct rule		 rule[2];
	LIST_HEAD(, pair)	 pairs;
};

static void	half_pass(struct half *);

static void
say(const struct wire *w, const char *what)
{
	if (w->say != NULL)
		w->say(what);
}

static void
close_reset(int fd)
{
	struct linger	 now = { 1, 0 };

	(void)setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
	(void)close(fd);
}

static void
pair_end(struct pair *p, int reset)
{
	int	 i;

	LIST_REMOVE(p, entry);
	for (i = 0; i < 2; i++) {
		event_free(p->half[i].readable);
		event_free(p->half[i].writable);
		evbuffer_free(p->half[i].bytes);
	}
	if (reset)
		close_reset(p->client);
	else
		(void)close(p->client);
	(void)close(p->server);
	say(p->wire, "closed");
	free(p);
}

/* How many of the bytes at hand may pass now. */
static int64_t
half_may(const struct half *h)
{
	const struct rule	*r = &h->pair->wire->rule[h->way];
	int64_t			 n = (int64_t)evbuffer_get_length(h->bytes);

	if (r->allowed != -1 && n > r->allowed)
		n = r->allowed;
	if (r->cut != -1 && n > r->cut)
		n = r->cut;
	return n;
}

static void
half_corrupt(struct half *h, int64_t n)
{
	struct rule	*r = &h->pair->wire->rule[h->way];
	u_char		*p;

	if (r->corrupt == -1 || n <= r->corrupt)
		return;
	if ((p = evbuffer_pullup(h->bytes, n)) == NULL)
		err(1, NULL);
	p[r->corrupt] ^= 0x15;
	r->corrupt = -1;
}

static void
rule_count(struct rule *r, int64_t n)
{
	r->passed += (uint64_t)n;
	if (r->allowed != -1)
		r->allowed -= n;
	if (r->cut != -1)
		r->cut -= n;
	if (r->corrupt != -1)
		r->corrupt -= n;
}

static void
half_held(struct half *h)
{
	struct rule	*r = &h->pair->wire->rule[h->way];

	if (r->held || r->allowed != 0)
		return;
	r->held = 1;
	say(h->pair->wire, h->way == WIRE_UP ? "held up" : "held down");
}

/* Writes what may pass; the pair may be gone afterwards. */
static void
half_pass(struct half *h)
{
	struct wire	*w = h->pair->wire;
	struct rule	*r = &w->rule[h->way];
	int64_t		 n = half_may(h), done = 0;

	if (n > 0) {
		half_corrupt(h, n);
		done = evbuffer_write_atmost(h->bytes, h->to, n);
		if (done == -1 && errno != EAGAIN) {
			pair_end(h->pair, 0);
			return;
		}
		rule_count(r, done > 0 ? done : 0);
	}
	if (r->cut == 0 && evbuffer_get_length(h->bytes) + (size_t)n > 0) {
		r->cut = -1;
		say(w, "cut");
		pair_end(h->pair, w->reset);
		return;
	}
	if (n > 0 && done < n)
		event_add(h->writable, NULL);
	else if (evbuffer_get_length(h->bytes) > 0)
		half_held(h);
	else if (h->over)
		pair_end(h->pair, 0);
}

/*
 * A command is "*2\r\n" and then "$3\r\nfoo\r\n" for each argument.  True
 * where it ends with this byte.
 */
static int
half_ends_command(struct half *h, u_char c)
{
	if (h->payload > 0) {
		if (--h->payload > 0)
			return 0;
		return --h->arguments == 0;
	}
	if (c == '*' || c == '$') {
		h->number_of = c;
		h->number = 0;
	} else if (c >= '0' && c <= '9')
		h->number = h->number * 10 + c - '0';
	else if (c == '\n' && h->number_of == '*')
		h->arguments = h->number;
	else if (c == '\n')
		h->payload = h->number + 2;
	return 0;
}

/* Looks at the bytes from here on, and cuts where the commands are over. */
static void
half_count(struct half *h, size_t from)
{
	struct wire	*w = h->pair->wire;
	size_t		 len = evbuffer_get_length(h->bytes), i;
	const u_char	*p = evbuffer_pullup(h->bytes, -1);

	for (i = from; i < len; i++) {
		if (w->commands == 0) {
			w->rule[WIRE_UP].cut = (int64_t)i;
			w->commands = -1;
		}
		if (half_ends_command(h, p[i]) && w->commands > 0 &&
		    --w->commands == 0 && !w->late) {
			w->rule[WIRE_UP].cut = (int64_t)i + 1;
			w->commands = -1;
		}
	}
}

static void
half_on_readable(evutil_socket_t fd, short what, void *arg)
{
	struct half	*h = arg;
	size_t		 before = evbuffer_get_length(h->bytes);
	int		 n = evbuffer_read(h->bytes, fd, -1);

	(void)what;
	if (n > 0 && h->way == WIRE_UP)
		half_count(h, before);
	if (n <= 0) {
		h->over = 1;
		event_del(h->readable);
		if (h->way == WIRE_UP) {	/* the client's end */
			pair_end(h->pair, 0);
			return;
		}
	}
	/* A server's end is held back as its bytes are. */
	if (n > 0 || h->pair->wire->rule[h->way].allowed == -1)
		half_pass(h);
}

static void
half_on_writable(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	half_pass(arg);
}

static void
half_init(struct pair *p, enum wire_way way, int from, int to)
{
	struct half	*h = &p->half[way];
	int		 one = 1;

	(void)setsockopt(to, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	h->pair = p;
	h->way = way;
	h->from = from;
	h->to = to;
	if ((h->bytes = evbuffer_new()) == NULL ||
	    (h->readable = event_new(p->wire->base, from,
	    EV_READ | EV_PERSIST, half_on_readable, h)) == NULL ||
	    (h->writable = event_new(p->wire->base, to, EV_WRITE,
	    half_on_writable, h)) == NULL)
		err(1, NULL);
	event_add(h->readable, NULL);
}

static int
connect_path(const char *path)
{
	struct sockaddr_un	 sun = { .sun_family = AF_UNIX };
	int			 fd;

	if ((fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) == -1)
		err(1, "socket");
	if (strlcpy(sun.sun_path, path, sizeof(sun.sun_path)) >=
	    sizeof(sun.sun_path))
		errx(1, "%s: too long", path);
	if (connect(fd, (struct sockaddr *)&sun, sizeof(sun)) == 0)
		return fd;
	(void)close(fd);
	return -1;
}

static int
connect_port(const char *port)
{
	struct sockaddr_in	 sin = { .sin_family = AF_INET };
	int			 fd;

	if ((fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) == -1)
		err(1, "socket");
	sin.sin_port = htons((uint16_t)strtonum(port, 1, 65535, NULL));
	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (connect(fd, (struct sockaddr *)&sin, sizeof(sin)) == 0)
		return fd;
	(void)close(fd);
	return -1;
}

static void
wire_on_client(evutil_socket_t fd, short what, void *arg)
{
	struct wire	*w = arg;
	struct pair	*p;
	int		 client, server;

	(void)what;
	if ((client = accept4(fd, NULL, NULL, SOCK_CLOEXEC)) == -1)
		return;
	server = *w->server == '/' ? connect_path(w->server) :
	    connect_port(w->server);
	if (server == -1) {
		close_reset(client);
		return;
	}
	if (evutil_make_socket_nonblocking(client) == -1 ||
	    evutil_make_socket_nonblocking(server) == -1 ||
	    (p = calloc(1, sizeof(*p))) == NULL)
		err(1, NULL);
	p->wire = w;
	p->client = client;
	p->server = server;
	LIST_INSERT_HEAD(&w->pairs, p, entry);
	half_init(p, WIRE_UP, client, server);
	half_init(p, WIRE_DOWN, server, client);
	say(w, "open");
}

static void
wire_listen(struct wire *w)
{
	struct sockaddr_in	 sin = { .sin_family = AF_INET };
	socklen_t		 len = sizeof(sin);

	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if ((w->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC |
	    SOCK_NONBLOCK, 0)) == -1 ||
	    bind(w->fd, (struct sockaddr *)&sin, sizeof(sin)) == -1 ||
	    listen(w->fd, 16) == -1 ||
	    getsockname(w->fd, (struct sockaddr *)&sin, &len) == -1)
		err(1, "a socket to listen on");
	w->port = ntohs(sin.sin_port);
	if ((w->acceptable = event_new(w->base, w->fd, EV_READ | EV_PERSIST,
	    wire_on_client, w)) == NULL)
		err(1, NULL);
	event_add(w->acceptable, NULL);
}

static void
wire_pass(struct wire *w, enum wire_way way)
{
	struct pair	*p, *next;

	LIST_FOREACH_SAFE(p, &w->pairs, entry, next)
		half_pass(&p->half[way]);
}

static void
rule_on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct rule	*r = arg;

	(void)fd;
	(void)what;
	r->allowed = r->more;
	wire_pass(r->wire, (enum wire_way)(r - r->wire->rule));
	event_add(r->timer, &r->every);
}

struct wire *
wire_new(struct event_base *base, const char *server,
    void (*told)(const char *))
{
	struct wire	*w;
	struct rule	*r;

	/* Who hangs up is no reason to end. */
	if (signal(SIGPIPE, SIG_IGN) == SIG_ERR ||
	    (w = calloc(1, sizeof(*w))) == NULL)
		err(1, NULL);
	w->base = base;
	w->say = told;
	LIST_INIT(&w->pairs);
	w->commands = -1;
	wire_server(w, server);
	for (r = w->rule; r < w->rule + 2; r++) {
		r->allowed = r->cut = r->corrupt = -1;
		r->wire = w;
		if ((r->timer = evtimer_new(base, rule_on_timer, r)) == NULL)
			err(1, NULL);
	}
	wire_listen(w);
	return w;
}

void
wire_free(struct wire *w)
{
	wire_end(w, 0);
	event_free(w->acceptable);
	event_free(w->rule[0].timer);
	event_free(w->rule[1].timer);
	(void)close(w->fd);
	free(w->server);
	free(w);
}

uint16_t
wire_port(const struct wire *w)
{
	return w->port;
}

void
wire_server(struct wire *w, const char *server)
{
	free(w->server);
	if ((w->server = strdup(server)) == NULL)
		err(1, NULL);
}

uint64_t
wire_passed(const struct wire *w, enum wire_way way)
{
	return w->rule[way].passed;
}

void
wire_allow(struct wire *w, enum wire_way way, int64_t bytes)
{
	struct rule	*r = &w->rule[way];

	event_del(r->timer);
	r->allowed = bytes;
	r->held = 0;
	wire_pass(w, way);
}

void
wire_trickle(struct wire *w, enum wire_way way, int64_t bytes,
    unsigned int ms)
{
	struct rule	*r = &w->rule[way];

	r->more = bytes;
	r->every.tv_sec = ms / 1000;
	r->every.tv_usec = ms % 1000 * 1000;
	wire_allow(w, way, bytes);
	event_add(r->timer, &r->every);
}

void
wire_cut(struct wire *w, enum wire_way way, int64_t bytes, int reset)
{
	w->reset = reset;
	w->rule[way].cut = bytes;
}

void
wire_cut_after(struct wire *w, int64_t commands, int late)
{
	w->reset = 0;
	w->commands = commands;
	w->late = late;
}

void
wire_corrupt(struct wire *w, enum wire_way way, int64_t bytes)
{
	w->rule[way].corrupt = bytes;
}

void
wire_inject(struct wire *w, const void *data, size_t len)
{
	struct pair	*p, *next;

	LIST_FOREACH_SAFE(p, &w->pairs, entry, next) {
		if (write(p->client, data, len) != (ssize_t)len)
			pair_end(p, 0);
	}
}

void
wire_drop(struct wire *w, enum wire_way way)
{
	struct pair	*p;
	struct evbuffer	*bytes;

	LIST_FOREACH(p, &w->pairs, entry) {
		bytes = p->half[way].bytes;
		evbuffer_drain(bytes, evbuffer_get_length(bytes));
	}
	w->rule[way].held = 0;
}

void
wire_end(struct wire *w, int reset)
{
	struct pair	*p;

	while ((p = LIST_FIRST(&w->pairs)) != NULL)
		pair_end(p, reset);
}
