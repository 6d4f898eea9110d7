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
 * What a process that is taken over would send on purpose: one attack, by its
 * name.  takeover says the same at random.
 *
 * usage: attack name pid seed
 */

#include <sys/socket.h>

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/bounds.h"
#include "common/messages.h"
#include "common/msg.h"
#include "common/role.h"
#include "regress/system/hostile/hostile.h"

#define IDS	32		/* bytes of an id */
#define GUESSES	500		/* ids of requests made before */
#define FIRST	5000		/* id of our own ones */

static void
send_bytes(struct channel *c, uint32_t type, uint32_t id, const void *data,
    size_t len)
{
	struct record	 r = RECORD_INITIALIZER;

	if (len > 0) {
		if ((r.buf = malloc(len)) == NULL)
			err(1, NULL);
		memcpy(r.buf, data, len);
		r.len = r.size = len;
	}
	channel_send(c, type, id, &r);
}

/* A message of another pair of processes. */
static void
foreign(struct channel *c)
{
	static const uint32_t	 types[] = { PARENT_WITHDRAW, CHILD_ENGINE,
				    CONTROL_RELOAD, 0, UINT32_MAX };

	send_bytes(c, types[chance(5)], 0, "\0\0\0\0", 4);
}

/* More than any message may have. */
static void
endless(struct channel *c)
{
	struct msg_header	 h = { ROUTES_SET, UINT32_MAX, 0, 0 };

	h.len -= (uint32_t)chance(UINT32_MAX - MSG_PAYLOAD_MAX - 1);
	if (write(c->fd, &h, sizeof(h)) != (ssize_t)sizeof(h))
		err(1, "write");
}

/* The channel, at both of its ends. */
static void
ends(struct channel *c)
{
	if (shutdown(c->fd, SHUT_RDWR) == -1)
		err(1, "shutdown");
}

/* Says nothing, and reads nothing: stays stopped. */
static void
stops(struct channel *c)
{
	c->pid = 0;
}

/* A descriptor with each of some bytes that begin a message. */
static void
descriptors(struct channel *c)
{
	struct msg_header	 h = { DOCKER_CREDIT, 4, 77777, 0 };
	uint32_t		 zero = 0;
	struct iovec		 iov[2] = { { &h, sizeof(h) }, { &zero, 4 } };
	union {
		struct cmsghdr	 hdr;
		char		 buf[CMSG_SPACE(sizeof(int))];
	}			 control;
	struct msghdr		 msg = { .msg_iov = iov, .msg_iovlen = 2 };
	int			 fd, n;

	if ((fd = open("/", O_RDONLY | O_CLOEXEC)) == -1)
		err(1, "/");
	for (n = 0; n < 200; n++) {
		memset(&control, 0, sizeof(control));
		control.hdr.cmsg_len = CMSG_LEN(sizeof(fd));
		control.hdr.cmsg_level = SOL_SOCKET;
		control.hdr.cmsg_type = SCM_RIGHTS;
		memcpy(CMSG_DATA(&control.hdr), &fd, sizeof(fd));
		msg.msg_control = &control;
		msg.msg_controllen = sizeof(control.buf);
		if (sendmsg(c->fd, &msg, MSG_NOSIGNAL) == -1) {
			if (errno == EAGAIN)
				break;
			err(1, "sendmsg");
		}
		c->sent++;
	}
	(void)close(fd);
}

/* route-maker to docker-reader. */
static void
ask_ids(struct channel *c, const void *id, size_t len, size_t n)
{
	struct record	 r = RECORD_INITIALIZER;

	record_u8(&r, DOCKER_LIST_IDS);
	record_u16(&r, (uint16_t)n);
	while (n-- > 0)
		record_bytes(&r, id, len);
	channel_send(c, DOCKER_REQUEST, FIRST + (uint32_t)c->number++, &r);
}

static void
ask_opcode(struct channel *c)
{
	const u_char	 kind = (u_char)(DOCKER_KINDS + chance(256 -
			    DOCKER_KINDS));

	send_bytes(c, DOCKER_REQUEST, FIRST, &kind, 1);
}

static void
ask_path(struct channel *c)
{
	ask_ids(c, "../../containers/create?name=xyz", IDS, 1 + chance(20));
}

static void
ask_crlf(struct channel *c)
{
	ask_ids(c, "\r\n\r\nPOST /containers/x/kill HTTP/", IDS,
	    1 + chance(20));
}

static void
ask_short(struct channel *c)
{
	ask_ids(c, "../../containers/create?name=xyz", chance(IDS), 1);
}

