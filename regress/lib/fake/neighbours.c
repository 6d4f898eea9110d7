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
 * Plays kopd, docker-reader and redis-writer for route-maker.  Standard input
 * gives it commands, those of driver/driver.h and these, in which KIND is
 * info, version, events, list, ids or unhealthy:
 *
 *	bind ADDRESS
 *	version [JSON]		what is answered to VERSION from now on, without a
 *				command; no JSON: it takes a command
 *	request KIND		waits for one: "request KIND ARGUMENTS"
 *	open KIND		DOCKER_BEGIN and the headers of a 200 answer
 *	text KIND TEXT		a line of the answer
 *	file KIND FILE		a file of the answer
 *	end KIND complete|cut|late
 *	answer KIND TEXT	open, text and a complete end
 *	answerfile KIND FILE
 *	refuse KIND CODE [TEXT]	another answer than 200, with that body
 *	reset KIND		the connection breaks before an answer
 *	wait KIND TEXT		DOCKER_WAIT
 *	routes			waits for the next snapshot or change, says it
 *	count			the same, but says how many it set and deleted
 *	until TEXT FILTER	reads what is published until TEXT is in a
 *				line, and says the lines that have FILTER
 *	deaf, hear		stop and go on reading what is published
 *	unsaid			"unsaid N": requests that were not waited for
 *	show			"KEY=VALUE" ..., all routes
 *
 * Status is said as "NAME VALUE" ..., sorted as they come.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/hexid.h"
#include "common/log.h"
#include "common/record.h"
#include "regress/lib/fake/driver/driver.h"

#define REQUESTS_MAX	64
#define HEADERS		"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n"
#define ROUTES		2	/* the id of a request for them */

struct request {
	uint32_t	 id;
	uint8_t		 kind;
	int		 said;
	char		*arguments;
};

static struct request	 requests[REQUESTS_MAX];
static size_t		 nrequests;
static char		*batch;		/* of lines; what is published */
static size_t		 batch_size, nbatches, nset, ndel;
static FILE		*batch_out;

static const char *const kinds[] = {
	[DOCKER_PING] = "ping", [DOCKER_VERSION] = "version",
	[DOCKER_INFO] = "info", [DOCKER_LIST] = "list",
	[DOCKER_LIST_IDS] = "ids", [DOCKER_EVENTS] = "events",
	[DOCKER_LIST_UNHEALTHY] = "unhealthy"
};

/* What is answered to VERSION unasked; NULL: the commands do it. */
static char	*version;

static void	answer_version(void);

static void
say_item(uint32_t id, const char *name, const char *value)
{
	printf("%s%c%s\n", name, id == ROUTES ? '=' : ' ', value);
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
	} else if (kind == DOCKER_LIST_IDS || kind == DOCKER_LIST_UNHEALTHY) {
		for (n = record_get_u16(r); n > 0 && !r->failed; n--) {
			bytes = record_get_bytes(r, &len, HEXID_BYTES);
			if (bytes == NULL || len != HEXID_BYTES)
				break;
			hexid_text(bytes, id);
			fprintf(out, " %s", id + HEXID_DIGITS - 4);
		}
	}
	(void)fclose(out);
	return text;
}

static int
on_request(struct peer *p, struct msg *msg)
{
	struct record_reader	 in;
	struct request		*r;

	(void)p;
	if (nrequests == REQUESTS_MAX)
		fatalx("too many requests");
	record_read(&in, msg->data, msg->len);
	r = &requests[nrequests++];
	r->id = msg->peer;
	r->kind = record_get_u8(&in);
	r->said = 0;
	if (r->kind >= DOCKER_KINDS)
		return -1;
	r->arguments = arguments(&in, r->kind);
	if (r->kind == DOCKER_VERSION && version != NULL) {
		r->said = 1;
		answer_version();
	}
	return record_end(&in);
}

static int
on_passed(struct peer *p, struct msg *msg)
{
	(void)p;
	(void)msg;
	return 0;
}

/* Among what is published, since it goes before that. */
static int
on_engine(struct peer *p, struct msg *msg)
{
	struct record_reader	 r;
	char			*id, *name;

	(void)p;
	record_read(&r, msg->data, msg->len);
	id = record_get_string(&r, 1024);
	name = record_get_string(&r, 1024);
	fprintf(batch_out, "engine %s %s\n", id, name);
	free(id);
	free(name);
	return record_end(&r);
}

