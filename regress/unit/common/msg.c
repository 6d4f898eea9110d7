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
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/msg.h"

/* One end is a msg_stream, the other a plain socket or a msg_stream too. */
struct pair {
	struct msg_stream	*in;
	int			 out;
};

static void
pair_open(struct pair *p)
{
	int	 sv[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, sv), 0);
	p->in = msg_stream_new(sv[0], 4096);
	assert_non_null(p->in);
	p->out = sv[1];
}

static void
pair_close(struct pair *p)
{
	msg_stream_free(p->in);
	if (p->out != -1)
		(void)close(p->out);
}

static size_t
frame(u_char *buf, uint32_t type, uint32_t peer, const char *text)
{
	struct msg_header	 h;

	memset(&h, 0, sizeof(h));
	h.type = type;
	h.len = (uint32_t)strlen(text);
	h.peer = peer;
	memcpy(buf, &h, sizeof(h));
	memcpy(buf + sizeof(h), text, strlen(text));
	return sizeof(h) + strlen(text);
}

static void
expect_message(struct msg_stream *ms, uint32_t type, uint32_t peer,
    const char *text)
{
	struct msg	 msg;

	assert_int_equal(msg_get(ms, &msg), 1);
	assert_int_equal(msg.type, type);
	assert_int_equal(msg.peer, peer);
	assert_int_equal(msg.len, strlen(text));
	assert_memory_equal(msg.data, text, msg.len);
}

static void
test_whole(void **state)
{
	struct pair	 p;
	struct msg	 msg;
	u_char		 buf[256];
	size_t		 n;

	(void)state;
	pair_open(&p);
	n = frame(buf, 7, 9, "hello");
	n += frame(buf + n, 8, 0, "");
	assert_int_equal(write(p.out, buf, n), n);
	assert_int_equal(msg_read(p.in), 1);
	expect_message(p.in, 7, 9, "hello");
	expect_message(p.in, 8, 0, "");
	assert_int_equal(msg_get(p.in, &msg), 0);
	assert_int_equal(msg_read(p.in), -1);
	assert_int_equal(errno, EAGAIN);
	pair_close(&p);
}

static void
test_byte_by_byte(void **state)
{
	struct pair	 p;
	struct msg	 msg;
	u_char		 buf[64];
	size_t		 i, n;

	(void)state;
	pair_open(&p);
	n = frame(buf, 7, 9, "hello");
	for (i = 0; i < n; i++) {
		assert_int_equal(msg_get(p.in, &msg), 0);
		assert_int_equal(write(p.out, buf + i, 1), 1);
		assert_int_equal(msg_read(p.in), 1);
	}
	expect_message(p.in, 7, 9, "hello");
	pair_close(&p);
}

static void
test_split(void **state)
{
	struct pair	 p;
	struct msg	 msg;
	u_char		 buf[128];
	size_t		 first, n, at;

	(void)state;
	first = frame(buf, 1, 2, "one");
	n = first + frame(buf + first, 3, 4, "three");
	for (at = 1; at < n; at++) {
		pair_open(&p);
		assert_int_equal(write(p.out, buf, at), at);
		assert_int_equal(msg_read(p.in), 1);
		if (at >= first)
			expect_message(p.in, 1, 2, "one");
		assert_int_equal(msg_get(p.in, &msg), 0);
		assert_int_equal(write(p.out, buf + at, n - at), n - at);
		assert_int_equal(msg_read(p.in), 1);
		if (at < first)
			expect_message(p.in, 1, 2, "one");
		expect_message(p.in, 3, 4, "three");
		pair_close(&p);
	}
}

static void
test_oversized(void **state)
{
	struct msg_header	 h;
	struct pair		 p;
	struct msg		 msg;

	(void)state;
	pair_open(&p);
	memset(&h, 0, sizeof(h));
	h.len = MSG_PAYLOAD_MAX + 1;
	assert_int_equal(write(p.out, &h, sizeof(h)), sizeof(h));
	assert_int_equal(msg_read(p.in), 1);
	assert_int_equal(msg_get(p.in, &msg), -1);
	assert_int_equal(errno, EMSGSIZE);
	assert_int_equal(msg_compose(p.in, 1, 0, "", MSG_PAYLOAD_MAX + 1),
	    -1);
	assert_int_equal(errno, EMSGSIZE);
	pair_close(&p);
}

static void
test_end_of_file(void **state)
{
	struct pair	 p;
	struct msg	 msg;
	u_char		 buf[64];
	size_t		 n;

	(void)state;
	pair_open(&p);
	n = frame(buf, 7, 9, "cut");
	assert_int_equal(write(p.out, buf, n - 1), n - 1);
	(void)close(p.out);
	p.out = -1;
	assert_int_equal(msg_read(p.in), 1);
	assert_int_equal(msg_read(p.in), 0);
	assert_int_equal(msg_get(p.in, &msg), 0);
	pair_close(&p);
}

