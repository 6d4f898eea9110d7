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
 * Plays kopd, docker-reader and redis-writer for route-maker.  Started with
 * the program's path it reads commands from standard input, one a line, and
 * says on standard output what came of them.  KIND is info, events, list or
 * ids.
 *
 *	conf NAME VALUE		of route_maker_conf; "-" is ""
 *	start			the program, with that configuration
 *	reload			sends the configuration again
 *	bind ADDRESS
 *	request KIND		waits for one: "request KIND ARGUMENTS"
 *	open KIND		DOCKER_BEGIN and the headers of a 200 answer
 *	text KIND TEXT		a line of the answer
 *	file KIND FILE		a file of the answer
 *	end KIND complete|cut|late
 *	answer KIND TEXT	open, text and a complete end
 *	answerfile KIND FILE
 *	wait KIND TEXT		DOCKER_WAIT
 *	routes			waits for the next snapshot or change, says it
 *	count			the same, but says how many it set and deleted
 *	until TEXT FILTER	reads what is published until TEXT is in a
 *				line, and says the lines that have FILTER
 *	deaf, hear		stop and go on reading what is published
 *	unsaid			"unsaid N": requests that were not waited for
 *	status [NAME]		"NAME VALUE" ..., sorted as they come
 *	show			"KEY=VALUE" ..., all routes
 *	await NAME TEXT		asks for the status until TEXT is in NAME
 *	stop			ends the program: "exit STATUS"
 *	exit			waits for its own end: "exit STATUS"
 */

#include <sys/socket.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <event2/event.h>

#include "config.h"
#include "hexid.h"
#include "log.h"
#include "messages.h"
#include "peer.h"
#include "record.h"

#define LATE_SECONDS	30
#define REQUESTS_MAX	64
#define HEADERS		"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n"

struct request {
	uint32_t	 id;
	uint8_t		 kind;
	int		 said;
	char		*arguments;
};

static struct route_maker_conf	*conf;
static struct event_base	*base;
static struct peer		*parent, *reader, *writer;
static pid_t			 child;
static struct request		 requests[REQUESTS_MAX];
static size_t			 nrequests;
static char			*batch;		/* of lines; what is published */
static size_t			 batch_size, nbatches, nset, ndel;
static FILE			*batch_out;
static const char		*wanted_name, *wanted_text;
static int			 awaited, silent, status_over, gone;

static const char *const kinds[] = {
	[DOCKER_PING] = "ping", [DOCKER_VERSION] = "version",
	[DOCKER_INFO] = "info", [DOCKER_LIST] = "list",
	[DOCKER_LIST_IDS] = "ids", [DOCKER_EVENTS] = "events"
};

static const struct {
	const char	*name;
	size_t		 offset;
	int		 number;
} fields[] = {
#define STRING(f)	{ #f, offsetof(struct route_maker_conf, f), 0 }
#define NUMBER(f)	{ #f, offsetof(struct route_maker_conf, f), 1 }
	STRING(run_as), NUMBER(strict), NUMBER(poll), NUMBER(traefik_version),
	NUMBER(exposed_by_default), NUMBER(allow_empty_services),
	NUMBER(use_bind_port_ip), NUMBER(bind_none), NUMBER(merge_equal),
	STRING(bind_address), STRING(network), STRING(prefix),
};

static int
on_ready(struct peer *p, struct imsg *imsg)
{
	(void)p;
	(void)imsg;
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
	if (!silent && imsg->peer == 2)
		printf("%s=%s\n", name, value);
	else if (!silent && (wanted_name == NULL ||
	    strcmp(name, wanted_name) == 0))
		printf("%s %s\n", name, value);
	if (silent && strcmp(name, wanted_name) == 0 &&
	    strstr(value, wanted_text) != NULL)
		awaited = 1;
	free(name);
	free(value);
	return 0;
}

static int
on_item_end(struct peer *p, struct imsg *imsg)
{
	(void)p;
	(void)imsg;
	status_over = 1;
	return 0;
}

