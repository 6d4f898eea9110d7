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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/bounds.h"
#include "common/log.h"
#include "common/messages.h"
#include "common/record.h"
#include "kopd/children.h"
#include "kopd/own.h"
#include "kopd/query.h"
#include "kopd/reload.h"
#include "kopd/requests.h"
#include "kopd/watch.h"

#define ALL_ROLES	((1u << ROLE_DOCKER_READER) |			\
			(1u << ROLE_ROUTE_MAKER) | (1u << ROLE_REDIS_WRITER))

struct client {
	TAILQ_ENTRY(client)	 entry;
	struct kopd		*kopd;
	struct peer		*peer;
	int			 known;		/* its user is known */
	uid_t			 uid;
	char			 who[32];	/* for the log */
	struct event		*idle;		/* disconnects it */
	struct query		*query;		/* running; or NULL */
	int			 reloading;	/* it waits for a reload */
	struct watcher		*watcher;	/* it gets deltas; or NULL */
};

static const struct timeval	 idle_time = { REQUEST_IDLE_SECONDS, 0 };
static TAILQ_HEAD(, client)	 clients = TAILQ_HEAD_INITIALIZER(clients);
static unsigned int		 nclients;

static int	on_show(struct peer *, struct msg *);
static int	on_routes(struct peer *, struct msg *);
static int	on_table(struct peer *, struct msg *);
static int	on_reload(struct peer *, struct msg *);
static int	on_withdraw(struct peer *, struct msg *);
static int	on_hosts(struct peer *, struct msg *);
static int	on_health(struct peer *, struct msg *);
static int	on_metrics(struct peer *, struct msg *);
static int	on_verbose(struct peer *, struct msg *);
static int	on_audit(struct peer *, struct msg *);
static int	on_explain(struct peer *, struct msg *);
static int	on_watch(struct peer *, struct msg *);
static void	on_closed(struct peer *);
static void	on_drained(struct peer *);
static void	on_breach(struct peer *, const char *);
static void	client_idle(evutil_socket_t, short, void *);

static const struct dispatch table[] = {
	{ CONTROL_SHOW, ROLE_CONTROL, 0, 0, on_show, "show" },
	{ CONTROL_ROUTES, ROLE_CONTROL, 0, 0, on_routes, "routes" },
	{ CONTROL_TABLE, ROLE_CONTROL, 0, 0, on_table, "table" },
	{ CONTROL_RELOAD, ROLE_CONTROL, 0, 0, on_reload, "reload" },
	{ CONTROL_WITHDRAW, ROLE_CONTROL, 4, CONF_STRING_MAX + 4, on_withdraw,
	    "withdraw" },
	{ CONTROL_HOSTS, ROLE_CONTROL, 0, 0, on_hosts, "hosts" },
	{ CONTROL_HEALTH, ROLE_CONTROL, 0, 0, on_health, "health" },
	{ CONTROL_METRICS, ROLE_CONTROL, 0, 0, on_metrics, "metrics" },
	{ CONTROL_VERBOSE, ROLE_CONTROL, 1, 1, on_verbose, "verbose" },
	{ CONTROL_EXPLAIN, ROLE_CONTROL, 5, CONF_STRING_MAX + 4, on_explain,
	    "explain" },
	{ CONTROL_AUDIT, ROLE_CONTROL, 1, 1, on_audit, "audit" },
	{ CONTROL_WATCH, ROLE_CONTROL, 0, 0, on_watch, "watch" },
};

static const struct peer_callbacks callbacks = {
	.table = table,
	.count = sizeof(table) / sizeof(table[0]),
	.version = MESSAGES_VERSION,
	.closed = on_closed,
	.drained = on_drained,
	.breach = on_breach,
};

static int	client_item(void *, enum role, const struct item *);
static void	client_end(void *, const char *);

static const struct query_sink	 client_sink = {
	.item = client_item,
	.end = client_end,
};

/* The uid of the client, from the kernel; -1: unknown. */
static int
client_uid(int fd, uid_t *uid)
{
	gid_t	 gid;

	return getpeereid(fd, uid, &gid);
}

static void
client_name(struct client *c)
{
	if (c->known)
		(void)snprintf(c->who, sizeof(c->who), "kopctl (uid %u)",
		    c->uid);
	else
		(void)strlcpy(c->who, "kopctl (uid unknown)", sizeof(c->who));
}