static void
ask_long(struct channel *c)
{
	ask_ids(c, "../../containers/create?name=xyz/start", IDS + 1 +
	    chance(4), 1);
}

static void
ask(struct channel *c)
{
	static const u_char	 id[IDS];
	const u_char		 kind = (u_char)chance(DOCKER_KINDS);

	if (kind < DOCKER_LIST_IDS)
		send_bytes(c, DOCKER_REQUEST, FIRST + (uint32_t)c->number++,
		    &kind, 1);
	else
		ask_ids(c, id, sizeof(id), 1);
}

/* What comes is not read. */
static void
ask_many(struct channel *c)
{
	size_t	 n;

	for (n = 0; n < 10000 && !c->closed; n++)
		ask(c);
}

/* Never many at once. */
static void
ask_many_ended(struct channel *c)
{
	size_t	 n;

	for (n = 0; n < 10000 && !c->closed; n++) {
		ask(c);
		send_bytes(c, DOCKER_CANCEL, FIRST + (uint32_t)c->number - 1,
		    NULL, 0);
	}
}

/* route-maker to redis-writer. */
static void
begin(struct channel *c, uint64_t number, uint8_t kind)
{
	struct record	 r = RECORD_INITIALIZER;

	record_u64(&r, number);
	record_u8(&r, kind);
	channel_send(c, ROUTES_BEGIN, 0, &r);
}

static void
end(struct channel *c, uint64_t number)
{
	struct record	 r = RECORD_INITIALIZER;

	record_u64(&r, number);
	record_u64(&r, 0);
	record_u32(&r, 0);		/* the policy */
	channel_send(c, ROUTES_END, 0, &r);
}

static void
set(struct channel *c, const char *id, const char *name, uint8_t flags,
    const char *key, const char *value)
{
	struct record	 r = RECORD_INITIALIZER;

	record_string(&r, id);
	record_string(&r, name);
	record_u8(&r, flags);
	record_string(&r, "mine");
	record_string(&r, key);
	record_string(&r, value);
	channel_send(c, ROUTES_SET, 0, &r);
}

static void
one(struct channel *c, const char *id, const char *name, const char *key)
{
	begin(c, 1000, ROUTES_CHANGE);
	set(c, id, name, 0, key, "Host(`evil.example.com`)");
	end(c, 1000);
}

static void
write_outside(struct channel *c)
{
	static const char *const	 ids[] = { "other/key", "../other/key",
					    "kopd:/traefik/hosts",
					    "http/routers/../../../other/key",
					    "http/routers/", "http", "", "/",
					    "http/routers/a\r\nset x y",
					    "HTTP/routers/web",
					    "http/routers/web/rule", NULL };
	const char			*id = chance_word(ids);

	one(c, id, id, "rule");
}

static void
write_outside_key(struct channel *c)
{
	static const char *const	 keys[] = { "../../../../other/key",
					    "..", "/rule", "rule/", "rule/x",
					    "rule\r\n", "*", "", NULL };
	const char			*key = chance_word(keys);

	one(c, "http/routers/own", "http/routers/own", key);
}

/* An object of the honest host, under an id of its own. */
static void
write_stolen(struct channel *c)
{
	static const char *const	 names[] = { "http/routers/shop",
					    "http/routers/Shop/rule",
					    "http/routers/admin", NULL };

	one(c, "http/routers/own", chance_word(names), "rule");
}

/* The same id: the claim of a host that comes second. */
static void
write_claimed(struct channel *c)
{
	one(c, "http/routers/shop", "http/routers/shop", "rule");
}

static void
write_removed(struct channel *c)
{
	static const char *const	 ids[] = { "http/routers/shop",
					    "http/services/shop",
					    "http/middlewares/auth", NULL };
	struct record			 r;
	size_t				 i;

	begin(c, 1000, ROUTES_CHANGE);
	for (i = 0; ids[i] != NULL; i++) {
		r = (struct record)RECORD_INITIALIZER;
		record_string(&r, ids[i]);
		channel_send(c, ROUTES_DEL, 0, &r);
	}
	end(c, 1000);
}

static const char *
large_value(void)
{
	static char	 value[100 * 1024];

	memset(value, 'a', sizeof(value) - 1);
	return value;
}

/* One object after the other, of 100 kB each. */
static void
write_gigabytes(struct channel *c)
{
	char	 name[64];
	size_t	 n;

	begin(c, 1000, ROUTES_CHANGE);
	for (n = 0; n < 20000 && !c->closed; n++) {
		(void)snprintf(name, sizeof(name), "http/routers/big%zu", n);
		set(c, name, name, 0, "rule", large_value());
	}
}

