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

#include <sys/wait.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "build.h"
#include "common/bounds.h"
#include "common/log.h"
#include "common/messages.h"
#include "common/record.h"
#include "common/xstrdup.h"
#include "kopd/bind.h"
#include "kopd/children.h"
#include "kopd/crashes.h"
#include "kopd/roles.h"
#include "kopd/spawn.h"

static int	on_ready(struct peer *, struct msg *);
static int	on_confined(struct peer *, struct msg *);
static int	on_status_item(struct peer *, struct msg *);
static int	on_status_end(struct peer *, struct msg *);
static int	on_engine(struct peer *, struct msg *);
static int	on_accepted(struct peer *, struct msg *);
static int	on_rejected(struct peer *, struct msg *);
static void	on_closed(struct peer *);

#define FROM_CHILD(role)						\
	{ CHILD_READY, role, 8, 4096, on_ready, "ready" },		\
	{ CHILD_STATUS_ITEM, role, ITEM_BYTES_MIN, MSG_PAYLOAD_MAX,	\
	    on_status_item, "status item" },				\
	{ CHILD_STATUS_END, role, 4, 4096, on_status_end, "status end" }

#define VALIDATES(role)							\
	{ CHILD_ACCEPTED, role, 0, 0, on_accepted, "accepted" },	\
	{ CHILD_REJECTED, role, 8, MSG_PAYLOAD_MAX, on_rejected, "rejected" }

static const struct dispatch table[] = {
	FROM_CHILD(ROLE_DOCKER_READER),
	{ CHILD_CONFINED, ROLE_DOCKER_READER, 4, 4096, on_confined,
	    "confined" },
	FROM_CHILD(ROLE_ROUTE_MAKER),
	FROM_CHILD(ROLE_REDIS_WRITER),
	VALIDATES(ROLE_ROUTE_MAKER),
	{ CHILD_ENGINE, ROLE_ROUTE_MAKER, 8, 4096, on_engine, "engine" },
	VALIDATES(ROLE_REDIS_WRITER),
};

static const struct peer_callbacks callbacks = {
	.table = table,
	.count = sizeof(table) / sizeof(table[0]),
	.closed = on_closed,
};

static void
child_start(struct kopd *k, enum role role, struct spawn *s, int to_parent)
{
	struct child	*c = &k->children[role];

	s->role = role;
	c->pid = spawn(s);
	c->peer = peer_new(k->base, to_parent, role, &callbacks, k);
}

void
children_start(struct kopd *k, int to_stderr, int verbose)
{
	struct spawn	 reader, maker, writer;
	int		 parent[3][2], docker[2], routes[2], i;
	int		 reading = crashes_descriptor(k->crashes);

	for (i = 0; i < 3; i++)
		spawn_pair(parent[i]);
	spawn_pair(docker);
	spawn_pair(routes);
	reader = maker = writer = (struct spawn){ .err = k->log_fd,
	    .to_stderr = to_stderr, .json = log_get_json(),
	    .verbose = verbose };
	reader.fds[reader.nfds++] = parent[0][1];
	reader.fds[reader.nfds++] = docker[0];
	maker.fds[maker.nfds++] = parent[1][1];
	maker.fds[maker.nfds++] = docker[1];
	maker.fds[maker.nfds++] = routes[0];
	if (reading != -1)
		maker.fds[maker.nfds++] = reading;
	writer.fds[writer.nfds++] = parent[2][1];
	writer.fds[writer.nfds++] = routes[1];

	child_start(k, ROLE_DOCKER_READER, &reader, parent[0][0]);
	child_start(k, ROLE_ROUTE_MAKER, &maker, parent[1][0]);
	child_start(k, ROLE_REDIS_WRITER, &writer, parent[2][0]);
	children_validate(k, k->conf, k->bind_address);
}

/* Sends nothing to a child that has closed its channel. */
static void
child_configure(struct child *c, const struct config_table *fields,
    const void *part)
{
	if (c->peer != NULL)
		config_send(c->peer, fields, part);
	c->configured = 1;
}

void
children_validate(struct kopd *k, const struct kopd_conf *conf,
    const char *bind_address)
{
	struct route_maker_conf	 part = conf->maker;
	char			 digits[MACHINE_DIGITS + 1];
	char			*user = xstrdup(roles_user(ROLE_ROUTE_MAKER));
	char			*address = xstrdup(bind_address);

	machine_digest(k->machine, part.endpoint, digits);
	part.run_as = user;
	part.bind_address = address;
	part.machine = digits;
	/* After a reload, no container is ignored. */
	if (!k->running)
		part.left_out = *crashes_list(k->crashes);
	child_configure(&k->children[ROLE_ROUTE_MAKER], &route_maker_table,
	    &part);
	free(address);
	free(user);
}

