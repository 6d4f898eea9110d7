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
 * A Docker engine with as many containers as one likes, each with a router,
 * a service and a published port, in the shape that a real engine lists.
 */

#include <sys/socket.h>
#include <sys/queue.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/listener.h>

#include <ctype.h>
#include <err.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bench.h"

#define ID_DIGITS	64
#define NUMBER_DIGITS	8	/* an id repeats its container's number */
#define FIRST_PORT	20000
#define PORTS		40000

#define HEAD		"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n"

struct listener {
	TAILQ_ENTRY(listener)	 entry;
	struct bufferevent	*bev;
};

struct engine {
	struct event_base		*base;
	struct evconnlistener		*socket;
	char				*path;
	struct evbuffer			*all;	/* the first n, as listed */
	unsigned int			 n;
	unsigned int			 extra;	/* the one above n that runs */
	int				 extra_runs;
	size_t				 bytes;
	TAILQ_HEAD(, listener)		 listeners;
};

static void
add_id(struct evbuffer *to, unsigned int number)
{
	int	i;

	for (i = 0; i < ID_DIGITS / NUMBER_DIGITS; i++)
		evbuffer_add_printf(to, "%08x", number);
}

static void
add_labels(struct evbuffer *to, unsigned int number)
{
	evbuffer_add_printf(to, "\"traefik.enable\":\"true\","
	    "\"traefik.http.routers.c%u.rule\":\"Host(`c%u.example.com`)\","
	    "\"traefik.http.services.c%u.loadbalancer.server.port\":\"80\"",
	    number, number, number);
}

static void
add_container(struct evbuffer *to, unsigned int number)
{
	unsigned int	port = FIRST_PORT + number % PORTS;

	evbuffer_add_printf(to, "{\"Id\":\"");
	add_id(to, number);
	evbuffer_add_printf(to, "\",\"Names\":[\"/c%u\"],"
	    "\"Image\":\"busybox:latest\",\"ImageID\":\"sha256:", number);
	add_id(to, 0xb0b0b0b0);
	evbuffer_add_printf(to, "\",\"Command\":\"/bin/httpd -f\","
	    "\"Created\":%lu,\"Ports\":[{\"IP\":\"0.0.0.0\","
	    "\"PrivatePort\":80,\"PublicPort\":%u,\"Type\":\"tcp\"},"
	    "{\"IP\":\"::\",\"PrivatePort\":80,\"PublicPort\":%u,"
	    "\"Type\":\"tcp\"}],\"Labels\":{", 1700000000ul + number, port, port);
	add_labels(to, number);
	evbuffer_add_printf(to, "},\"State\":\"running\","
	    "\"Status\":\"Up 3 seconds\","
	    "\"HostConfig\":{\"NetworkMode\":\"default\"},"
	    "\"NetworkSettings\":{\"Networks\":{\"bridge\":{"
	    "\"IPAMConfig\":null,\"Links\":null,\"Aliases\":null,"
	    "\"NetworkID\":\"");
	add_id(to, 0xaaaaaaaa);
	evbuffer_add_printf(to, "\",\"EndpointID\":\"");
	add_id(to, number);
	evbuffer_add_printf(to, "\",\"Gateway\":\"172.17.0.1\","
	    "\"IPAddress\":\"172.17.%u.%u\",\"IPPrefixLen\":16,"
	    "\"IPv6Gateway\":\"\",\"GlobalIPv6Address\":\"\","
	    "\"GlobalIPv6PrefixLen\":0,\"MacAddress\":\"02:42:ac:11:00:08\","
	    "\"DriverOpts\":null}}},\"Mounts\":[]}",
	    number / 250 % 250, number % 250 + 2);
}

static int
runs(const struct engine *e, unsigned int number)
{
	return (number < e->n || (e->extra_runs && number == e->extra));
}

static void
answer_all(struct engine *e, struct evbuffer *to)
{
	evbuffer_add_printf(to, HEAD "[");
	evbuffer_add_buffer_reference(to, e->all);
	if (e->extra_runs) {
		if (e->n > 0)
			evbuffer_add_printf(to, ",");
		add_container(to, e->extra);
	}
	evbuffer_add_printf(to, "]\n");
}