static void
write_without_end(struct channel *c)
{
	char	 key[64];
	size_t	 n;

	begin(c, 1000, ROUTES_CHANGE);
	for (n = 0; n < 20000 && !c->closed; n++) {
		(void)snprintf(key, sizeof(key), "headers/customRequestHeaders/"
		    "x%zu", n);
		set(c, "http/middlewares/big", "http/middlewares/big",
		    ROUTES_MORE, key, large_value());
	}
}

static void
write_many_objects(struct channel *c)
{
	char	 name[64];
	size_t	 n;

	begin(c, 1000, ROUTES_CHANGE);
	for (n = 0; n < 100000 && !c->closed; n++) {
		(void)snprintf(name, sizeof(name), "http/routers/n%zu", n);
		set(c, name, name, 0, "rule", "Host(`x`)");
	}
}

/* All within the rules, but for their number. */
static void
write_changes(struct channel *c)
{
	char	 value[64];
	size_t	 n;

	for (n = 0; n < 20000 && !c->closed; n++) {
		(void)snprintf(value, sizeof(value), "Host(`%zu.example.com`)",
		    n);
		begin(c, 1000 + n, ROUTES_CHANGE);
		set(c, "http/routers/fast", "http/routers/fast", 0, "rule",
		    value);
		end(c, 1000 + n);
	}
}

static void
write_unordered(struct channel *c)
{
	const size_t	 n = chance(3);

	begin(c, 1000, n == 0 ? 7 : ROUTES_SNAPSHOT);
	if (n == 1)
		begin(c, 1000, ROUTES_SNAPSHOT);
	else if (n == 2) {
		set(c, "http/routers/a", "http/routers/a", ROUTES_MORE, "rule",
		    "Host(`x`)");
		end(c, 1000);
	}
}

/* redis-writer to route-maker: what it says is in Redis. */
static void
done_many(struct channel *c)
{
	struct record	 r;
	size_t		 n;

	for (n = 0; n < 50000 && !c->closed; n++) {
		r = (struct record)RECORD_INITIALIZER;
		record_u64(&r, chance_percent(50) ? UINT64_MAX : chance(1000));
		channel_send(c, ROUTES_DONE, 0, &r);
	}
}

static void
done_short(struct channel *c)
{
	send_bytes(c, ROUTES_DONE, 0, "1234567", chance(8));
}

/* docker-reader to route-maker. */
static void
answer_unasked(struct channel *c)
{
	static const char	 text[] = "HTTP/1.1 200 OK\r\n\r\n[]";
	uint32_t		 n;

	for (n = 0; n < 10000 && !c->closed; n++) {
		send_bytes(c, DOCKER_BEGIN, 1000000 + n, NULL, 0);
		send_bytes(c, DOCKER_DATA, 1000000 + n, text, strlen(text));
	}
}

/* A request that route-maker waits for: the stream of events ends. */
static int
ask_for_request(struct channel *c)
{
	uint32_t	 n;

	for (n = 1; n < GUESSES && c->nasked == 0 && !c->closed; n++) {
		send_bytes(c, DOCKER_END, n, "\0\0\0\0\0", 5);
		channel_listen(c, 2);
	}
	return c->nasked > 0;
}

/* The answer, of one byte after the other that has no end. */
static void
answer_endless(struct channel *c, const char *start)
{
	static char	 text[DOCKER_CHUNK];
	size_t		 n;

	if (!ask_for_request(c))
		errx(1, "nothing is asked");
	send_bytes(c, DOCKER_BEGIN, c->asked[0].id, NULL, 0);
	send_bytes(c, DOCKER_DATA, c->asked[0].id, start, strlen(start));
	memset(text, 'a', sizeof(text));
	for (n = 0; n < 8000 && !c->closed; n++)
		send_bytes(c, DOCKER_DATA, c->asked[0].id, text,
		    sizeof(text));
}

static void
answer_headers(struct channel *c)
{
	answer_endless(c, "HTTP/1.1 200 OK\r\nX-A: ");
}

static void
answer_body(struct channel *c)
{
	answer_endless(c, "HTTP/1.1 200 OK\r\n\r\n[{\"Id\":\"");
}