void
children_test(struct kopd *k, const struct kopd_conf *conf)
{
	struct redis_writer_conf	 part = conf->writer;
	struct peer			*peer;

	if ((peer = k->children[ROLE_REDIS_WRITER].peer) == NULL)
		return;
	part.run_as = xstrdup(roles_user(ROLE_REDIS_WRITER));
	config_test(peer, &redis_writer_table, &part);
	free(part.run_as);
}

void
children_configure(struct kopd *k)
{
	struct docker_reader_conf	 reader = k->conf->reader;
	struct redis_writer_conf	 writer = k->conf->writer;

	reader.run_as = xstrdup(roles_user(ROLE_DOCKER_READER));
	writer.run_as = xstrdup(roles_user(ROLE_REDIS_WRITER));
	child_configure(&k->children[ROLE_DOCKER_READER],
	    &docker_reader_table, &reader);
	child_configure(&k->children[ROLE_REDIS_WRITER],
	    &redis_writer_table, &writer);
	free(reader.run_as);
	free(writer.run_as);
	conf_handed_over(k->conf);
}

void
children_send(struct kopd *k, enum role role, uint32_t type, uint32_t id,
    const void *data, size_t len)
{
	if (k->children[role].peer != NULL)
		peer_send_always(k->children[role].peer, type, id, data, len);
}

void
children_log(struct kopd *k)
{
	unsigned char	 how[] = { log_get_verbose() > 0, log_get_json() != 0 };
	enum role	 role;

	for (role = ROLES_FIRST; role <= ROLES_LAST; role++)
		children_send(k, role, PARENT_LOG, 0, how, sizeof(how));
}

static int
on_ready(struct peer *peer, struct msg *msg)
{
	struct kopd		*k = peer_arg(peer);
	struct child		*c = &k->children[peer_role(peer)];
	struct record_reader	 r;

	if (c->version != NULL)
		return -1;
	if (msg->peer != MESSAGES_VERSION)
		fatalx("%s has message version %u, but kopd has message "
		    "version %u", role_name(peer_role(peer)), msg->peer,
		    MESSAGES_VERSION);
	record_read(&r, msg->data, msg->len);
	c->version = record_get_string(&r, 64);
	c->confinement = record_get_string(&r, 1024);
	if (record_end(&r) == -1)
		return -1;
	if (strcmp(c->version, KOPD_VERSION) != 0)
		fatalx("%s has version %s, but kopd has version %s",
		    role_name(peer_role(peer)), c->version, KOPD_VERSION);
	log_debug("%s is ready: %s", role_name(peer_role(peer)),
	    c->confinement);
	if (k->stopping)
		return 0;
	if (peer_role(peer) == ROLE_ROUTE_MAKER)
		children_configure(k);
	if (children_unready(k)[0] == '\0')
		k->events->ready(k);
	return 0;
}

static int
on_confined(struct peer *peer, struct msg *msg)
{
	struct kopd		*k = peer_arg(peer);
	struct child		*c = &k->children[peer_role(peer)];
	struct record_reader	 r;
	char			*confinement;

	record_read(&r, msg->data, msg->len);
	confinement = record_get_string(&r, 1024);
	if (record_end(&r) == -1 || c->version == NULL) {
		free(confinement);
		return -1;
	}
	free(c->confinement);
	c->confinement = confinement;
	log_debug("%s: %s", role_name(peer_role(peer)), c->confinement);
	return 0;
}

static int
on_accepted(struct peer *peer, struct msg *msg)
{
	struct kopd	*k = peer_arg(peer);

	(void)msg;
	return k->events->accepted(k, peer_role(peer));
}

static int
on_rejected(struct peer *peer, struct msg *msg)
{
	struct kopd	*k = peer_arg(peer);

	return k->events->rejected(k, peer_role(peer), msg);
}

static int
on_engine(struct peer *peer, struct msg *msg)
{
	struct kopd		*k = peer_arg(peer);
	struct record_reader	 r;
	char			*id, *name;
	int			 result;

	record_read(&r, msg->data, msg->len);
	id = record_get_string(&r, CONF_STRING_MAX);
	name = record_get_string(&r, CONF_STRING_MAX);
	if ((result = record_end(&r)) == 0 && !k->stopping)
		k->events->engine(k, id, name);
	free(id);
	free(name);
	return result;
}

static int
on_status_item(struct peer *peer, struct msg *msg)
{
	struct kopd		*k = peer_arg(peer);
	struct record_reader	 r;
	struct item		 item;
	char			*memory;

	record_read(&r, msg->data, msg->len);
	if (item_read(&r, &item, &memory) == -1)
		return -1;
	k->events->item(k, peer, msg->peer, &item);
	free(memory);
	return 0;
}