/* The containers whose ids stand in the request, whatever is around them. */
static void
answer_ids(struct engine *e, const char *request, struct evbuffer *to)
{
	unsigned int	 number;
	const char	*p, *comma = "";
	char		 digits[NUMBER_DIGITS + 1];
	size_t		 len;

	evbuffer_add_printf(to, HEAD "[");
	for (p = request; *p != '\0'; p += len > 0 ? len : 1) {
		len = strspn(p, "0123456789abcdef");
		if (len < ID_DIGITS)
			continue;
		(void)strlcpy(digits, p + len - NUMBER_DIGITS, sizeof(digits));
		number = (unsigned int)strtoul(digits, NULL, 16);
		if (!runs(e, number))
			continue;
		evbuffer_add_printf(to, "%s", comma);
		add_container(to, number);
		comma = ",";
	}
	evbuffer_add_printf(to, "]\n");
}

static void
hang_up(struct bufferevent *bev, void *arg)
{
	(void)arg;
	if (evbuffer_get_length(bufferevent_get_output(bev)) == 0)
		bufferevent_free(bev);
}

static void
on_connection_event(struct bufferevent *bev, short what, void *arg)
{
	struct engine	*e = arg;
	struct listener	*l, *next;

	if (!(what & (BEV_EVENT_EOF | BEV_EVENT_ERROR)))
		return;
	TAILQ_FOREACH_SAFE(l, &e->listeners, entry, next) {
		if (l->bev == bev) {
			TAILQ_REMOVE(&e->listeners, l, entry);
			free(l);
		}
	}
	bufferevent_free(bev);
}

static void
listen_to_events(struct engine *e, struct bufferevent *bev)
{
	struct listener	*l;

	if ((l = calloc(1, sizeof(*l))) == NULL)
		err(1, NULL);
	l->bev = bev;
	TAILQ_INSERT_TAIL(&e->listeners, l, entry);
	bufferevent_write(bev, HEAD, strlen(HEAD));
}

static void
answer(struct engine *e, struct bufferevent *bev, const char *request)
{
	struct evbuffer	*to = bufferevent_get_output(bev);

	if (strstr(request, "/events") != NULL) {
		listen_to_events(e, bev);
		return;
	}
	if (strstr(request, "/containers/json") == NULL)
		evbuffer_add_printf(to, HEAD "{\"ID\":\"BENCH\","
		    "\"Name\":\"bench\",\"Version\":\"20.10.24\","
		    "\"ApiVersion\":\"1.41\",\"ServerVersion\":\"20.10.24\"}\n");
	else if (strstr(request, "%22id%22") != NULL)
		answer_ids(e, request, to);
	else
		answer_all(e, to);
	if (strstr(request, "/containers/json") != NULL)
		e->bytes += evbuffer_get_length(to);
	bufferevent_setcb(bev, NULL, hang_up, on_connection_event, e);
}

static void
on_request(struct bufferevent *bev, void *arg)
{
	struct evbuffer	*in = bufferevent_get_input(bev);
	char		*request;

	if (evbuffer_search(in, "\r\n\r\n", 4, NULL).pos == -1)
		return;
	if ((request = evbuffer_readln(in, NULL, EVBUFFER_EOL_CRLF)) == NULL)
		err(1, NULL);
	evbuffer_drain(in, evbuffer_get_length(in));
	answer(arg, bev, request);
	free(request);
}

static void
on_accept(struct evconnlistener *socket, evutil_socket_t fd,
    struct sockaddr *sa, int len, void *arg)
{
	struct engine		*e = arg;
	struct bufferevent	*bev;

	(void)socket;
	(void)sa;
	(void)len;
	if ((bev = bufferevent_socket_new(e->base, fd,
	    BEV_OPT_CLOSE_ON_FREE)) == NULL)
		err(1, NULL);
	bufferevent_setcb(bev, on_request, NULL, on_connection_event, e);
	bufferevent_enable(bev, EV_READ | EV_WRITE);
}

