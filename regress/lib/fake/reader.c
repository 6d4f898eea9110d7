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
 * Commands are those of driver/driver.h and:
 *
 *	request ID KIND [...]	ping, version, info, list, ids DIGITS ...,
 *				events [SECONDS NANOSECONDS];
 *				raw BYTE ... (decimal) for what no one may ask
 *	hold ID			before the request: credit is given by hand
 *	credit ID BYTES
 *	slow ID			before the request: credit comes 64 kB at a time
 *	cancel ID
 *	flood COUNT ID KIND [...]	so many requests, all cancelled at once
 *	deaf			reads nothing more that docker-reader sends
 *
 * What docker-reader says: "confined TEXT", "wait ID ERRNO TEXT", or
 * "wait ID name-EAI TEXT", "begin ID", "data ID TOTAL" at the first bytes and at
 * each DOCKER_WINDOW, "end ID HOW ERRNO TOTAL most UNCONSUMED"; "stray ID" for what was not asked or is over.
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <event2/event.h>

#include "common/dial.h"
#include "common/hexid.h"
#include "common/log.h"
#include "common/record.h"
#include "regress/lib/fake/driver/driver.h"

#define IDS	64		/* of requests: 0 to 63 */
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

static struct event_base	*base;
static const char		*folder;

static void
give(uint32_t id, size_t bytes)
{
	struct record	 r = RECORD_INITIALIZER;

	record_u32(&r, (uint32_t)bytes);
	if (peer_send_record(driver_peer(FD_ROUTE_MAKER), DOCKER_CREDIT, id, &r) == -1)
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
stream_of(const struct msg *msg)
{
	if (msg->peer < IDS && streams[msg->peer].open)
		return &streams[msg->peer];
	printf("stray %u\n", msg->peer);
	return NULL;
}

/* The name of errno(2): only glibc has strerrorname_np(3). */
static const char *
error_name(uint32_t error)
{
#define NAMED(name) { name, #name }
	static const struct {
		uint32_t	 error;
		const char	*name;
	} names[] = {
		{ 0, "0" }, NAMED(EACCES), NAMED(ECONNREFUSED),
		NAMED(ECONNRESET), NAMED(EHOSTUNREACH), NAMED(ENETUNREACH),
		NAMED(ELOOP), NAMED(ENAMETOOLONG), NAMED(ENOENT),
		NAMED(ENOTDIR), NAMED(ENOTSOCK), NAMED(EPERM), NAMED(EPIPE),
		NAMED(EPROTO), NAMED(EPROTOTYPE), NAMED(ETIMEDOUT)
	};
#undef NAMED
	size_t	 i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].error == error)
			return names[i].name;
	fatalx("error %u has no name in this table", error);
}

static int
on_confined(struct peer *p, struct msg *msg)
{
	struct record_reader	 r;
	char			*confinement;

	(void)p;
	record_read(&r, msg->data, msg->len);
	confinement = record_get_string(&r, 4096);
	if (record_end(&r) == -1)
		return -1;
	printf("confined %s\n", confinement);
	free(confinement);
	return 0;
}

static int
on_wait(struct peer *p, struct msg *msg)
{
	struct record_reader	 r;
	uint32_t		 error;
	char			*why;

	(void)p;
	record_read(&r, msg->data, msg->len);
	error = record_get_u32(&r);
	why = record_get_string(&r, 4096);
	if (record_end(&r) == -1)
		return -1;
	if (stream_of(msg) == NULL)
		;
	else if (error & DIAL_NAME)
		printf("wait %u name-%u %s\n", msg->peer, error & ~DIAL_NAME,
		    why);
	else
		printf("wait %u %s %s\n", msg->peer,
		    error_name(error), why);
	free(why);
	return 0;
}

static int
on_begin(struct peer *p, struct msg *msg)
{
	(void)p;
	if (stream_of(msg) != NULL)
		printf("begin %u\n", msg->peer);
	return 0;
}

static int
on_data(struct peer *p, struct msg *msg)
{
	struct stream	*s;
	size_t		 before;

	(void)p;
	if ((s = stream_of(msg)) == NULL)
		return 0;
	before = s->total;
	s->total += msg->len;
	s->unconsumed += msg->len;
	if (s->unconsumed > s->most)
		s->most = s->unconsumed;
	if (fwrite(msg->data, 1, msg->len, s->to) != msg->len ||
	    fflush(s->to) == EOF)
		fatal("%s/%u", folder, msg->peer);
	if (before == 0 || before / DOCKER_WINDOW != s->total / DOCKER_WINDOW)
		printf("data %u %zu\n", msg->peer, s->total);
	if (s->credit == AT_ONCE)
		give(msg->peer, s->unconsumed);
	return 0;
}

static int
on_end(struct peer *p, struct msg *msg)
{
	static const char *const hows[] = { "complete", "cut", "timed-out" };
	struct record_reader	 r;
	struct stream		*s;
	uint8_t			 how;
	uint32_t		 error;

	(void)p;
	record_read(&r, msg->data, msg->len);
	how = record_get_u8(&r);
	error = record_get_u32(&r);
	if (record_end(&r) == -1 || how > DOCKER_TIMED_OUT)
		return -1;
	if ((s = stream_of(msg)) == NULL)
		return 0;
	s->open = 0;
	(void)fclose(s->to);
	printf("end %u %s %s %zu most %zu\n", msg->peer, hows[how],
	    error_name(error), s->total, s->most);
	return 0;
}

