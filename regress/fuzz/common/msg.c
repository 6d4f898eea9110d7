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
 * Messages on a socket: the same however the bytes come, and none longer than
 * it may be.
 */

#include <sys/socket.h>

#include <errno.h>
#include <unistd.h>

#include "common/msg.h"
#include "regress/fuzz/fuzz.h"

/* What one socket takes without being read. */
#define INPUT_MAX	(64 * 1024)

struct run {
	struct msg_stream	*ms;
	struct said		*said;
	int			 fd;	/* the writing end */
	int			 failed;
};

static void
say_message(struct run *r, const struct msg *m)
{
	assert(m->len <= MSG_PAYLOAD_MAX);
	say(r->said, "%x %x %x %zu:", m->type, m->peer, m->pid, m->len);
	say_bytes(r->said, m->data, m->len);
}

static void
get(struct run *r)
{
	struct msg	 m;
	int		 n;

	while (!r->failed && (n = msg_get(r->ms, &m)) != 0) {
		if (n == 1) {
			say_message(r, &m);
			continue;
		}
		assert(errno == EMSGSIZE);
		say(r->said, "failed");
		r->failed = 1;
	}
}

static void
feed(void *arg, const char *p, size_t len)
{
	struct run	*r = arg;

	if (r->failed)
		return;
	assert(write(r->fd, p, len) == (ssize_t)len);
	while (msg_read(r->ms) == 1)
		get(r);
}

static void
run(const uint8_t *data, size_t len, size_t cut, struct said *said)
{
	struct run	r = { .said = said };
	int		fds[2];

	assert(socketpair(AF_UNIX, SOCK_STREAM, 0, fds) == 0);
	r.fd = fds[1];
	assert((r.ms = msg_stream_new(fds[0], 0)) != NULL);
	pieces(data, len, cut, feed, &r);
	msg_stream_free(r.ms);
	(void)close(fds[1]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	if (len <= INPUT_MAX)
		check_pieces(run, data, len);
	return 0;
}