/* Any child to kopd. */
static void
tell_ready(struct channel *c)
{
	struct record	 r = RECORD_INITIALIZER;

	record_string(&r, "0.1.0");
	record_string(&r, "no seccomp");
	channel_send(c, CHILD_READY, MESSAGES_VERSION, &r);
}

static void
tell_engine(struct channel *c)
{
	struct record	 r = RECORD_INITIALIZER;

	record_string(&r, "HONEST:ENGINE");
	record_string(&r, "honest");
	channel_send(c, CHILD_ENGINE, 0, &r);
}

static void
tell_items(struct channel *c)
{
	size_t	 n;

	for (n = 0; n < 10000 && !c->closed; n++)
		send_bytes(c, CHILD_STATUS_ITEM, (uint32_t)chance(1000),
		    "\0\0\0", chance(4));
}

static void
tell_deltas(struct channel *c)
{
	size_t	 n;

	for (n = 0; n < 10000 && !c->closed; n++)
		send_bytes(c, CHILD_DELTA, 0, large_value(), chance(4096));
}

static const struct attack {
	const char	 *name;
	int		  fd;
	void		(*run)(struct channel *);
} attacks[] = {
	{ "foreign-parent", FD_PARENT, foreign },
	{ "foreign-neighbour", FD_ROUTE_MAKER, foreign },
	{ "foreign-writer", FD_REDIS_WRITER, foreign },
	{ "endless-parent", FD_PARENT, endless },
	{ "endless-neighbour", FD_ROUTE_MAKER, endless },
	{ "endless-writer", FD_REDIS_WRITER, endless },
	{ "ends-parent", FD_PARENT, ends },
	{ "ends-neighbour", FD_ROUTE_MAKER, ends },
	{ "ends-writer", FD_REDIS_WRITER, ends },
	{ "stops", FD_PARENT, stops },
	{ "descriptors-reader", FD_DOCKER_READER, descriptors },
	{ "opcode", FD_DOCKER_READER, ask_opcode },
	{ "id-path", FD_DOCKER_READER, ask_path },
	{ "id-crlf", FD_DOCKER_READER, ask_crlf },
	{ "id-short", FD_DOCKER_READER, ask_short },
	{ "id-long", FD_DOCKER_READER, ask_long },
	{ "requests", FD_DOCKER_READER, ask_many },
	{ "requests-ended", FD_DOCKER_READER, ask_many_ended },
	{ "outside", FD_REDIS_WRITER, write_outside },
	{ "outside-key", FD_REDIS_WRITER, write_outside_key },
	{ "stolen", FD_REDIS_WRITER, write_stolen },
	{ "claimed", FD_REDIS_WRITER, write_claimed },
	{ "removed", FD_REDIS_WRITER, write_removed },
	{ "gigabytes", FD_REDIS_WRITER, write_gigabytes },
	{ "without-end", FD_REDIS_WRITER, write_without_end },
	{ "objects", FD_REDIS_WRITER, write_many_objects },
	{ "changes", FD_REDIS_WRITER, write_changes },
	{ "unordered", FD_REDIS_WRITER, write_unordered },
	{ "done", FD_ROUTE_MAKER, done_many },
	{ "done-short", FD_ROUTE_MAKER, done_short },
	{ "unasked", FD_ROUTE_MAKER, answer_unasked },
	{ "headers", FD_ROUTE_MAKER, answer_headers },
	{ "body", FD_ROUTE_MAKER, answer_body },
	{ "ready", FD_PARENT, tell_ready },
	{ "engine", FD_PARENT, tell_engine },
	{ "items", FD_PARENT, tell_items },
	{ "deltas", FD_PARENT, tell_deltas },
	{ NULL, 0, NULL }
};

int
main(int argc, char *argv[])
{
	static struct channel	 c = { .fd = -1 };
	struct voice		 voice = { .hear = hear_requests };
	const struct attack	*a;

	if (argc != 4)
		errx(1, "usage: attack name pid seed");
	for (a = attacks; a->name != NULL; a++)
		if (strcmp(a->name, argv[1]) == 0)
			break;
	if (a->name == NULL)
		errx(1, "%s: no such attack", argv[1]);
	voice.name = a->name;
	voice.fd = a->fd;
	c.voice = &voice;
	if ((c.pid = (pid_t)atol(argv[2])) < 2)
		errx(1, "no process");
	chance_seed(strtoull(argv[3], NULL, 10));
	channel_open(&c);
	a->run(&c);
	channel_close(&c);
	printf("%lu messages, %lu bytes%s\n", c.sent, c.bytes,
	    c.closed ? ", closed" : "");
	return 0;
}