#define FROM	ROLE_DOCKER_READER
static const struct dispatch table[] = {
	DRIVER_DISPATCH(FROM),
	{ CHILD_CONFINED, FROM, 4, 4096, on_confined, "confined" },
	{ DOCKER_WAIT, FROM, 8, 4096, on_wait, "wait" },
	{ DOCKER_BEGIN, FROM, 0, 0, on_begin, "begin" },
	{ DOCKER_DATA, FROM, 1, DOCKER_CHUNK, on_data, "data" },
	{ DOCKER_END, FROM, 5, 5, on_end, "end" }
};

static const struct peer_callbacks callbacks = {
	.table = table,
	.count = sizeof(table) / sizeof(table[0]),
	.closed = driver_closed,
};

static void
put_ids(struct record *r, char *const *word, int n)
{
	struct hexid	 id;
	int		 i;

	record_u16(r, (uint16_t)n);
	for (i = 0; i < n; i++) {
		if (hexid_parse(&id, word[i], strlen(word[i])) == -1)
			fatalx("%s: not an id", word[i]);
		record_bytes(r, id.b, HEXID_BYTES);
	}
}

static void
put_request(struct record *r, char *const *word, int n)
{
	static const char *const kinds[] = { "ping", "version", "info",
				    "list", "ids", "events", "unhealthy" };
	uint8_t			 kind = 0;
	int			 i;

	if (strcmp(word[0], "raw") == 0) {
		for (i = 1; i < n; i++)
			record_u8(r, (uint8_t)atoi(word[i]));
		return;
	}
	while (kind < DOCKER_KINDS && strcmp(word[0], kinds[kind]) != 0)
		kind++;
	record_u8(r, kind);
	if (kind == DOCKER_LIST_IDS || kind == DOCKER_LIST_UNHEALTHY)
		put_ids(r, word + 1, n - 1);
	else if (kind == DOCKER_EVENTS) {
		record_u64(r, n == 3 ? strtoull(word[1], NULL, 10) : 0);
		record_u32(r, n == 3 ? (uint32_t)atoi(word[2]) : 0);
	}
}

static void
request(uint32_t id, char *const *word, int n)
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
	if (peer_send_record(driver_peer(FD_ROUTE_MAKER), DOCKER_REQUEST, id, &r) == -1)
		fatalx("docker-reader does not read");
	record_free(&r);
}

static void
cancel(uint32_t id)
{
	if (peer_send(driver_peer(FD_ROUTE_MAKER), DOCKER_CANCEL, id, NULL, 0) == -1)
		fatalx("docker-reader does not read");
	if (streams[id].open)
		(void)fclose(streams[id].to);
	streams[id].open = 0;
}

static void
flood(int count, uint32_t id, char *const *word, int n)
{
	while (count-- > 0) {
		request(id, word, n);
		cancel(id);
	}
}

static int
request_command(const struct command *c)
{
	const char	*word = c->word[0];
	uint32_t	 id;

	if (strcmp(word, "deaf") == 0) {
		peer_pause(driver_peer(FD_ROUTE_MAKER));
		return 0;
	}
	if (strcmp(word, "flood") == 0 && c->words > 3) {
		flood(atoi(c->word[1]), (uint32_t)atoi(c->word[2]) % IDS,
		    c->word + 3, c->words - 3);
		return 0;
	}
	id = (uint32_t)atoi(c->word[1]) % IDS;
	if (strcmp(word, "request") == 0 && c->words > 2)
		request(id, c->word + 2, c->words - 2);
	else if (strcmp(word, "hold") == 0)
		streams[id].credit = BY_HAND;
	else if (strcmp(word, "slow") == 0)
		streams[id].credit = SLOW;
	else if (strcmp(word, "credit") == 0 && c->words == 3)
		give(id, strtoul(c->word[2], NULL, 10));
	else if (strcmp(word, "cancel") == 0)
		cancel(id);
	else
		return -1;
	return 0;
}

int
main(int argc, char *argv[])
{
	struct docker_reader_conf	*conf;
	struct driver			 driver = { .role = FROM, .peers = 2,
					    .table = &docker_reader_table,
					    .callbacks = &callbacks };
	struct command			 c = { 0 };

	if (argc != 3) {
		fprintf(stderr, "usage: reader docker-reader folder\n");
		return 1;
	}
	log_init("reader", LOG_TO_STDERR, 0);
	driver.program = argv[1];
	folder = argv[2];
	driver.conf = conf = config_blank(driver.table);
	conf->timeout = 30;
	driver_init(base = input_init(), &driver);
	while (input_next(&c)) {
		if (driver_command(&c) == -1 && request_command(&c) == -1)
			fatalx("what is \"%s\"?", c.line);
	}
	driver_end();
	return 0;
}
