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
#include <sys/stat.h>

#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "build.h"
#include "common/child.h"
#include "common/log.h"
#include "common/messages.h"
#include "common/record.h"
#include "common/xmalloc.h"

/* More than kopd waits for the end of its children. */
#define ALONE_SECONDS	10

static const struct config_table	*conf_table;
static void				*coming;	/* BEGIN seen, not END */
static enum role			 own_role;
static enum role			 closed_role = ROLE_PARENT;	/* none */

static void
child_check_sockets(enum role role, int nfds)
{
	struct stat	 st;
	int		 fd;

	for (fd = FD_PARENT; fd < FD_PARENT + nfds; fd++) {
		if (fstat(fd, &st) == -1 || !S_ISSOCK(st.st_mode)) {
			fprintf(stderr, "%s is started by kopd(8), not by "
			    "hand\n", role_name(role));
			exit(1);
		}
	}
}

/* kopd handles signals, also those that are sent to the process group. */
static void
child_ignore_signals(void)
{
	static const int ignored[] = {
		SIGPIPE, SIGHUP, SIGINT, SIGTERM, SIGUSR1
	};
	size_t		 i;

	for (i = 0; i < sizeof(ignored) / sizeof(ignored[0]); i++) {
		if (signal(ignored[i], SIG_IGN) == SIG_ERR)
			fatal("signal");
	}
}

static void	orphaned(void) __attribute__((__noreturn__));

/*
 * kopd has ended without a message.  One process logs this for all:
 * docker-reader, which never ends for any other reason.
 */
static void
orphaned(void)
{
	if (own_role == ROLE_DOCKER_READER)
		log_errorx("kopd ended unexpectedly: its other processes end, "
		    "too; the routes stay in Redis until the lease expires");
	else
		log_debug("kopd ended unexpectedly");
	exit(1);
}

void *
child_init(int argc, char *argv[], enum role role, int nfds,
    const struct config_table *table)
{
	int	 ch, to = LOG_TO_SYSLOG, verbose = 0;
	void	*conf;

	while ((ch = getopt(argc, argv, "dJqv")) != -1) {
		switch (ch) {
		case 'd':
			to = LOG_TO_STDERR;
			break;
		case 'J':
			log_set_json(1);
			break;
		case 'q':
			verbose = -1;
			break;
		case 'v':
			verbose++;
			break;
		default:
			exit(1);
		}
	}
	child_check_sockets(role, nfds);
	log_init(role_name(role), to, verbose);
	child_ignore_signals();
	xmalloc_events();
	conf_table = table;
	own_role = role;
	if ((conf = config_receive(FD_PARENT, table)) == NULL)
		orphaned();
	return conf;
}

void
child_parent_closed(struct peer *parent)
{
	(void)parent;
	orphaned();
}

static void
on_alone(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	(void)arg;
	fatalx("%s closed its channel to this process, but still runs",
	    role_name(closed_role));
}

void
child_neighbour_closed(struct event_base *base, const struct peer *p)
{
	const struct timeval	 wait = { ALONE_SECONDS, 0 };

	log_debug("%s disconnected", role_name(peer_role(p)));
	if (closed_role != ROLE_PARENT)
		return;
	closed_role = peer_role(p);
	if (event_base_once(base, -1, EV_TIMEOUT, on_alone, NULL,
	    &wait) == -1)
		fatalx("cannot set a timer");
}

int
child_on_fail(struct peer *parent, struct msg *msg)
{
	(void)parent;
	(void)msg;
	log_debug("kopd ends because of an error; this process ends, too");
	exit(1);
}

void
child_ready(struct peer *parent, const char *confinement)
{
	struct record	 r = RECORD_INITIALIZER;

	record_string(&r, KOPD_VERSION);
	record_string(&r, confinement);
	if (peer_send_record(parent, CHILD_READY, MESSAGES_VERSION,
	    &r) == -1)
		fatalx("kopd does not read");
	record_free(&r);
}

void
child_confined(struct peer *parent, const char *confinement)
{
	struct record	 r = RECORD_INITIALIZER;

	record_string(&r, confinement);
	peer_send_always(parent, CHILD_CONFINED, 0, r.buf, r.len);
	record_free(&r);
}

void
child_item(struct peer *parent, uint32_t id, const struct item *item)
{
	struct record	 r = RECORD_INITIALIZER;

	item_write(&r, item);
	(void)peer_send_record(parent, CHILD_STATUS_ITEM, id, &r);
	record_free(&r);
}

void
child_status(struct peer *parent, uint32_t id, const char *name,
    const char *fmt, ...)
{
	struct item	 item = { .type = ITEM_STRING, .name = name };
	char		*value;
	va_list		 ap;

	va_start(ap, fmt);
	if (vasprintf(&value, fmt, ap) == -1)
		fatal(NULL);
	va_end(ap);
	item.value = value;
	child_item(parent, id, &item);
	free(value);
}

void
child_number(struct peer *parent, uint32_t id, const char *name, int64_t n)
{
	struct item	 item = { .type = ITEM_NUMBER, .name = name };
	char		 value[32];

	(void)snprintf(value, sizeof(value), "%" PRId64, n);
	item.value = value;
	child_item(parent, id, &item);
}

void
child_word(struct peer *parent, uint32_t id, const char *name,
    const char *word)
{
	char	*full;

	if (asprintf(&full, "%s" ITEM_WORD, name) == -1)
		fatal(NULL);
	child_status(parent, id, full, "%s", word);
	free(full);
}

void
child_detail(struct peer *parent, uint32_t id, const char *name,
    const char *value)
{
	struct item	 item = { .depth = 1, .type = ITEM_STRING,
			    .name = name, .value = value };

	child_item(parent, id, &item);
}

static void
metric_item(void *parent, uint32_t id, const struct item *item)
{
	child_item(parent, id, item);
}

struct metric_sink
child_metrics(struct peer *parent, uint32_t id)
{
	struct metric_sink	 sink = { metric_item, parent, id };

	return sink;
}

void
child_status_end(struct peer *parent, uint32_t id, const char *error)
{
	struct record	 r = RECORD_INITIALIZER;

	record_string(&r, peer_room(parent) ? error : "too long");
	peer_send_always(parent, CHILD_STATUS_END, id, r.buf, r.len);
	record_free(&r);
}

int
child_on_conf_begin(struct peer *parent, struct msg *msg)
{
	(void)parent;
	(void)msg;
	if (coming != NULL)
		return -1;
	coming = config_blank(conf_table);
	return 0;
}

int
child_on_conf_item(struct peer *parent, struct msg *msg)
{
	(void)parent;
	if (coming == NULL)
		return -1;
	return config_take(conf_table, coming, msg->data, msg->len);
}

void *
child_conf(void)
{
	void	*conf = coming;

	coming = NULL;
	return conf;
}

int
child_on_log(struct peer *parent, struct msg *msg)
{
	(void)parent;
	log_set_verbose(msg->data[0]);
	log_set_json(msg->data[1]);
	return 0;
}