static int
on_routes_begin(struct peer *p, struct msg *msg)
{
	struct record_reader	r;
	unsigned long long	number;

	(void)p;
	record_read(&r, msg->data, msg->len);
	number = record_get_u64(&r);
	fprintf(batch_out, "%s %llu\n", record_get_u8(&r) == ROUTES_CHANGE ?
	    "change" : "snapshot", number);
	nset = ndel = 0;
	return record_end(&r);
}

static int
on_set(struct peer *p, struct msg *msg)
{
	struct record_reader	 r;
	char			*id, *name, *key, *value;
	uint8_t			 flags;

	(void)p;
	record_read(&r, msg->data, msg->len);
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
	free(record_get_string(&r, 1024));
	while (r.left > 0 && !r.failed) {
		key = record_get_string(&r, MSG_PAYLOAD_MAX);
		value = record_get_string(&r, MSG_PAYLOAD_MAX);
		fprintf(batch_out, " %s=%.60s", key, value);
		free(key);
		free(value);
	}
	fputc('\n', batch_out);
	nset++;
	return record_end(&r);
}

static int
on_del(struct peer *p, struct msg *msg)
{
	struct record_reader	 r;
	char			*id;

	(void)p;
	record_read(&r, msg->data, msg->len);
	id = record_get_string(&r, 1024);
	fprintf(batch_out, "del %s\n", id);
	free(id);
	ndel++;
	return record_end(&r);
}

/* One batch is held until it is asked for: the next has to wait. */
static int
on_routes_end(struct peer *p, struct msg *msg)
{
	peer_pause(p);
	nbatches++;
	return msg->len == 20 ? 0 : -1;
}

#define FROM	ROLE_ROUTE_MAKER
static const struct dispatch table[] = {
	DRIVER_DISPATCH(FROM),
	{ DOCKER_REQUEST, FROM, 1, MSG_PAYLOAD_MAX, on_request, "request" },
	{ DOCKER_CANCEL, FROM, 0, 0, on_passed, "cancel" },
	{ DOCKER_CREDIT, FROM, 4, 4, on_passed, "credit" },
	{ CHILD_ENGINE, FROM, 8, 4096, on_engine, "engine" },
	{ ROUTES_BEGIN, FROM, 9, 9, on_routes_begin, "begin" },
	{ ROUTES_SET, FROM, 13, MSG_PAYLOAD_MAX, on_set, "set" },
	{ ROUTES_DEL, FROM, 4, 4096, on_del, "del" },
	{ ROUTES_END, FROM, 20, 20, on_routes_end, "end" }
};

static const struct peer_callbacks callbacks = {
	.table = table,
	.count = sizeof(table) / sizeof(table[0]),
	.closed = driver_closed,
};

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

	while ((r = find_request(kind, 0)) == NULL)
		driver_turn(kind);
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
		while (peer_send(driver_peer(FD_DOCKER_READER), DOCKER_DATA, r->id, data, n) == -1)
			driver_turn("docker data");
	}
}

static void
send_open(const char *kind)
{
	struct request	*r = open_request(kind);

	if (peer_send(driver_peer(FD_DOCKER_READER), DOCKER_BEGIN, r->id, NULL, 0) == -1)
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
	(void)fclose(in);
}

static void
send_end(const char *kind, const char *how)
{
	struct request	*r = open_request(kind);
	struct record	 out = RECORD_INITIALIZER;

	record_u8(&out, strcmp(how, "cut") == 0 ? DOCKER_CUT :
	    strcmp(how, "late") == 0 ? DOCKER_TIMED_OUT : DOCKER_COMPLETE);
	record_u32(&out, strcmp(how, "cut") == 0 ? 104 : 0);
	while (peer_send_record(driver_peer(FD_DOCKER_READER), DOCKER_END, r->id, &out) == -1)
		driver_turn("docker end");
	record_free(&out);
	free(r->arguments);
	*r = requests[--nrequests];
}

