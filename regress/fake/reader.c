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
 * Plays kopd and route-maker for docker-reader.  Bytes that come back are
 * written to FOLDER/ID; all else is said on standard output.
 *
 * usage: reader docker-reader FOLDER
 *
 *	conf socket PATH | timeout SECONDS | run_as USER
 *	start			"ready CONFINEMENT"
 *	reload			sends the configuration again
 *	request ID KIND [...]	ping, version, info, list, ids DIGITS ...,
 *				events [SECONDS NANOSECONDS];
 *				raw BYTE ... (decimal) for what no one may ask
 *	hold ID			before the request: credit is given by hand
 *	credit ID BYTES
 *	slow ID			before the request: credit comes 64 kB at a time
 *	cancel ID
 *	status			"status NAME VALUE" ..., "status-end"
 *	say TEXT		"TEXT"
 *	stop			"exit STATUS"
 *
 * What docker-reader says: "wait ID ERRNO TEXT", "begin ID", "data ID TOTAL"
 * at the first bytes and at each DOCKER_WINDOW, "end ID HOW ERRNO TOTAL most
 * UNCONSUMED", "gone"; "stray ID" for what was not asked or is over.
 */

#include <sys/socket.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <event2/buffer.h>
#include <event2/event.h>

#include "config.h"
#include "hexid.h"
#include "log.h"
#include "messages.h"
#include "peer.h"
#include "record.h"

#define IDS	64		/* of requests: 0 to 63 */
#define WORDS	(LIST_IDS_MAX + 16)
#define SLOWLY	(64 * 1024)

enum credit { AT_ONCE, BY_HAND, SLOW };

static struct stream {
	int		 open;
	enum credit	 credit;
	size_t		 total;
	size_t		 unconsumed;
	size_t		 most;
	FILE		*to;
	struct event	*timer;
} streams[IDS];

static struct docker_reader_conf	*conf;
static struct event_base		*base;
static struct peer			*parent, *maker;
static const char			*program, *folder;
static pid_t				 child;

static void __attribute__((__format__ (printf, 1, 2)))
say(const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	fflush(stdout);
}

static void
give(uint32_t id, size_t bytes)
{
	struct record	 r = RECORD_INITIALIZER;

	record_u32(&r, (uint32_t)bytes);
	if (peer_send_record(maker, DOCKER_CREDIT, id, &r) == -1)
		fatalx("docker-reader does not read");
	record_free(&r);
	streams[id].unconsumed -= bytes;
}

static void
on_slow(evutil_socket_t fd, short what, void *arg)
{
	static const struct timeval	 moment = { 0, 1000 };
	struct stream			*s = arg;

	(void)fd;
	(void)what;
	if (s->unconsumed > 0)
		give((uint32_t)(s - streams), s->unconsumed < SLOWLY ?
		    s->unconsumed : SLOWLY);
	if (s->open)
		evtimer_add(s->timer, &moment);
}

static struct stream *
stream_of(const struct imsg *imsg)
{
	if (imsg->peer < IDS && streams[imsg->peer].open)
		return &streams[imsg->peer];
	say("stray %u", imsg->peer);
	return NULL;
}

static int
on_wait(struct peer *p, struct imsg *imsg)
{
	struct record_reader	 r;
	uint32_t		 error;
	char			*why;

	(void)p;
	record_read(&r, imsg->data, imsg->len);
	error = record_get_u32(&r);
	why = record_get_string(&r, 4096);
	if (record_end(&r) == -1)
		return -1;
	if (stream_of(imsg) != NULL)
		say("wait %u %s %s", imsg->peer, strerrorname_np((int)error),
		    why);
	free(why);
	return 0;
}

static int
on_begin(struct peer *p, struct imsg *imsg)
{
	(void)p;
	if (stream_of(imsg) != NULL)
		say("begin %u", imsg->peer);
	return 0;
}

static int
on_data(struct peer *p, struct imsg *imsg)
{
	struct stream	*s;
	size_t		 before;

	(void)p;
	if ((s = stream_of(imsg)) == NULL)
		return 0;
	before = s->total;
	s->total += imsg->len;
	s->unconsumed += imsg->len;
	if (s->unconsumed > s->most)
		s->most = s->unconsumed;
	if (fwrite(imsg->data, 1, imsg->len, s->to) != imsg->len ||
	    fflush(s->to) == EOF)
		fatal("%s/%u", folder, imsg->peer);
	if (before == 0 || before / DOCKER_WINDOW != s->total / DOCKER_WINDOW)
		say("data %u %zu", imsg->peer, s->total);
	if (s->credit == AT_ONCE)
		give(imsg->peer, s->unconsumed);
	return 0;
}

