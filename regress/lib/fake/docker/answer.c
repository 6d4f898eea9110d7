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
#include <sys/stat.h>
#include <sys/un.h>

#include <netinet/in.h>

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/listener.h>
#include <event2/util.h>

#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/clock.h"
#include "regress/lib/fake/docker/docker.h"

const char *const	 kinds[KINDS] = {
	"ping", "version", "info", "list", "ids", "events", "unhealthy"
};
struct fault		 faults[KINDS];

struct client {
	TAILQ_ENTRY(client)	 entry;
	struct bufferevent	*bev;
	struct ev_token_bucket_cfg *rate;	/* NULL: as fast as can be */
	enum kind		 kind;
	int			 asked;
	char			*target;
	int			 ending;	/* once all is written */
	size_t			 bytes;
};

static TAILQ_HEAD(, client)	 clients = TAILQ_HEAD_INITIALIZER(clients);
static struct event_base	*base;
static struct evconnlistener	*listener;
static const char		*path;		/* or "host:port" */
static struct sockaddr_storage	 where;		/* by TCP */
static int			 where_len;	/* 0: path is a socket's */
static struct counts		 counts;
static int			 tell;
static char			 engine_id[64] = "FAKE:ENGINE";
static char			 engine_name[64] = "fake";
static struct fault		 too_long;	/* for targets above: */
static size_t			 longest;	/* 0: there are none */

void
say(const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	(void)fflush(stdout);
}

static void
client_free(struct client *cl)
{
	if (cl->asked && tell)
		say("end %s %zu", kinds[cl->kind], cl->bytes);
	TAILQ_REMOVE(&clients, cl, entry);
	bufferevent_free(cl->bev);
	if (cl->rate != NULL)
		ev_token_bucket_cfg_free(cl->rate);
	free(cl->target);
	free(cl);
}

static void
on_written(struct bufferevent *bev, void *arg)
{
	struct client	*cl = arg;

	(void)bev;
	counts.answered = clock_us();
	if (cl->ending)
		client_free(cl);
}

static void
on_gone(struct bufferevent *bev, short what, void *arg)
{
	(void)bev;
	if (what & (BEV_EVENT_EOF | BEV_EVENT_ERROR))
		client_free(arg);
}

static void
send_body(struct client *cl, int status, const struct fault *f,
    struct evbuffer *body)
{
	struct evbuffer	*out = bufferevent_get_output(cl->bev);
	size_t		 len = evbuffer_get_length(body);

	evbuffer_add_printf(out, "HTTP/1.0 %d %s\r\nApi-Version: 1.41\r\n"
	    "Content-Type: application/json\r\nServer: Docker/20.10.24 "
	    "(linux)\r\n", status, status == 200 ? "OK" : "Error");
	if (f->how == CHUNKED)
		evbuffer_add_printf(out, "Transfer-Encoding: chunked\r\n\r\n"
		    "%zx\r\n", len);
	else if (cl->kind == EVENTS && status == 200)
		evbuffer_add_printf(out, "\r\n");
	else
		evbuffer_add_printf(out, "Content-Length: %zu\r\n\r\n", len);
	if (f->how == CUT && len > f->n)
		evbuffer_remove_buffer(body, out, f->n);
	else
		evbuffer_add_buffer(out, body);
}

/* Writes at most so many bytes a second, a tenth of them each tenth. */
static void
slow_down(struct client *cl, size_t n)
{
	static const struct timeval	 tenth = { 0, 100000 };

	n = n < 10 ? 1 : n / 10;
	cl->rate = ev_token_bucket_cfg_new(EV_RATE_LIMIT_MAX,
	    EV_RATE_LIMIT_MAX, n, n, &tenth);
	if (cl->rate == NULL ||
	    bufferevent_set_rate_limit(cl->bev, cl->rate) == -1)
		errx(1, "cannot write slowly");
}

/* The connection breaks, and what was sent may not arrive. */
static void
reset(struct client *cl)
{
	struct linger	 now = { 1, 0 };

	(void)setsockopt(bufferevent_getfd(cl->bev), SOL_SOCKET, SO_LINGER,
	    &now, sizeof(now));
	cl->asked = 0;
	client_free(cl);
}