/* What the request asks for, in words. */
static char *
arguments(struct record_reader *r, uint8_t kind)
{
	char		*text, id[HEXID_DIGITS + 1];
	const void	*bytes;
	size_t		 size, len;
	uint64_t	 seconds;
	uint16_t	 n;
	FILE		*out;

	if ((out = open_memstream(&text, &size)) == NULL)
		fatal(NULL);
	if (kind == DOCKER_EVENTS) {
		seconds = record_get_u64(r);
		fprintf(out, " %llu.%09u", (unsigned long long)seconds,
		    record_get_u32(r));
	} else if (kind == DOCKER_LIST_IDS) {
		for (n = record_get_u16(r); n > 0 && !r->failed; n--) {
			bytes = record_get_bytes(r, &len, HEXID_BYTES);
			if (bytes == NULL || len != HEXID_BYTES)
				break;
			hexid_text(bytes, id);
			fprintf(out, " %s", id + HEXID_DIGITS - 4);
		}
	}
	fclose(out);
	return text;
}

static int
on_request(struct peer *p, struct imsg *imsg)
{
	struct record_reader	 in;
	struct request		*r;

	(void)p;
	if (nrequests == REQUESTS_MAX)
		fatalx("too many requests");
	record_read(&in, imsg->data, imsg->len);
	r = &requests[nrequests++];
	r->id = imsg->peer;
	r->kind = record_get_u8(&in);
	r->said = 0;
	if (r->kind > DOCKER_EVENTS)
		return -1;
	r->arguments = arguments(&in, r->kind);
	return record_end(&in);
}

static int
on_passed(struct peer *p, struct imsg *imsg)
{
	(void)p;
	(void)imsg;
	return 0;
}

static int
on_engine(struct peer *p, struct imsg *imsg)
{
	struct record_reader	 r;
	char			*id, *name;

	(void)p;
	record_read(&r, imsg->data, imsg->len);
	id = record_get_string(&r, 1024);
	name = record_get_string(&r, 1024);
	fprintf(batch_out, "engine %s %s\n", id, name);
	free(id);
	free(name);
	return record_end(&r);
}

static int
on_routes_begin(struct peer *p, struct imsg *imsg)
{
	struct record_reader	r;
	unsigned long long	number;

	(void)p;
	record_read(&r, imsg->data, imsg->len);
	number = record_get_u64(&r);
	fprintf(batch_out, "%s %llu\n", record_get_u8(&r) == ROUTES_CHANGE ?
	    "change" : "snapshot", number);
	nset = ndel = 0;
	return record_end(&r);
}

static int
on_set(struct peer *p, struct imsg *imsg)
{
	struct record_reader	 r;
	char			*id, *name, *key, *value;
	uint8_t			 flags;

	(void)p;
	record_read(&r, imsg->data, imsg->len);
	id = record_get_string(&r, 1024);
	name = record_get_string(&r, 1024);
	flags = record_get_u8(&r);
	fprintf(batch_out, "set %s%s%s%s%s", id,
	    strcmp(id, name) == 0 ? "" : " ",
	    strcmp(id, name) == 0 ? "" : name,
	    flags & ROUTES_MERGE ? " merge" : "",
	    flags & ROUTES_MORE ? " more" : "");
	free(id);
	free(name);
	while (r.left > 0 && !r.failed) {
		key = record_get_string(&r, IMSG_PAYLOAD_MAX);
		value = record_get_string(&r, IMSG_PAYLOAD_MAX);
		fprintf(batch_out, " %s=%.60s", key, value);
		free(key);
		free(value);
	}
	fputc('\n', batch_out);
	nset++;
	return record_end(&r);
}

static int
on_del(struct peer *p, struct imsg *imsg)
{
	struct record_reader	 r;
	char			*id;

	(void)p;
	record_read(&r, imsg->data, imsg->len);
	id = record_get_string(&r, 1024);
	fprintf(batch_out, "del %s\n", id);
	free(id);
	ndel++;
	return record_end(&r);
}

/* One batch is held until it is asked for: the next has to wait. */
static int
on_routes_end(struct peer *p, struct imsg *imsg)
{
	peer_pause(p);
	nbatches++;
	return imsg->len == 8 ? 0 : -1;
}

static void
on_closed(struct peer *p)
{
	(void)p;
	gone = 1;
	event_base_loopbreak(base);
}