static void
answer_version(void)
{
	send_open("version");
	send_text("version", version);
	send_end("version", "complete");
}

/* "version JSON", or "version" for the commands to answer it. */
static void
set_version(const char *json)
{
	free(version);
	version = NULL;
	json += strspn(json, " ");
	if (*json != '\0' && (version = strdup(json)) == NULL)
		fatal(NULL);
}

static void
send_wait(const char *kind, const char *text)
{
	struct record	out = RECORD_INITIALIZER;

	record_u32(&out, 2);
	record_string(&out, text);
	if (peer_send_record(driver_peer(FD_DOCKER_READER), DOCKER_WAIT, open_request(kind)->id,
	    &out) == -1)
		fatal("peer_send");
	record_free(&out);
}

static void
send_bind(const char *address)
{
	struct record	out = RECORD_INITIALIZER;

	record_string(&out, address);
	if (peer_send_record(driver_peer(FD_PARENT), PARENT_BIND, 0, &out) == -1)
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

	while (nbatches == 0)
		driver_turn("routes");
	(void)fclose(batch_out);
	text = batch;
	new_batch();
	nbatches = 0;
	peer_resume(driver_peer(FD_REDIS_WRITER));
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

/* An answer that is no 200: "CODE [TEXT]". */
static void
send_status(const char *kind, const char *text)
{
	char	*answer;
	size_t	 code = strcspn(text, " ");

	if (asprintf(&answer, "HTTP/1.0 %.*s Status\r\n\r\n%s", (int)code,
	    text, text + code + strspn(text + code, " ")) == -1)
		fatal(NULL);
	take_request(kind);
	if (peer_send(driver_peer(FD_DOCKER_READER), DOCKER_BEGIN,
	    open_request(kind)->id, NULL, 0) == -1)
		fatal("peer_send");
	send_data(kind, answer, strlen(answer));
	send_end(kind, "complete");
	free(answer);
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
	} else if (strcmp(c, "refuse") == 0)
		send_status(kind, text);
	else if (strcmp(c, "reset") == 0) {
		take_request(kind);
		send_end(kind, "cut");
	} else
		return -1;
	return 0;
}

static int
routes_command(const char *c, char *word, const char *rest)
{
	if (strcmp(c, "routes") == 0 || strcmp(c, "count") == 0)
		say_batch(strcmp(c, "routes") == 0);
	else if (strcmp(c, "until") == 0)
		say_until(word, rest);
	else if (strcmp(c, "deaf") == 0)
		peer_pause(driver_peer(FD_REDIS_WRITER));
	else if (strcmp(c, "hear") == 0)
		peer_resume(driver_peer(FD_REDIS_WRITER));
	else if (strcmp(c, "bind") == 0)
		send_bind(word);
	else if (strcmp(c, "unsaid") == 0)
		say_unsaid();
	else if (strcmp(c, "show") == 0)
		driver_ask(PARENT_ROUTES, ROUTES, NULL, 0);
	else
		return -1;
	return 0;
}

int
main(int argc, char *argv[])
{
	struct route_maker_conf	*conf = config_blank(&route_maker_table);
	struct driver		 driver = { .role = ROLE_ROUTE_MAKER,
				    .peers = 3, .table = &route_maker_table,
				    .conf = conf, .callbacks = &callbacks,
				    .item = say_item };
	struct command		 c = { 0 };

	if (argc != 2) {
		fprintf(stderr, "usage: neighbours program <commands\n");
		return 1;
	}
	log_init("neighbours", LOG_TO_STDERR, 0);
	set_version("{\"Version\":\"20.10.24\",\"ApiVersion\":\"1.41\"}");
	conf->traefik_version = TRAEFIK_NEWEST;
	driver.program = argv[1];
	driver_init(input_init(), &driver);
	new_batch();
	while (input_next(&c)) {
		if (strcmp(c.word[0], "version") == 0) {
			set_version(c.line + strlen("version"));
			continue;
		}
		if (driver_command(&c) == -1 &&
		    routes_command(c.word[0], c.word[1], c.rest) == -1 &&
		    docker_command(c.word[0], c.word[1], c.rest) == -1)
			fatalx("what is \"%s\"?", c.line);
	}
	driver_end();
	return 0;
}
