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

#include <sys/socket.h>

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "build.h"
#include "common/log.h"
#include "docker-reader/gate_client.h"
#include "docker-reader/gate_request.h"
#include "docker-reader/gate_serve.h"

/* Bytes of a rejected request that are logged. */
#define SHOWN		400

struct gate {
	struct endpoint		*endpoint;
	char			 asked[GATE_REQUEST_MAX];
	size_t			 len;		/* of asked */
	enum docker_request	 kind;
	int			 engine;	/* connected */
	uint64_t		 copied;	/* bytes of the answer */
};

/* Sends the client an error; what is wrong is already logged. */
static int
answer(const char *status, const char *body)
{
	char	 text[512];

	(void)snprintf(text, sizeof(text), "HTTP/1.0 %s\r\n"
	    "Content-Type: text/plain\r\nContent-Length: %zu\r\n"
	    "Connection: close\r\n\r\n%s", status, strlen(body), body);
	(void)client_tell(text, strlen(text));
	return 1;
}

static int
refuse(struct gate *g, const char *why)
{
	int	 shown = g->len < SHOWN ? (int)g->len : SHOWN;

	log_warnx("request rejected: %s%s%.*s", why, g->len > 0 ? ": " : "",
	    shown, g->asked);
	(void)answer("403 Forbidden", "");
	/* Only a refused request may have more bytes than were read. */
	client_drain();
	return 1;
}

static const char *
remedy(int error)
{
	switch (error) {
	case EACCES:
	case EPERM:
		return "; add the user that runs docker-reader to the group of "
		    "this socket";
	case ENOENT:
	case ENOTDIR:
	case ECONNREFUSED:
		return "; start Docker, or correct the path after -g";
	default:
		return "";
	}
}

static int
away(struct gate *g, int error)
{
	char	 body[128];

	log_warnx("cannot connect to the Docker engine at %s: %s%s",
	    endpoint_name(g->endpoint), strerror(error), remedy(error));
	(void)snprintf(body, sizeof(body), "docker-reader -g cannot connect to "
	    "the Docker engine: %s\n", strerror(error));
	return answer("503 Service Unavailable", body);
}

/* The engine disconnected; before the first byte, a status can be sent. */
static int
broken(struct gate *g, const char *how)
{
	log_warnx("the Docker engine at %s disconnected %s: %s",
	    endpoint_name(g->endpoint), g->copied == 0 ?
	    "without an answer" : "within the answer", how);
	return g->copied > 0 ? 1 : answer("502 Bad Gateway", "the Docker "
	    "engine behind docker-reader -g gave no answer\n");
}

static int
ask(struct gate *g, const char *text)
{
	struct pollfd	 pfd = { g->engine, POLLOUT, 0 };
	size_t		 len = strlen(text);
	ssize_t		 n;

	while (len > 0) {
		n = send(g->engine, text, len, MSG_NOSIGNAL);
		if (n == -1 && errno != EAGAIN && errno != EINTR)
			return -1;
		if (n == -1 && errno == EAGAIN)
			(void)poll(&pfd, 1, -1);
		if (n > 0) {
			text += n;
			len -= (size_t)n;
		}
	}
	return 0;
}

/* Returns the exit status if the answer has ended, else -1. */
static int
copy_some(struct gate *g)
{
	static u_char	 chunk[DOCKER_CHUNK];
	ssize_t		 n;

	n = recv(g->engine, chunk, sizeof(chunk), 0);
	if (n == -1 && (errno == EAGAIN || errno == EINTR))
		return -1;
	if (n == -1)
		return broken(g, strerror(errno));
	if (n == 0)
		return g->copied == 0 ? broken(g, "end of file") : 0;
	g->copied += (uint64_t)n;
	return client_tell(chunk, (size_t)n) == -1 ? 0 : -1;
}

/*
 * The client sent more, or closed its side.  A client that has asked for a list
 * may close its side and wait; for events, this means that it has
 * disconnected, because TCP has no other sign of it.
 */
static int
heard(struct gate *g, struct pollfd *in)
{
	switch (client_more()) {
	case 1:
		log_warnx("the client sent more than one request; "
		    "disconnecting");
		return 1;
	case 0:
		if (g->kind == DOCKER_EVENTS)
			return 0;
		in->fd = -1;
		break;
	}
	return -1;
}

/* Copies until the answer of the engine is complete, or the client ends. */
static int
copy(struct gate *g)
{
	struct pollfd	 pfd[3] = {
		{ g->engine, POLLIN, 0 },
		{ STDIN_FILENO, POLLIN, 0 },
		{ STDOUT_FILENO, 0, 0 }
	};
	int		 status = -1;

	while (status == -1) {
		if (poll(pfd, 3, -1) == -1) {
			if (errno != EINTR)
				fatal("poll");
			continue;
		}
		if (pfd[2].revents != 0)
			return 0;
		if (pfd[1].revents != 0)
			status = heard(g, &pfd[1]);
		if (status == -1 && pfd[0].revents != 0)
			status = copy_some(g);
	}
	return status;
}

static int
serve(struct gate *g)
{
	const char	*why;
	char		*own;

	if ((why = client_ask(g->asked, sizeof(g->asked), &g->len)) != NULL)
		return refuse(g, why);
	if (memchr(g->asked, '\0', g->len) != NULL)
		return refuse(g, "it contains a NUL");
	if ((own = gate_request(g->asked, g->len, &g->kind)) == NULL)
		return refuse(g, "kopd " KOPD_VERSION " does not send this "
		    "request");
	if ((g->engine = endpoint_connect(g->endpoint, NULL)) == -1)
		return away(g, errno);
	if (ask(g, own) == -1)
		return broken(g, strerror(errno));
	free(own);
	return copy(g);
}

int
gate_serve(struct endpoint *e)
{
	static struct gate	 g;

	g.endpoint = e;
	return serve(&g);
}