struct engine *
engine_new(struct event_base *base, const char *path)
{
	struct sockaddr_un	 sun;
	struct engine		*e;

	if ((e = calloc(1, sizeof(*e))) == NULL ||
	    (e->path = strdup(path)) == NULL)
		err(1, NULL);
	e->base = base;
	TAILQ_INIT(&e->listeners);
	memset(&sun, 0, sizeof(sun));
	sun.sun_family = AF_UNIX;
	if (strlcpy(sun.sun_path, path, sizeof(sun.sun_path)) >=
	    sizeof(sun.sun_path))
		errx(1, "%s: too long for a socket", path);
	if ((e->socket = evconnlistener_new_bind(base, on_accept, e,
	    LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC, -1,
	    (struct sockaddr *)&sun, sizeof(sun))) == NULL)
		err(1, "%s", path);
	if (chmod(path, 0666) == -1)
		err(1, "%s", path);
	if ((e->all = evbuffer_new()) == NULL)
		err(1, NULL);
	return (e);
}

void
engine_free(struct engine *e)
{
	struct listener	*l;

	while ((l = TAILQ_FIRST(&e->listeners)) != NULL) {
		TAILQ_REMOVE(&e->listeners, l, entry);
		bufferevent_free(l->bev);
		free(l);
	}
	evconnlistener_free(e->socket);
	evbuffer_free(e->all);
	(void)unlink(e->path);
	free(e->path);
	free(e);
}

void
engine_containers(struct engine *e, unsigned int n)
{
	unsigned int	i;

	evbuffer_free(e->all);
	if ((e->all = evbuffer_new()) == NULL)
		err(1, NULL);
	for (i = 0; i < n; i++) {
		if (i > 0)
			evbuffer_add_printf(e->all, ",");
		add_container(e->all, i);
	}
	e->n = n;
	e->extra_runs = 0;
}

/* Written at once and as a whole, so that the clock is right. */
static uint64_t
tell(struct engine *e, unsigned int number, const char *action)
{
	struct evbuffer	*line;
	struct listener	*l;
	struct timespec	 ts;
	uint64_t	 clock;
	ssize_t		 len;

	if ((line = evbuffer_new()) == NULL)
		err(1, NULL);
	(void)clock_gettime(CLOCK_REALTIME, &ts);
	evbuffer_add_printf(line, "{\"status\":\"%s\",\"id\":\"", action);
	add_id(line, number);
	evbuffer_add_printf(line, "\",\"from\":\"busybox:latest\","
	    "\"Type\":\"container\",\"Action\":\"%s\",\"Actor\":{\"ID\":\"",
	    action);
	add_id(line, number);
	evbuffer_add_printf(line, "\",\"Attributes\":{"
	    "\"image\":\"busybox:latest\",\"name\":\"c%u\",", number);
	add_labels(line, number);
	evbuffer_add_printf(line, "}},\"scope\":\"local\",\"time\":%lld,"
	    "\"timeNano\":%lld}\n", (long long)ts.tv_sec,
	    (long long)ts.tv_sec * 1000000000 + ts.tv_nsec);
	len = (ssize_t)evbuffer_get_length(line);
	clock = now();
	TAILQ_FOREACH(l, &e->listeners, entry)
		if (write(bufferevent_getfd(l->bev),
		    evbuffer_pullup(line, -1), (size_t)len) != len)
			err(1, "event");
	evbuffer_free(line);
	return (clock);
}

uint64_t
engine_start(struct engine *e, unsigned int number)
{
	e->extra = number;
	e->extra_runs = 1;
	return (tell(e, number, "start"));
}

uint64_t
engine_stop(struct engine *e, unsigned int number)
{
	e->extra_runs = 0;
	return (tell(e, number, "die"));
}

int
engine_heard(const struct engine *e)
{
	return (!TAILQ_EMPTY(&e->listeners));
}

size_t
engine_bytes(struct engine *e)
{
	size_t	bytes = e->bytes;

	e->bytes = 0;
	return (bytes);
}