static void
answer(struct client *cl, const struct fault *f, struct evbuffer *body)
{
	struct evbuffer		*message;
	int			 status = 200;

	if ((message = evbuffer_new()) == NULL)
		err(1, NULL);
	if (f->how == STATUS) {
		status = (int)f->n;
		evbuffer_add_printf(message, "{\"message\":\"told to\"}\n");
		body = message;
	}
	if (f->how == HTML) {
		status = (int)f->n;
		evbuffer_add_printf(message, "%s", f->page);
		body = message;
	}
	if (f->how == TLS) {
		status = 400;
		evbuffer_add_printf(message, "Client sent an HTTP request to "
		    "an HTTPS server.\n");
		body = message;
	}
	if (f->how == SLOW)
		slow_down(cl, f->n);
	if (f->how == GARBAGE)
		evbuffer_add_printf(bufferevent_get_output(cl->bev),
		    "SSH-2.0-OpenSSH_9.2\r\n%c%c%c", 0, 1, 2);
	else
		send_body(cl, status, f, body);
	evbuffer_free(message);
	cl->ending = cl->kind != EVENTS || (f->how != RIGHT && f->how != SLOW);
	cl->bytes = evbuffer_get_length(bufferevent_get_output(cl->bev));
	counts.bytes += cl->bytes;
	if (cl->kind == LIST || cl->kind == IDS)
		counts.list_bytes += cl->bytes;
}

static enum kind
kind_of(const char *target)
{
	if (strcmp(target, "/_ping") == 0)
		return PING;
	if (strcmp(target, "/version") == 0)
		return VERSION;
	if (strcmp(target, "/info") == 0)
		return INFO;
	if (strncmp(target, "/events", 7) == 0)
		return EVENTS;
	if (strstr(target, "%22health%22") != NULL)
		return UNHEALTHY;
	if (strncmp(target, "/containers/json?all=1", 22) == 0)
		return strstr(target, "%22id%22") != NULL ? IDS : LIST;
	return KINDS;
}

/* Podman makes up an ID for each answer. */
static void
put_info(struct evbuffer *body)
{
	static unsigned int	 n;

	evbuffer_add_printf(body, "{\"ID\":\"");
	if (podman != NULL)
		evbuffer_add_printf(body, "%08x-67c3-472c-9804-b5a831dde31f",
		    ++n);
	else
		evbuffer_add_printf(body, "%s", engine_id);
	evbuffer_add_printf(body, "\",\"Name\":\"%s\",\"ServerVersion\":"
	    "\"%s\"}\n", engine_name, podman != NULL ? podman : "20.10.24");
}

static void
put_version(struct evbuffer *body)
{
	evbuffer_add_printf(body, "{\"Components\":[{\"Name\":\"%s\","
	    "\"Version\":\"%s\"}],\"Version\":\"%s\","
	    "\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\"}\n",
	    podman != NULL ? "Podman Engine" : "Engine",
	    podman != NULL ? podman : "20.10.24",
	    podman != NULL ? podman : "20.10.24");
}

static void
body_of(struct client *cl, const char *target, struct evbuffer *body)
{
	switch (cl->kind) {
	case PING:
		evbuffer_add_printf(body, "OK");
		break;
	case VERSION:
		put_version(body);
		break;
	case INFO:
		put_info(body);
		break;
	case LIST:
	case IDS:
	case UNHEALTHY:
		evbuffer_add_printf(body, "[");
		if (cl->kind == LIST)
			containers_list(body);
		else if (cl->kind == UNHEALTHY)
			containers_list_unhealthy(body, target);
		else
			containers_list_ids(body, target);
		evbuffer_add_printf(body, "]\n");
		break;
	case EVENTS:
	case KINDS:
		break;
	}
}

static void
on_request(struct bufferevent *bev, void *arg)
{
	struct client	*cl = arg;
	struct evbuffer	*in = bufferevent_get_input(bev), *body;
	struct fault	*f;
	char		*line, *target;

	if (cl->asked || evbuffer_search(in, "\r\n\r\n", 4, NULL).pos == -1)
		return;
	cl->asked = 1;
	if ((line = evbuffer_readln(in, NULL, EVBUFFER_EOL_CRLF)) == NULL ||
	    (body = evbuffer_new()) == NULL)
		err(1, NULL);
	target = line + 4;
	target[strcspn(target, " ")] = '\0';
	if (strncmp(line, "GET ", 4) != 0 ||
	    (cl->kind = kind_of(target)) == KINDS)
		errx(1, "a request that no kopd makes: %s", line);
	counts.requests++;
	counts.asked = clock_us();
	if ((cl->target = strdup(target)) == NULL)
		err(1, NULL);
	body_of(cl, target, body);
	f = longest > 0 && strlen(target) > longest ? &too_long :
	    &faults[cl->kind];
	if (tell)
		say("request %s %s", kinds[cl->kind], target);
	if (f->how == RESET)
		reset(cl);
	else if (f->how != HANG)
		answer(cl, f, body);
	evbuffer_free(body);
	free(line);
}

static void
on_accept(struct evconnlistener *l, evutil_socket_t fd, struct sockaddr *sa,
    int len, void *arg)
{
	struct client	*cl;

	(void)l;
	(void)sa;
	(void)len;
	(void)arg;
	if ((cl = calloc(1, sizeof(*cl))) == NULL ||
	    (cl->bev = bufferevent_socket_new(base, fd,
	    BEV_OPT_CLOSE_ON_FREE)) == NULL)
		err(1, NULL);
	TAILQ_INSERT_TAIL(&clients, cl, entry);
	bufferevent_setcb(cl->bev, on_request, on_written, on_gone, cl);
	bufferevent_enable(cl->bev, EV_READ | EV_WRITE);
}

