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
#include <sys/un.h>

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/messages.h"
#include "common/msg.h"
#include "common/record.h"
#include "kopctl/ask.h"

/* kopd stops waiting for a child before this. */
#define ASK_MS	(15 * 1000)

static char	 trouble[1024];

static const char *
say(const char *what, const char *why)
{
	(void)snprintf(trouble, sizeof(trouble), "%s: %s", what, why);
	return trouble;
}

static int
ask_connect(const char *path)
{
	struct sockaddr_un	 sun = { .sun_family = AF_UNIX };
	int			 fd;

	if (strlcpy(sun.sun_path, path, sizeof(sun.sun_path)) >=
	    sizeof(sun.sun_path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	if ((fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) == -1)
		return -1;
	if (connect(fd, (struct sockaddr *)&sun, sizeof(sun)) == 0)
		return fd;
	(void)close(fd);
	return -1;
}

/* Returns -1 if the message is malformed, or has no role that answers. */
static int
ask_item(const struct msg *msg, struct answer *answer)
{
	struct record_reader	 r;
	struct item		 item;
	char			*memory;
	uint8_t			 role;
	int			 result;

	record_read(&r, msg->data, msg->len);
	role = record_get_u8(&r);
	if (item_read(&r, &item, &memory) == -1)
		return -1;
	result = role < ROLE_CONTROL ?
	    answer_add(answer, (enum role)role, &item) : -1;
	free(memory);
	return result;
}

/* Returns -1 if the message is malformed; else fills trouble. */
static int
ask_end(const struct msg *msg)
{
	struct record_reader	 r;
	char			*error;
	int			 result;

	record_read(&r, msg->data, msg->len);
	error = record_get_string(&r, MSG_PAYLOAD_MAX);
	if ((result = record_end(&r)) == 0)
		(void)strlcpy(trouble, error, sizeof(trouble));
	free(error);
	return result;
}

static const char *
say_version(uint32_t version)
{
	(void)snprintf(trouble, sizeof(trouble), "kopd has message version %u, "
	    "but kopctl has message version %u; restart kopd after an update",
	    version, (unsigned int)MESSAGES_VERSION);
	return trouble;
}

/* Returns 1 at the end, with trouble filled; 0 to continue; -1 if malformed. */
static int
ask_take(const struct msg *msg, struct answer *answer)
{
	switch (msg->type) {
	case CONTROL_ITEM:
		return ask_item(msg, answer);
	case CONTROL_END:
		return ask_end(msg) == 0 ? 1 : -1;
	default:
		return -1;
	}
}

/* Returns NULL at the end of the answer, or why there is no end. */
static const char *
ask_answer(struct msg_stream *ms, const char *path, struct answer *answer)
{
	struct pollfd	 pfd = { msg_stream_fd(ms), POLLIN, 0 };
	struct msg	 msg;
	int		 n;

	for (;;) {
		while ((n = msg_get(ms, &msg)) == 1) {
			if (msg.peer != MESSAGES_VERSION)
				return say_version(msg.peer);
			if ((n = ask_take(&msg, answer)) != 0)
				break;
		}
		if (n == 1) {
			answer->ended = 1;
			return NULL;
		}
		if (n == -1)
			return say(path, "invalid reply from kopd");
		if ((n = poll(&pfd, 1, ASK_MS)) == 0)
			return say(path, "kopd does not answer");
		if (n == -1 || ((n = msg_read(ms)) == -1 && errno != EAGAIN))
			return say(path, strerror(errno));
		if (n == 0)
			return say(path, "kopd disconnected; check that kopd "
			    "and kopctl have the same version");
	}
}

static const char *
connect_fault(int error)
{
	switch (error) {
	case ENOENT:
	case ECONNREFUSED:
		return "kopd does not run, or uses another socket";
	case EACCES:
		return "only root and the group _kopd can use this socket, or, "
		    "if kopd was not started as root, the user that started "
		    "kopd";
	default:
		return strerror(error);
	}
}

const char *
ask(const char *path, uint32_t type, const void *data, size_t len,
    struct answer *answer)
{
	struct msg_stream	*ms;
	const char	*error;
	int		 fd;

	if ((fd = ask_connect(path)) == -1)
		return say(path, connect_fault(errno));
	if ((ms = msg_stream_new(fd, MSG_PAYLOAD_MAX)) == NULL ||
	    msg_compose(ms, type, MESSAGES_VERSION, data, len) == -1)
		fatal("message");
	trouble[0] = '\0';
	/* A kopd that does not accept the request may have sent the reason. */
	(void)msg_flush(ms);
	if ((error = ask_answer(ms, path, answer)) == NULL &&
	    trouble[0] != '\0')
		error = trouble;
	msg_stream_free(ms);
	return error;
}