/* Sends the client the reason, if it reads at once, and closes fd. */
static void
client_refuse(int fd, const char *why)
{
	struct record	 r = RECORD_INITIALIZER;
	struct msg_stream	*ms;

	if ((ms = msg_stream_new(fd, MSG_PAYLOAD_MAX)) == NULL)
		fatal(NULL);
	record_string(&r, why);
	if (msg_compose(ms, CONTROL_END, MESSAGES_VERSION, r.buf, r.len) == 0)
		(void)msg_flush(ms);
	record_free(&r);
	msg_stream_free(ms);
}

static int
is_root(int known, uid_t uid)
{
	return known && uid == 0;
}

/* The clients of that user; those whose user is unknown count as one user. */
static unsigned int
clients_of(int known, uid_t uid, int watching)
{
	const struct client	*c;
	unsigned int		 n = 0;

	TAILQ_FOREACH(c, &clients, entry) {
		if (c->known == known && (!known || c->uid == uid) &&
		    (!watching || c->watcher != NULL))
			n++;
	}
	return n;
}

/* Returns why one more client of that user has no place, or NULL. */
static const char *
client_crowded(int known, uid_t uid)
{
	int	 root = is_root(known, uid);

	if (nclients >= REQUEST_CLIENTS + (root ? 1u : 0u))
		return "kopd has too many clients; retry in a few seconds, "
		    "or as root";
	if (!root && clients_of(known, uid, 0) >= REQUEST_CLIENTS_OF_USER)
		return "kopd has too many clients of this user; retry in a "
		    "few seconds, or as root";
	return NULL;
}

int
request_client(void *kopd, int fd)
{
	struct kopd	*k = kopd;
	struct client	*c;
	uid_t		 uid = 0;
	int		 known = client_uid(fd, &uid) == 0;
	const char	*why = client_crowded(known, uid);

	if (why != NULL) {
		client_refuse(fd, why);
		return -1;
	}
	if ((c = calloc(1, sizeof(*c))) == NULL ||
	    (c->idle = evtimer_new(k->base, client_idle, c)) == NULL)
		fatal(NULL);
	c->kopd = k;
	c->known = known;
	c->uid = uid;
	client_name(c);
	c->peer = peer_new(k->base, fd, ROLE_CONTROL, &callbacks, c);
	TAILQ_INSERT_TAIL(&clients, c, entry);
	nclients++;
	evtimer_add(c->idle, &idle_time);
	return 0;
}

static void
client_drop(struct client *c)
{
	event_free(c->idle);
	if (c->query != NULL)
		query_cancel(c->query);
	if (c->reloading)
		reload_forget(c->kopd, c);
	if (c->watcher != NULL)
		watch_remove(c->kopd, c->watcher);
	TAILQ_REMOVE(&clients, c, entry);
	nclients--;
	peer_free(c->peer);
	free(c);
}

/*
 * Disconnects a client that sends no complete request, or does not read its
 * answer, after the same time as a client that sends nothing.
 */
static void
client_idle(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	log_repeat("idle", "control socket: client disconnected: it has sent "
	    "no request or read no answer for %d seconds",
	    REQUEST_IDLE_SECONDS);
	client_drop(arg);
}

void
requests_drop_all(void)
{
	while (!TAILQ_EMPTY(&clients))
		client_drop(TAILQ_FIRST(&clients));
}

static void
on_closed(struct peer *peer)
{
	client_drop(peer_arg(peer));
}

static void
on_drained(struct peer *peer)
{
	struct client	*c = peer_arg(peer);

	if (c->query != NULL)
		query_resume(c->query);
	if (c->watcher != NULL)
		watch_resume(c->watcher);
}

static void
on_breach(struct peer *peer, const char *text)
{
	log_repeat("breach", "control socket: client disconnected: %s", text);
	client_drop(peer_arg(peer));
}

/* Returns -1 until the client has read what is queued. */
static int
client_item(void *arg, enum role role, const struct item *item)
{
	struct client	*c = arg;
	struct record	 r = RECORD_INITIALIZER;
	int		 full;

	record_u8(&r, (uint8_t)role);
	item_write(&r, item);
	if ((full = peer_send_record(c->peer, CONTROL_ITEM, MESSAGES_VERSION,
	    &r)) == -1)
		peer_send_always(c->peer, CONTROL_ITEM, MESSAGES_VERSION,
		    r.buf, r.len);
	record_free(&r);
	return full;
}