static int
on_end(struct peer *p, struct imsg *imsg)
{
	static const char *const hows[] = { "complete", "cut", "timed-out" };
	struct record_reader	 r;
	struct stream		*s;
	uint8_t			 how;
	uint32_t		 error;

	(void)p;
	record_read(&r, imsg->data, imsg->len);
	how = record_get_u8(&r);
	error = record_get_u32(&r);
	if (record_end(&r) == -1 || how > DOCKER_TIMED_OUT)
		return -1;
	if ((s = stream_of(imsg)) == NULL)
		return 0;
	s->open = 0;
	fclose(s->to);
	say("end %u %s %s %zu most %zu", imsg->peer, hows[how],
	    error == 0 ? "0" : strerrorname_np((int)error), s->total, s->most);
	return 0;
}

static int
on_item(struct peer *p, struct imsg *imsg)
{
	struct record_reader	 r;
	char			*name, *value;

	(void)p;
	record_read(&r, imsg->data, imsg->len);
	name = record_get_string(&r, IMSG_PAYLOAD_MAX);
	value = record_get_string(&r, IMSG_PAYLOAD_MAX);
	if (record_end(&r) == -1)
		return -1;
	if (imsg->type == CHILD_READY)
		say("ready %s", value);
	else
		say("status %s %s", name, value);
	free(name);
	free(value);
	return 0;
}

static int
on_item_end(struct peer *p, struct imsg *imsg)
{
	(void)p;
	(void)imsg;
	say("status-end");
	return 0;
}

static void
on_closed(struct peer *p)
{
	int	 status;

	if (p == maker) {
		maker = NULL;
		peer_free(p);
		return;
	}
	parent = NULL;
	peer_free(p);
	if (waitpid(child, &status, 0) == -1)
		fatal("waitpid");
	child = 0;
	if (WIFSIGNALED(status))
		say("killed %d", WTERMSIG(status));
	else
		say("exit %d", WEXITSTATUS(status));
}

static const struct dispatch table[] = {
	{ CHILD_READY, ROLE_PARENT, 0, 4096, on_item, "ready" },
	{ CHILD_STATUS_ITEM, ROLE_PARENT, 0, IMSG_PAYLOAD_MAX, on_item,
	    "item" },
	{ CHILD_STATUS_END, ROLE_PARENT, 0, 4096, on_item_end, "end" },
	{ DOCKER_WAIT, ROLE_ROUTE_MAKER, 8, 4096, on_wait, "wait" },
	{ DOCKER_BEGIN, ROLE_ROUTE_MAKER, 0, 0, on_begin, "begin" },
	{ DOCKER_DATA, ROLE_ROUTE_MAKER, 1, DOCKER_CHUNK, on_data, "data" },
	{ DOCKER_END, ROLE_ROUTE_MAKER, 5, 5, on_end, "end" }
};

static const struct peer_callbacks callbacks = {
	table, sizeof(table) / sizeof(table[0]), on_closed, NULL, NULL
};

/* Out of the way, so that the fixed numbers are free. */
static int
move_up(int fd)
{
	int	 up = fcntl(fd, F_DUPFD_CLOEXEC, 10);

	if (up == -1)
		fatal("fcntl");
	close(fd);
	return up;
}

/* The role says which of the two socketpairs it is. */
static void
start(void)
{
	int	 pairs[2][2], i, j;

	for (i = 0; i < 2; i++) {
		if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0,
		    pairs[i]) == -1)
			fatal("socketpair");
		for (j = 0; j < 2; j++)
			pairs[i][j] = move_up(pairs[i][j]);
	}
	if ((child = fork()) == -1)
		fatal("fork");
	if (child == 0) {
		dup2(pairs[0][1], FD_PARENT);
		dup2(pairs[1][1], FD_ROUTE_MAKER);
		execl(program, program, "-d", "-v", (char *)NULL);
		fatal("%s", program);
	}
	close(pairs[0][1]);
	close(pairs[1][1]);
	parent = peer_new(base, pairs[0][0], ROLE_PARENT, &callbacks, NULL);
	maker = peer_new(base, pairs[1][0], ROLE_ROUTE_MAKER, &callbacks,
	    NULL);
	config_send(parent, &docker_reader_table, conf);
	say("pid %d", child);
}

static void
set_conf(const char *name, const char *value)
{
	char	**s;

	if (strcmp(name, "timeout") == 0) {
		conf->timeout = (uint32_t)strtoul(value, NULL, 10);
		return;
	}
	s = strcmp(name, "socket") == 0 ? &conf->socket : &conf->run_as;
	free(*s);
	if ((*s = strdup(value)) == NULL)
		fatal(NULL);
}

static void
put_ids(struct record *r, char **word, size_t n)
{
	struct hexid	 id;
	size_t		 i;

	record_u16(r, (uint16_t)n);
	for (i = 0; i < n; i++) {
		if (hexid_parse(&id, word[i], strlen(word[i])) == -1)
			fatalx("%s: not an id", word[i]);
		record_bytes(r, id.b, HEXID_BYTES);
	}
}

