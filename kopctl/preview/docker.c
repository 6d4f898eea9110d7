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

#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/messages.h"
#include "common/record.h"
#include "kopctl/preview/docker.h"

#define HEAD	"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n"

/* The answer to a request; window bytes of it may be sent. */
struct answer {
	TAILQ_ENTRY(answer)	 entry;
	uint32_t		 id;
	const char		*text;
	size_t			 left;
	size_t			 window;
	int			 ends;		/* events do not */
};

struct docker {
	TAILQ_HEAD(, answer)	 answers;
	struct peer		*peer;
	const char		*list;
	size_t			 len;
	int			 listed;
	void			(*again)(void *);
	void			*arg;
};

static int	on_request(struct peer *, struct msg *);
static int	on_cancel(struct peer *, struct msg *);
static int	on_credit(struct peer *, struct msg *);
static void	on_closed(struct peer *);
static void	on_drained(struct peer *);

static const struct dispatch table[] = {
	{ DOCKER_REQUEST, ROLE_ROUTE_MAKER, 1, MSG_PAYLOAD_MAX,
	    on_request, "request" },
	{ DOCKER_CANCEL, ROLE_ROUTE_MAKER, 0, 0, on_cancel, "cancel" },
	{ DOCKER_CREDIT, ROLE_ROUTE_MAKER, 4, 4, on_credit, "credit" },
};

static const struct peer_callbacks callbacks = {
	.table = table,
	.count = sizeof(table) / sizeof(table[0]),
	.closed = on_closed,
	.drained = on_drained,
};

struct docker *
docker_new(struct event_base *base, int fd, const char *list, size_t len,
    void (*again)(void *), void *arg)
{
	struct docker	*d;

	if ((d = calloc(1, sizeof(*d))) == NULL)
		fatal(NULL);
	TAILQ_INIT(&d->answers);
	d->list = list;
	d->len = len;
	d->again = again;
	d->arg = arg;
	d->peer = peer_new(base, fd, ROLE_ROUTE_MAKER, &callbacks, d);
	return d;
}

static void
answer_free(struct docker *d, struct answer *a)
{
	TAILQ_REMOVE(&d->answers, a, entry);
	free(a);
}

void
docker_free(struct docker *d)
{
	while (!TAILQ_EMPTY(&d->answers))
		answer_free(d, TAILQ_FIRST(&d->answers));
	peer_free(d->peer);
	free(d);
}

static struct answer *
answer_find(struct docker *d, uint32_t id)
{
	struct answer	*a;

	TAILQ_FOREACH(a, &d->answers, entry) {
		if (a->id == id)
			return a;
	}
	return NULL;
}

static void
answer_end(struct docker *d, struct answer *a)
{
	struct record	 r = RECORD_INITIALIZER;

	record_u8(&r, DOCKER_COMPLETE);
	record_u32(&r, 0);
	peer_send_always(d->peer, DOCKER_END, a->id, r.buf, r.len);
	record_free(&r);
	answer_free(d, a);
}

/* Sends as much as route-maker and the queue accept. */
static void
answer_go_on(struct docker *d, struct answer *a)
{
	size_t	 n;

	while (a->left > 0 && a->window > 0) {
		n = a->left < a->window ? a->left : a->window;
		if (n > DOCKER_CHUNK)
			n = DOCKER_CHUNK;
		if (peer_send(d->peer, DOCKER_DATA, a->id, a->text, n) == -1)
			return;
		a->text += n;
		a->left -= n;
		a->window -= n;
	}
	if (a->left == 0 && a->ends)
		answer_end(d, a);
}

static void
answer_begin(struct docker *d, uint32_t id, const char *text, size_t len,
    int ends)
{
	struct answer	*a;

	if ((a = calloc(1, sizeof(*a))) == NULL)
		fatal(NULL);
	a->id = id;
	a->text = text;
	a->left = len;
	a->window = DOCKER_WINDOW - (sizeof(HEAD) - 1);
	a->ends = ends;
	TAILQ_INSERT_TAIL(&d->answers, a, entry);
	peer_send_always(d->peer, DOCKER_BEGIN, id, NULL, 0);
	peer_send_always(d->peer, DOCKER_DATA, id, HEAD, sizeof(HEAD) - 1);
	answer_go_on(d, a);
}

/* The engine never changes: only its containers matter. */
static int
on_request(struct peer *peer, struct msg *msg)
{
	static const char	 version[] = "{\"Version\":\"preview\","
	    "\"ApiVersion\":\"1.41\"}";
	static const char	 info[] = "{\"ID\":\"preview\","
	    "\"Name\":\"preview\",\"ServerVersion\":\"preview\"}";
	struct docker		*d = peer_arg(peer);

	switch (msg->data[0]) {
	case DOCKER_PING:
		answer_begin(d, msg->peer, "OK", 2, 1);
		break;
	case DOCKER_VERSION:
		answer_begin(d, msg->peer, version, sizeof(version) - 1, 1);
		break;
	case DOCKER_INFO:
		answer_begin(d, msg->peer, info, sizeof(info) - 1, 1);
		break;
	case DOCKER_LIST_UNHEALTHY:
		answer_begin(d, msg->peer, "[]", 2, 1);
		break;
	case DOCKER_LIST:
	case DOCKER_LIST_IDS:
		if (msg->data[0] == DOCKER_LIST && d->listed++)
			d->again(d->arg);
		answer_begin(d, msg->peer, d->list, d->len, 1);
		break;
	case DOCKER_EVENTS:
		answer_begin(d, msg->peer, "", 0, 0);
		break;
	default:
		return -1;
	}
	return 0;
}

static int
on_cancel(struct peer *peer, struct msg *msg)
{
	struct docker	*d = peer_arg(peer);
	struct answer	*a;

	if ((a = answer_find(d, msg->peer)) != NULL)
		answer_free(d, a);
	return 0;
}

static int
on_credit(struct peer *peer, struct msg *msg)
{
	struct docker		*d = peer_arg(peer);
	struct record_reader	 r;
	struct answer		*a;
	uint32_t		 n;

	record_read(&r, msg->data, msg->len);
	n = record_get_u32(&r);
	if (record_end(&r) == -1 || n > DOCKER_WINDOW)
		return -1;
	if ((a = answer_find(d, msg->peer)) == NULL)
		return 0;
	a->window += n;
	answer_go_on(d, a);
	return 0;
}

/* preview.c notices the end by the parent's channel. */
static void
on_closed(struct peer *peer)
{
	(void)peer;
}

static void
on_drained(struct peer *peer)
{
	struct docker	*d = peer_arg(peer);
	struct answer	*a, *next;

	for (a = TAILQ_FIRST(&d->answers); a != NULL; a = next) {
		next = TAILQ_NEXT(a, entry);
		answer_go_on(d, a);
	}
}