/* Disconnects a client that does not read the end of its answer. */
static void
client_end(void *arg, const char *error)
{
	struct record	 r = RECORD_INITIALIZER;
	struct client	*c = arg;

	c->query = NULL;
	c->reloading = 0;
	if (c->watcher != NULL)
		watch_remove(c->kopd, c->watcher);
	c->watcher = NULL;
	evtimer_add(c->idle, &idle_time);
	if (!peer_room(c->peer)) {
		log_repeat("slow", "control socket: client disconnected: it "
		    "does not read");
		client_drop(c);
		return;
	}
	record_string(&r, error);
	(void)peer_send_record(c->peer, CONTROL_END, MESSAGES_VERSION, &r);
	record_free(&r);
}

/* True while the client has no complete answer to its last request. */
static int
client_busy(const struct client *c)
{
	return c->query != NULL || c->reloading || c->watcher != NULL;
}

/* Answers the client itself while the children start or end. */
static int
client_too_early(struct client *c)
{
	const struct kopd	*k = c->kopd;
	char			*error;

	if (k->running && !k->stopping)
		return 0;
	if (asprintf(&error, k->stopping ? "kopd is ending: %s still runs" :
	    "kopd is not ready yet: it waits for %s", k->stopping ?
	    children_left(k) : children_unready(k)) == -1)
		fatal(NULL);
	client_end(c, error);
	free(error);
	return 1;
}

static int
client_ask(struct client *c, unsigned int roles, uint32_t type,
    const struct msg *msg, const struct query_sink *sink)
{
	if (client_busy(c))
		return -1;
	if (client_too_early(c))
		return 0;
	evtimer_del(c->idle);
	c->query = query_new(c->kopd, roles, type, msg->data, msg->len,
	    sink, c);
	return 0;
}

static int
on_show(struct peer *peer, struct msg *msg)
{
	struct client	*c = peer_arg(peer);

	if (client_busy(c))
		return -1;
	own_status(c->kopd, client_item, c);
	return client_ask(c, ALL_ROLES, PARENT_STATUS, msg, &client_sink);
}

static int
on_routes(struct peer *peer, struct msg *msg)
{
	return client_ask(peer_arg(peer), 1u << ROLE_ROUTE_MAKER,
	    PARENT_ROUTES, msg, &client_sink);
}

static int
on_table(struct peer *peer, struct msg *msg)
{
	return client_ask(peer_arg(peer), (1u << ROLE_ROUTE_MAKER) |
	    (1u << ROLE_REDIS_WRITER), PARENT_TABLE, msg, &client_sink);
}

/* Rules are about the containers of this host alone. */
static int
on_audit(struct peer *peer, struct msg *msg)
{
	if (msg->data[0] > 1)
		return -1;
	return client_ask(peer_arg(peer), (1u << ROLE_ROUTE_MAKER) |
	    (msg->data[0] ? 0 : 1u << ROLE_REDIS_WRITER), PARENT_AUDIT, msg,
	    &client_sink);
}

static int
on_hosts(struct peer *peer, struct msg *msg)
{
	return client_ask(peer_arg(peer), 1u << ROLE_REDIS_WRITER,
	    PARENT_HOSTS, msg, &client_sink);
}

static int
on_health(struct peer *peer, struct msg *msg)
{
	struct client	*c = peer_arg(peer);

	if (client_busy(c))
		return -1;
	own_health(c->kopd, client_item, c);
	return client_ask(c, (1u << ROLE_ROUTE_MAKER) |
	    (1u << ROLE_REDIS_WRITER), PARENT_HEALTH, msg, &client_sink);
}

static int
on_metrics(struct peer *peer, struct msg *msg)
{
	struct client	*c = peer_arg(peer);

	if (client_busy(c))
		return -1;
	own_metrics(c->kopd, client_item, c);
	return client_ask(c, ALL_ROLES, PARENT_METRICS, msg, &client_sink);
}