static void
test_ceiling(void **state)
{
	struct pair	 p;
	struct msg_stream	*other;
	struct msg	 msg;
	char		 text[1000];
	int		 sent = 0, got = 0;

	(void)state;
	pair_open(&p);
	other = msg_stream_new(dup(p.out), 4096);
	assert_non_null(other);
	memset(text, 'x', sizeof(text));
	while (msg_compose(p.in, 1, (uint32_t)sent, text, sizeof(text)) == 0)
		sent++;
	assert_int_equal(errno, ENOBUFS);
	assert_int_equal(sent, 5);
	assert_true(msg_stream_queued(p.in) < 4096 + sizeof(text) + MSG_HEADER);
	assert_int_equal(msg_flush(p.in), 0);
	assert_int_equal(msg_stream_queued(p.in), 0);
	assert_int_equal(msg_read(other), 1);
	while (msg_get(other, &msg) == 1)
		assert_int_equal(msg.peer, got++);
	assert_int_equal(got, sent);
	msg_stream_free(other);
	pair_close(&p);
}

/* More than the socket takes: partial writes on one side, reads on the other. */
static void
test_partial(void **state)
{
	struct msg_stream	*a, *b;
	struct msg	 msg;
	u_char		*big;
	int		 sv[2], i, got = 0, want = 0, small = 4096;

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, sv), 0);
	(void)setsockopt(sv[0], SOL_SOCKET, SO_SNDBUF, &small, sizeof(small));
	a = msg_stream_new(sv[0], 4 * 1024 * 1024);
	b = msg_stream_new(sv[1], 4096);
	assert_non_null(big = malloc(MSG_PAYLOAD_MAX));
	for (i = 0; i < MSG_PAYLOAD_MAX; i++)
		big[i] = (u_char)(i * 7);
	for (i = 0; i < 12; i++, want++)
		assert_int_equal(msg_compose(a, 5, (uint32_t)want, big,
		    i % 3 == 0 ? MSG_PAYLOAD_MAX : (size_t)i * 1000), 0);
	while (got < want) {
		assert_int_equal(msg_flush(a), 0);
		if (msg_read(b) == -1)
			assert_int_equal(errno, EAGAIN);
		while (msg_get(b, &msg) == 1) {
			assert_int_equal(msg.peer, got);
			assert_int_equal(msg.len, got % 3 == 0 ?
			    MSG_PAYLOAD_MAX : got * 1000);
			assert_memory_equal(msg.data, big, msg.len);
			got++;
		}
	}
	assert_int_equal(msg_stream_queued(a), 0);
	free(big);
	msg_stream_free(a);
	msg_stream_free(b);
}

/* As a peer does that was taken over: its message is read without it. */
static void
test_descriptor(void **state)
{
	union {
		struct cmsghdr	 hdr;
		u_char		 buf[CMSG_SPACE(sizeof(int))];
	}		 control;
	struct msghdr	 msg;
	struct iovec	 iov;
	struct pair	 p;
	u_char		 buf[64];
	int		 before, after;

	(void)state;
	pair_open(&p);
	memset(&msg, 0, sizeof(msg));
	memset(&control, 0, sizeof(control));
	iov.iov_base = buf;
	iov.iov_len = frame(buf, 7, 9, "hello");
	msg.msg_iov = &iov;
	msg.msg_iovlen = 1;
	msg.msg_control = &control;
	msg.msg_controllen = sizeof(control.buf);
	control.hdr.cmsg_len = CMSG_LEN(sizeof(int));
	control.hdr.cmsg_level = SOL_SOCKET;
	control.hdr.cmsg_type = SCM_RIGHTS;
	memcpy(CMSG_DATA(&control.hdr), &p.out, sizeof(int));
	assert_int_not_equal(before = dup(0), -1);
	(void)close(before);
	assert_int_equal(sendmsg(p.out, &msg, 0), iov.iov_len);
	assert_int_equal(msg_read(p.in), 1);
	expect_message(p.in, 7, 9, "hello");
	assert_int_not_equal(after = dup(0), -1);
	(void)close(after);
	assert_int_equal(after, before);	/* none was kept */
	pair_close(&p);
}

static void
test_peer_gone(void **state)
{
	struct pair	 p;

	(void)state;
	pair_open(&p);
	(void)close(p.out);
	p.out = -1;
	assert_int_equal(msg_compose(p.in, 1, 0, "x", 1), 0);
	assert_int_equal(msg_flush(p.in), -1);
	assert_int_equal(errno, EPIPE);
	pair_close(&p);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_byte_by_byte),
		cmocka_unit_test(test_split),
		cmocka_unit_test(test_oversized),
		cmocka_unit_test(test_end_of_file),
		cmocka_unit_test(test_ceiling),
		cmocka_unit_test(test_partial),
		cmocka_unit_test(test_descriptor),
		cmocka_unit_test(test_peer_gone),
	};

	(void)signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