#define FROM	ROLE_ROUTE_MAKER
static const struct dispatch table[] = {
	{ CHILD_READY, FROM, 0, 4096, on_ready, "ready" },
	{ CHILD_STATUS_ITEM, FROM, 0, IMSG_PAYLOAD_MAX, on_item, "item" },
	{ CHILD_STATUS_END, FROM, 0, 4096, on_item_end, "item end" },
	{ DOCKER_REQUEST, FROM, 1, IMSG_PAYLOAD_MAX, on_request, "request" },
	{ DOCKER_CANCEL, FROM, 0, 0, on_passed, "cancel" },
	{ DOCKER_CREDIT, FROM, 4, 4, on_passed, "credit" },
	{ ROUTES_ENGINE, FROM, 8, 4096, on_engine, "engine" },
	{ ROUTES_BEGIN, FROM, 9, 9, on_routes_begin, "begin" },
	{ ROUTES_SET, FROM, 9, IMSG_PAYLOAD_MAX, on_set, "set" },
	{ ROUTES_DEL, FROM, 4, 4096, on_del, "del" },
	{ ROUTES_END, FROM, 8, 8, on_routes_end, "end" }
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

static void
start(const char *program)
{
	int	 ours[3], theirs[3], pair[2], i;

	for (i = 0; i < 3; i++) {
		if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0,
		    pair) == -1)
			fatal("socketpair");
		ours[i] = move_up(pair[0]);
		theirs[i] = move_up(pair[1]);
	}
	if ((child = fork()) == -1)
		fatal("fork");
	if (child == 0) {
		for (i = 0; i < 3; i++)
			dup2(theirs[i], FD_PARENT + i);
		execl(program, program, "-d", "-v", (char *)NULL);
		fatal("%s", program);
	}
	for (i = 0; i < 3; i++)
		close(theirs[i]);
	parent = peer_new(base, ours[0], FROM, &callbacks, NULL);
	reader = peer_new(base, ours[FD_DOCKER_READER - FD_PARENT], FROM,
	    &callbacks, NULL);
	writer = peer_new(base, ours[FD_REDIS_WRITER - FD_PARENT], FROM,
	    &callbacks, NULL);
	config_send(parent, &route_maker_table, conf);
}

static void
set_conf(const char *name, const char *value)
{
	char	*at, **s;
	size_t	 i;
	uint32_t n;

	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (strcmp(fields[i].name, name) != 0)
			continue;
		at = (char *)conf + fields[i].offset;
		if (fields[i].number) {
			n = (uint32_t)strtoul(value, NULL, 10);
			memcpy(at, &n, sizeof(n));
			return;
		}
		s = (char **)(void *)at;
		free(*s);
		if ((*s = strdup(strcmp(value, "-") == 0 ? "" : value)) == NULL)
			fatal(NULL);
		return;
	}
	fatalx("no such field: %s", name);
}

static void
on_late(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	fatalx("too late: %s", *(const char **)arg);
}

/* Runs the loop until something has happened; it is an error if too late. */
static void
turn(const char *what)
{
	static const struct timeval	 late = { LATE_SECONDS, 0 };
	static const char		*waited_for;
	static struct event		*timer;

	if (timer == NULL && (timer = evtimer_new(base, on_late,
	    &waited_for)) == NULL)
		fatalx("evtimer_new");
	waited_for = what;
	fflush(stdout);
	event_add(timer, &late);
	event_base_loop(base, EVLOOP_ONCE);
	event_del(timer);
}

static int
kind_of(const char *name)
{
	size_t	i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(name, kinds[i]) == 0)
			return (int)i;
	fatalx("no such kind: %s", name);
}

static struct request *
find_request(const char *kind, int said)
{
	size_t	i;

	for (i = 0; i < nrequests; i++)
		if (requests[i].kind == kind_of(kind) &&
		    requests[i].said == said)
			return &requests[i];
	return NULL;
}

static struct request *
take_request(const char *kind)
{
	struct request	*r;

	while ((r = find_request(kind, 0)) == NULL && !gone)
		turn(kind);
	if (r == NULL)
		fatalx("route-maker is gone");
	r->said = 1;
	return r;
}