/* The only string of a request; NULL if it is malformed. */
static char *
request_text(const struct msg *msg)
{
	struct record_reader	 r;
	char			*text;

	record_read(&r, msg->data, msg->len);
	text = record_get_string(&r, CONF_STRING_MAX);
	if (record_end(&r) == 0)
		return text;
	free(text);
	return NULL;
}

/* Forwards the name, which is valid, unchanged. */
static int
on_explain(struct peer *peer, struct msg *msg)
{
	char	*name = request_text(msg);
	int	 good = name != NULL && *name != '\0';

	free(name);
	if (!good)
		return -1;
	return client_ask(peer_arg(peer), (1u << ROLE_ROUTE_MAKER) |
	    (1u << ROLE_REDIS_WRITER), PARENT_EXPLAIN, msg, &client_sink);
}

static int
on_withdraw(struct peer *peer, struct msg *msg)
{
	struct client	*c = peer_arg(peer);
	char		*host;

	if (client_busy(c) || (host = request_text(msg)) == NULL)
		return -1;
	if (client_too_early(c)) {
		free(host);
		return 0;
	}
	if (*host == '\0')
		log_info("withdrawing all routes of this host: requested by %s",
		    c->who);
	else
		log_info("withdrawing all routes of host %s: requested by %s",
		    host, c->who);
	free(host);
	return client_ask(c, 1u << ROLE_REDIS_WRITER, PARENT_WITHDRAW, msg,
	    &client_sink);
}

static void
client_error(void *arg, const char *line)
{
	own_string(client_item, arg, ROLE_PARENT, "error", line);
}

static int
on_reload(struct peer *peer, struct msg *msg)
{
	struct client		*c = peer_arg(peer);
	struct reload_asker	 asker = { client_error, client_end, c };

	(void)msg;
	if (client_busy(c))
		return -1;
	if (client_too_early(c))
		return 0;
	evtimer_del(c->idle);
	c->reloading = 1;
	log_info("reload: requested by %s", c->who);
	reload_ask(c->kopd, &asker);
	return 0;
}

static int
on_verbose(struct peer *peer, struct msg *msg)
{
	struct client	*c = peer_arg(peer);

	if (client_busy(c) || msg->data[0] > 1)
		return -1;
	if (client_too_early(c))
		return 0;
	log_info("logging %s: requested by %s", msg->data[0] != 0 ? "more" :
	    "less", c->who);
	log_set_verbose(msg->data[0]);
	children_log(c->kopd);
	client_end(c, "");
	return 0;
}

/* True if this user has all the places that one user may watch with. */
static int
watches_enough(const struct client *c)
{
	return !is_root(c->known, c->uid) &&
	    clients_of(c->known, c->uid, 1) >= WATCH_CLIENTS_OF_USER;
}

static int
on_watch(struct peer *peer, struct msg *msg)
{
	struct client	*c = peer_arg(peer);

	(void)msg;
	if (client_busy(c))
		return -1;
	if (client_too_early(c))
		return 0;
	if (watches_enough(c)) {
		client_end(c, "kopd has too many clients of this user that "
		    "watch");
		return 0;
	}
	if ((c->watcher = watch_add(c->kopd, peer)) == NULL) {
		client_end(c, "kopd has too many clients that watch");
		return 0;
	}
	evtimer_del(c->idle);
	(void)peer_send(peer, CONTROL_WATCHING, MESSAGES_VERSION, NULL, 0);
	return 0;
}

void
requests_end_watching(const char *error)
{
	struct client	*c, *next;

	TAILQ_FOREACH_SAFE(c, &clients, entry, next) {
		if (c->watcher != NULL)
			client_end(c, error);
	}
}

static int
dump_item(void *arg, enum role role, const struct item *item)
{
	(void)arg;
	log_info("status: %s.%s %s", role_name(role), item->name,
	    item->value);
	return 0;
}

static void
dump_end(void *arg, const char *error)
{
	(void)arg;
	if (error[0] != '\0')
		log_warnx("status: %s", error);
}

void
request_dump(struct kopd *k)
{
	static const struct query_sink	 sink = {
		.item = dump_item,
		.end = dump_end,
	};

	own_status(k, dump_item, k);
	(void)query_new(k, ALL_ROLES, PARENT_STATUS, NULL, 0, &sink, k);
}