void
answer_as(const char *id, const char *name)
{
	(void)strlcpy(engine_id, id, sizeof(engine_id));
	(void)strlcpy(engine_name, name, sizeof(engine_name));
}

/* At the port that it had before, if any was. */
static void
listen_tcp(void)
{
	socklen_t	 len = sizeof(where);

	if ((listener = evconnlistener_new_bind(base, on_accept, NULL,
	    LEV_OPT_CLOSE_ON_FREE | LEV_OPT_REUSEABLE, 128,
	    (struct sockaddr *)&where, where_len)) == NULL ||
	    getsockname(evconnlistener_get_fd(listener),
	    (struct sockaddr *)&where, &len) == -1)
		err(1, "%s", path);
}

void
answer_listen(void)
{
	struct sockaddr_un	 sun;

	if (listener != NULL)
		return;
	if (where_len > 0) {
		listen_tcp();
		return;
	}
	memset(&sun, 0, sizeof(sun));
	sun.sun_family = AF_UNIX;
	if (strlcpy(sun.sun_path, path, sizeof(sun.sun_path)) >=
	    sizeof(sun.sun_path))
		errx(1, "%s: too long for a socket", path);
	(void)unlink(path);
	if ((listener = evconnlistener_new_bind(base, on_accept, NULL,
	    LEV_OPT_CLOSE_ON_FREE, 128, (struct sockaddr *)&sun,
	    sizeof(sun))) == NULL)
		err(1, "%s", path);
	if (chmod(path, 0666) == -1)
		err(1, "%s", path);
}

void
answer_refuse(void)
{
	if (listener != NULL)
		evconnlistener_free(listener);
	listener = NULL;
}

/* libevent knows no port 0: any port then. */
static void
parse_where(void)
{
	char	*copy = text("%s", path);
	size_t	 len = strlen(copy);
	int	 any = len > 2 && strcmp(copy + len - 2, ":0") == 0;

	if (any)
		copy[len - 1] = '1';
	where_len = sizeof(where);
	if (evutil_parse_sockaddr_port(copy, (struct sockaddr *)&where,
	    &where_len) == -1)
		errx(1, "%s: neither a path nor address:port", path);
	if (any && where.ss_family == AF_INET)
		((struct sockaddr_in *)&where)->sin_port = 0;
	else if (any)
		((struct sockaddr_in6 *)&where)->sin6_port = 0;
	free(copy);
}

void
answer_init(struct event_base *b, const char *socket, int t)
{
	base = b;
	path = socket;
	tell = t;
	if (*path != '/')
		parse_where();
}

unsigned int
answer_port(void)
{
	struct sockaddr_in	 sin;

	/* At the same place in either family's structure. */
	memcpy(&sin, &where, sizeof(sin));
	return where_len > 0 ? ntohs(sin.sin_port) : 0;
}

static void
send_event(struct client *cl, const char *line, size_t len)
{
	struct evbuffer	*out = bufferevent_get_output(cl->bev);
	ssize_t		 n = 0;

	if (cl->rate == NULL && evbuffer_get_length(out) == 0 &&
	    (n = write(bufferevent_getfd(cl->bev), line, len)) == -1)
		n = 0;
	evbuffer_add(out, line + n, len - (size_t)n);
	cl->bytes += len;
	counts.bytes += len;
}

void
answer_longest(size_t bytes, const struct fault *f)
{
	longest = bytes;
	too_long = *f;
}

/* Podman's filter is by its own words, whole ones between quotes. */
static int
hears(const struct client *cl, const char *word)
{
	char	 quoted[64];

	if (!cl->asked || cl->kind != EVENTS)
		return 0;
	if (word == NULL)
		return 1;
	(void)snprintf(quoted, sizeof(quoted), "%%22%s%%22", word);
	return strstr(cl->target, quoted) != NULL;
}

void
answer_event(const char *line, const char *word)
{
	struct client	*cl;
	char		*whole = text("%s\n", line);
	size_t		 len = strlen(whole);

	TAILQ_FOREACH(cl, &clients, entry) {
		if (hears(cl, word))
			send_event(cl, whole, len);
	}
	free(whole);
}

void
answer_close_events(void)
{
	struct client	*cl, *next;

	TAILQ_FOREACH_SAFE(cl, &clients, entry, next) {
		if (!cl->asked || cl->kind != EVENTS)
			continue;
		cl->ending = 1;
		if (evbuffer_get_length(bufferevent_get_output(cl->bev)) == 0)
			client_free(cl);
	}
}

void
answer_count(struct counts *c)
{
	struct client	*cl;

	*c = counts;
	TAILQ_FOREACH(cl, &clients, entry)
		c->listeners += cl->asked && cl->kind == EVENTS;
}