static int
on_status_end(struct peer *peer, struct msg *msg)
{
	struct kopd		*k = peer_arg(peer);
	struct record_reader	 r;
	char			*error;
	int			 result;

	record_read(&r, msg->data, msg->len);
	error = record_get_string(&r, 4096);
	if ((result = record_end(&r)) == 0)
		k->events->end(k, peer_role(peer), msg->peer, error);
	free(error);
	return result;
}

/* The child has ended or will end soon: children_reap() logs why. */
static void
on_closed(struct peer *peer)
{
	struct kopd	*k = peer_arg(peer);

	k->children[peer_role(peer)].peer = NULL;
	peer_free(peer);
	if (k->stopping)
		return;
	children_reap(k);
	if (!k->stopping)
		k->events->lost(k);
}

void
children_stop(struct kopd *k)
{
	enum role	 role;

	for (role = ROLES_FIRST; role <= ROLES_LAST; role++)
		children_send(k, role, PARENT_STOP, 0, NULL, 0);
}

void
children_close(struct kopd *k)
{
	enum role	 role;

	for (role = ROLES_FIRST; role <= ROLES_LAST; role++) {
		if (k->children[role].peer != NULL)
			peer_bye(k->children[role].peer, PARENT_FAIL);
		k->children[role].peer = NULL;
	}
}

static const char *
children_list(const struct kopd *k, int (*listed)(const struct child *))
{
	static char	 text[128];
	enum role	 role;

	text[0] = '\0';
	for (role = ROLES_FIRST; role <= ROLES_LAST; role++) {
		if (!listed(&k->children[role]))
			continue;
		if (text[0] != '\0')
			(void)strlcat(text, ", ", sizeof(text));
		(void)strlcat(text, role_name(role), sizeof(text));
	}
	return text;
}

static int
is_unready(const struct child *c)
{
	return c->configured && c->version == NULL;
}

static int
is_left(const struct child *c)
{
	return c->pid != 0;
}

const char *
children_unready(const struct kopd *k)
{
	return children_list(k, is_unready);
}

const char *
children_left(const struct kopd *k)
{
	return children_list(k, is_left);
}

static void
say_container(const struct kopd *k)
{
	char	id[HEXID_DIGITS + 1];

	const struct log_subject	 about = { .container = id };

	if (crashes_at_hand(k->crashes, id) != NULL)
		log_about(LOG_ERR, &about, "route-maker was reading container "
		    "%.12s", id);
}

static void
say_death(enum role role, int status)
{
	if (WIFSIGNALED(status))
		log_errorx("%s was killed by signal %d (%s)", role_name(role),
		    WTERMSIG(status), strsignal(WTERMSIG(status)));
	else
		log_errorx("%s ended with status %d", role_name(role),
		    WEXITSTATUS(status));
}

static enum role
role_of(const struct kopd *k, pid_t pid)
{
	enum role	 role;

	for (role = ROLES_FIRST; role <= ROLES_LAST; role++) {
		if (k->children[role].pid == pid)
			return role;
	}
	return ROLE_PARENT;
}

void
children_verdict(struct kopd *k)
{
	if (k->stopping || k->cause == ROLE_PARENT)
		return;
	say_death(k->cause, k->cause_status);
	if (k->cause == ROLE_ROUTE_MAKER)
		say_container(k);
	k->events->died(k);
}

/*
 * A child ends, too, after the other end of its channel has ended, and kopd may
 * see that first.  If several children end within a moment, the cause is the
 * one that a signal killed.
 */
void
children_reap(struct kopd *k)
{
	static const struct timeval	 moment = { 0, 200 * 1000 };
	enum role			 role;
	int				 status;
	pid_t				 pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (pid == k->logger && !k->stopping)
			k->events->died(k);
		if ((role = role_of(k, pid)) == ROLE_PARENT)
			continue;
		k->children[role].pid = 0;
		if (k->cause == ROLE_PARENT || (WIFSIGNALED(status) &&
		    !WIFSIGNALED(k->cause_status))) {
			k->cause = role;
			k->cause_status = status;
		}
	}
	if (k->cause != ROLE_PARENT && !k->stopping) {
		if (WIFSIGNALED(k->cause_status) ||
		    children_left(k)[0] == '\0')
			children_verdict(k);
		else if (!evtimer_pending(k->verdict, NULL))
			evtimer_add(k->verdict, &moment);
	}
	if (children_left(k)[0] == '\0')
		k->events->gone(k);
}