static struct request *
open_request(const char *kind)
{
	struct request	*r;

	if ((r = find_request(kind, 1)) == NULL)
		fatalx("no open request: %s", kind);
	return r;
}

static void
send_data(const char *kind, const char *data, size_t len)
{
	struct request	*r = open_request(kind);
	size_t		 n;

	for (; len > 0; len -= n, data += n) {
		n = len < DOCKER_CHUNK ? len : DOCKER_CHUNK;
		while (peer_send(reader, DOCKER_DATA, r->id, data, n) == -1)
			turn("docker data");
	}
}

static void
send_open(const char *kind)
{
	struct request	*r = open_request(kind);

	if (peer_send(reader, DOCKER_BEGIN, r->id, NULL, 0) == -1)
		fatal("peer_send");
	send_data(kind, HEADERS, strlen(HEADERS));
}

static void
send_text(const char *kind, const char *text)
{
	send_data(kind, text, strlen(text));
	send_data(kind, "\n", 1);
}

static void
send_file(const char *kind, const char *path)
{
	char	 buf[DOCKER_CHUNK];
	size_t	 n;
	FILE	*in;

	if ((in = fopen(path, "r")) == NULL)
		fatal("%s", path);
	while ((n = fread(buf, 1, sizeof(buf), in)) > 0)
		send_data(kind, buf, n);
	fclose(in);
}

static void
send_end(const char *kind, const char *how)
{
	struct request	*r = open_request(kind);
	struct record	 out = RECORD_INITIALIZER;

	record_u8(&out, strcmp(how, "cut") == 0 ? DOCKER_CUT :
	    strcmp(how, "late") == 0 ? DOCKER_TIMED_OUT : DOCKER_COMPLETE);
	record_u32(&out, strcmp(how, "cut") == 0 ? 104 : 0);
	while (peer_send_record(reader, DOCKER_END, r->id, &out) == -1)
		turn("docker end");
	record_free(&out);
	free(r->arguments);
	*r = requests[--nrequests];
}

static void
send_wait(const char *kind, const char *text)
{
	struct record	out = RECORD_INITIALIZER;

	record_u32(&out, 2);
	record_string(&out, text);
	if (peer_send_record(reader, DOCKER_WAIT, open_request(kind)->id,
	    &out) == -1)
		fatal("peer_send");
	record_free(&out);
}

static void
send_bind(const char *address)
{
	struct record	out = RECORD_INITIALIZER;

	record_string(&out, address);
	if (peer_send_record(parent, PARENT_BIND, 0, &out) == -1)
		fatal("peer_send");
	record_free(&out);
}

static void
say_unsaid(void)
{
	size_t	i, n = 0;

	for (i = 0; i < nrequests; i++)
		n += !requests[i].said;
	printf("unsaid %zu\n", n);
}

static void
new_batch(void)
{
	if ((batch_out = open_memstream(&batch, &batch_size)) == NULL)
		fatal(NULL);
}

/* The next batch's lines, to be freed. */
static char *
take_batch(void)
{
	char	*text;

	while (nbatches == 0 && !gone)
		turn("routes");
	if (nbatches == 0)
		fatalx("route-maker is gone");
	fclose(batch_out);
	text = batch;
	new_batch();
	nbatches = 0;
	peer_resume(writer);
	return text;
}

static void
say_batch(int whole)
{
	char	*text = take_batch();

	if (whole)
		printf("%s", text);
	else
		printf("set %zu del %zu\n", nset, ndel);
	free(text);
}

static void
say_until(const char *wanted, const char *filter)
{
	char	*text, *rest, *line;
	int	 found = 0;

	while (!found) {
		rest = text = take_batch();
		while ((line = strsep(&rest, "\n")) != NULL) {
			if (strstr(line, wanted) != NULL)
				found = 1;
			if (strstr(line, filter) != NULL)
				puts(line);
		}
		free(text);
	}
}

static void
ask(uint32_t type, uint32_t id)
{
	status_over = 0;
	if (peer_send(parent, type, id, NULL, 0) == -1)
		fatal("peer_send");
	while (!status_over && !gone)
		turn("status");
}