static void
put_request(struct record *r, char **word, size_t n)
{
	static const char *const kinds[] = { "ping", "version", "info",
				    "list", "ids", "events" };
	uint8_t			 kind = 0;
	size_t			 i;

	if (strcmp(word[0], "raw") == 0) {
		for (i = 1; i < n; i++)
			record_u8(r, (uint8_t)atoi(word[i]));
		return;
	}
	while (kind <= DOCKER_EVENTS && strcmp(word[0], kinds[kind]) != 0)
		kind++;
	record_u8(r, kind);
	if (kind == DOCKER_LIST_IDS)
		put_ids(r, word + 1, n - 1);
	else if (kind == DOCKER_EVENTS) {
		record_u64(r, n == 3 ? strtoull(word[1], NULL, 10) : 0);
		record_u32(r, n == 3 ? (uint32_t)atoi(word[2]) : 0);
	}
}

static void
request(uint32_t id, char **word, size_t n)
{
	struct record	 r = RECORD_INITIALIZER;
	struct stream	*s = &streams[id];
	char		 name[4096];

	put_request(&r, word, n);
	(void)snprintf(name, sizeof(name), "%s/%u", folder, id);
	if (!s->open && (s->to = fopen(name, "w")) == NULL)
		fatal("%s", name);
	s->open = 1;
	s->total = s->unconsumed = s->most = 0;
	if (s->timer == NULL)
		s->timer = evtimer_new(base, on_slow, s);
	if (s->credit == SLOW)
		on_slow(-1, 0, s);
	if (peer_send_record(maker, DOCKER_REQUEST, id, &r) == -1)
		fatalx("docker-reader does not read");
	record_free(&r);
}

static void
cancel(uint32_t id)
{
	if (peer_send(maker, DOCKER_CANCEL, id, NULL, 0) == -1)
		fatalx("docker-reader does not read");
	if (streams[id].open)
		fclose(streams[id].to);
	streams[id].open = 0;
}

static void
of_a_request(char **word, size_t n)
{
	uint32_t	 id = (uint32_t)atoi(word[1]) % IDS;

	if (strcmp(word[0], "request") == 0 && n > 2)
		request(id, word + 2, n - 2);
	else if (strcmp(word[0], "hold") == 0)
		streams[id].credit = BY_HAND;
	else if (strcmp(word[0], "slow") == 0)
		streams[id].credit = SLOW;
	else if (strcmp(word[0], "credit") == 0 && n == 3)
		give(id, strtoul(word[2], NULL, 10));
	else if (strcmp(word[0], "cancel") == 0)
		cancel(id);
	else
		fatalx("what is \"%s\"?", word[0]);
}

static void
command(char **word, size_t n)
{
	if (strcmp(word[0], "conf") == 0 && n == 3)
		set_conf(word[1], word[2]);
	else if (strcmp(word[0], "start") == 0)
		start();
	else if (strcmp(word[0], "reload") == 0)
		config_send(parent, &docker_reader_table, conf);
	else if (strcmp(word[0], "status") == 0)
		(void)peer_send(parent, PARENT_STATUS, 1, NULL, 0);
	else if (strcmp(word[0], "stop") == 0)
		(void)peer_send(parent, PARENT_STOP, 0, NULL, 0);
	else if (strcmp(word[0], "say") == 0 && n == 2)
		say("%s", word[1]);
	else if (n > 1)
		of_a_request(word, n);
	else
		fatalx("what is \"%s\"?", word[0]);
}

static void
on_input(evutil_socket_t fd, short what, void *arg)
{
	struct evbuffer	*in = arg;
	char		*line, *rest, *word[WORDS];
	size_t		 n;

	(void)what;
	if (evbuffer_read(in, fd, -1) <= 0) {
		if (child > 0)
			kill(child, SIGKILL);
		exit(0);
	}
	while ((line = evbuffer_readln(in, NULL, EVBUFFER_EOL_LF)) != NULL) {
		for (n = 0, rest = line; n < WORDS &&
		    (word[n] = strsep(&rest, " ")) != NULL;)
			n += *word[n] != '\0';
		if (n > 0)
			command(word, n);
		free(line);
	}
}

int
main(int argc, char *argv[])
{
	struct event_config	*config;
	struct event		*input;
	struct evbuffer		*in;

	if (argc != 3) {
		fprintf(stderr, "usage: reader docker-reader folder\n");
		return 1;
	}
	program = argv[1];
	folder = argv[2];
	log_init("reader", LOG_TO_STDERR, 0);
	/* epoll refuses files as standard input. */
	if ((config = event_config_new()) == NULL ||
	    event_config_avoid_method(config, "epoll") == -1 ||
	    (base = event_base_new_with_config(config)) == NULL ||
	    (in = evbuffer_new()) == NULL ||
	    (input = event_new(base, STDIN_FILENO, EV_READ | EV_PERSIST,
	    on_input, in)) == NULL || event_add(input, NULL) == -1)
		fatalx("libevent");
	conf = config_blank(&docker_reader_table);
	conf->timeout = 30;
	event_base_dispatch(base);
	return 0;
}
