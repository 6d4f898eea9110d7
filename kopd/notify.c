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
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/log.h"
#include "kopd/notify.h"

#define VARIABLE	"NOTIFY_SOCKET"

static const struct timeval	 second = { 1, 0 };

static int		 fd = -1;	/* connected */
static struct event	*again;
static char		 unsent[128];	/* the last state; "" sent */

/* A name that begins with @ is in the abstract namespace of Linux. */
static socklen_t
address_of(const char *name, struct sockaddr_un *sun)
{
	size_t	 len = strlen(name);

	memset(sun, 0, sizeof(*sun));
	sun->sun_family = AF_UNIX;
	if ((name[0] != '/' && name[0] != '@') || len < 2 ||
	    len >= sizeof(sun->sun_path))
		return 0;
	memcpy(sun->sun_path, name, len);
	if (name[0] == '@')
		sun->sun_path[0] = '\0';
	else
		len++;
	return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len);
}

/* Returns -1, with errno EAGAIN if it may succeed later. */
static int
notify_send(const char *message)
{
	if (fd == -1)
		return 0;
	/* write(2), which every confined process may call. */
	if (write(fd, message, strlen(message)) != -1)
		return 0;
	if (errno == EAGAIN || errno == ENOBUFS)
		return -1;
	log_repeat("notify", "%s: %s: the supervisor is not notified; restart "
	    "kopd, so that it connects again", VARIABLE,
	    strerror(errno));
	return 0;
}

static void
state_send(evutil_socket_t unused, short what, void *arg)
{
	(void)unused;
	(void)what;
	(void)arg;
	if (notify_send(unsent) == -1)
		evtimer_add(again, &second);
	else
		unsent[0] = '\0';
}

void
notify_open(struct event_base *base)
{
	const char		*name = getenv(VARIABLE);
	struct sockaddr_un	 sun;
	socklen_t		 len;

	if (name == NULL || name[0] == '\0')
		return;
	if ((len = address_of(name, &sun)) == 0) {
		log_warnx("%s: %s: neither a path nor @ and a name, or too "
		    "long: the supervisor is not notified", VARIABLE,
		    name);
		return;
	}
	if ((fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK,
	    0)) == -1)
		fatal("socket");
	if (connect(fd, (struct sockaddr *)&sun, len) == -1) {
		log_warn("the supervisor is not notified: %s: connect to %s",
		    VARIABLE, name);
		(void)close(fd);
		fd = -1;
		return;
	}
	if ((again = evtimer_new(base, state_send, NULL)) == NULL)
		fatal("evtimer_new");
}

int
notify_wanted(void)
{
	return fd != -1;
}

void
notify_state(const char *state)
{
	struct timespec	 now;

	if (fd == -1)
		return;
	/* RELOADING=1 needs the time, which others ignore. */
	if (clock_gettime(CLOCK_MONOTONIC, &now) == -1)
		fatal("clock_gettime");
	(void)snprintf(unsent, sizeof(unsent), "%s\nMONOTONIC_USEC=%" PRId64,
	    state, (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000);
	state_send(-1, 0, NULL);
}

void
notify_status(const char *text)
{
	char	 message[sizeof("STATUS=") + NOTIFY_TEXT_MAX];
	char	*p;

	if (fd == -1)
		return;
	(void)snprintf(message, sizeof(message), "STATUS=%s", text);
	for (p = message; *p != '\0'; p++) {
		if (*p < ' ' || *p > '~')
			*p = '?';
	}
	(void)notify_send(message);
}

void
notify_alive(void)
{
	(void)notify_send("WATCHDOG=1");
}