static void
ask_status(const char *name)
{
	wanted_name = *name == '\0' ? NULL : name;
	ask(PARENT_STATUS, 1);
}

static void
await(char *name, const char *text)
{
	time_t	late = time(NULL) + LATE_SECONDS;

	wanted_name = name;
	wanted_text = text;
	awaited = 0;
	silent = 1;
	while (!awaited && !gone && time(NULL) < late)
		ask(PARENT_STATUS, 1);
	silent = 0;
	printf("%s %s %s\n", awaited ? "awaited" : "late", name, text);
}

static void
wait_exit(void)
{
	int	status;

	while (!gone)
		turn("exit");
	waitpid(child, &status, 0);
	if (WIFSIGNALED(status))
		printf("killed %d\n", WTERMSIG(status));
	else
		printf("exit %d\n", WEXITSTATUS(status));
	exit(0);
}

static int
docker_command(const char *c, char *kind, const char *text)
{
	if (strcmp(c, "request") == 0) {
		struct request	*r = take_request(kind);

		printf("request %s%s\n", kind, r->arguments);
	} else if (strcmp(c, "open") == 0)
		send_open(kind);
	else if (strcmp(c, "text") == 0)
		send_text(kind, text);
	else if (strcmp(c, "file") == 0)
		send_file(kind, text);
	else if (strcmp(c, "end") == 0)
		send_end(kind, text);
	else if (strcmp(c, "wait") == 0)
		send_wait(kind, text);
	else if (strcmp(c, "answer") == 0 || strcmp(c, "answerfile") == 0) {
		take_request(kind);
		send_open(kind);
		if (strcmp(c, "answer") == 0)
			send_text(kind, text);
		else
			send_file(kind, text);
		send_end(kind, "complete");
	} else
		return -1;
	return 0;
}

static void
command(const char *program, const char *c, char *word, const char *rest)
{
	if (strcmp(c, "conf") == 0)
		set_conf(word, rest);
	else if (strcmp(c, "start") == 0)
		start(program);
	else if (strcmp(c, "reload") == 0)
		config_send(parent, &route_maker_table, conf);
	else if (strcmp(c, "bind") == 0)
		send_bind(word);
	else if (strcmp(c, "routes") == 0 || strcmp(c, "count") == 0)
		say_batch(strcmp(c, "routes") == 0);
	else if (strcmp(c, "until") == 0)
		say_until(word, rest);
	else if (strcmp(c, "deaf") == 0)
		peer_pause(writer);
	else if (strcmp(c, "hear") == 0)
		peer_resume(writer);
	else if (strcmp(c, "unsaid") == 0)
		say_unsaid();
	else if (strcmp(c, "status") == 0)
		ask_status(word);
	else if (strcmp(c, "show") == 0)
		ask(PARENT_ROUTES, 2);
	else if (strcmp(c, "await") == 0)
		await(word, rest);
	else if (strcmp(c, "stop") == 0) {
		if (peer_send(parent, PARENT_STOP, 0, NULL, 0) == -1)
			fatal("peer_send");
		wait_exit();
	} else if (strcmp(c, "exit") == 0)
		wait_exit();
	else if (docker_command(c, word, rest) == -1)
		fatalx("what is \"%s\"?", c);
	fflush(stdout);
}

int
main(int argc, char *argv[])
{
	char	 none[] = "", *line = NULL, *c, *word, *rest;
	size_t	 size = 0;

	if (argc != 2) {
		fprintf(stderr, "usage: neighbours program <commands\n");
		return 1;
	}
	log_init("neighbours", LOG_TO_STDERR, 0);
	base = event_base_new();
	conf = config_blank(&route_maker_table);
	conf->traefik_version = TRAEFIK_NEWEST;
	new_batch();
	while (getline(&line, &size, stdin) != -1) {
		line[strcspn(line, "\n")] = '\0';
		rest = line;
		c = strsep(&rest, " ");
		word = rest == NULL ? none : strsep(&rest, " ");
		if (*c != '\0' && *c != '#')
			command(argv[1], c, word, rest == NULL ? none : rest);
	}
	if (child != 0)
		kill(child, SIGKILL);
	free(line);
	return 0;
}
