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

/* Redis at an address: then there are no name servers. */

#include <sys/socket.h>
#include <sys/syscall.h>

#include <string.h>
#include <unistd.h>

#include <event2/dns.h>
#include <event2/event.h>

#include "common/dial.h"
#include "common/log.h"
#include "common/names.h"
#include "redis-writer/redis-writer.h"
#include "regress/programs/sandbox/inside.h"

static int
redis(void)
{
	return inside_connect_tcp(-1, fixture.port);
}

static int
receive(void)
{
	char	 c;

	return (int)recvfrom(fixture.udp_fd, &c, 1, MSG_DONTWAIT, NULL, NULL);
}

static int
send_address(void)
{
	struct sockaddr_storage	 ss;
	socklen_t		 len = sizeof(ss);

	if (getsockname(fixture.udp_fd, (struct sockaddr *)&ss, &len) == -1)
		return -1;
	return (int)syscall(SYS_sendto, fixture.udp_fd, "x", 1, 0, &ss, len);
}

/* The descriptors of name servers are all something else. */
static int
name_server(void)
{
	socklen_t	 len = sizeof(int);
	int		 fd, type;

	for (fd = FD_NAME_SERVERS; fd < FD_SOCKETS; fd++) {
		if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &type, &len) == 0 &&
		    fd != fixture.udp_fd && fd != fixture.tcp_fd &&
		    fd != fixture.unix_fd && fd != fixture.unix_listener &&
		    fd != fixture.pair[0] && fd != fixture.pair[1])
			return -1;
	}
	return 0;
}

static const struct inside_case own[] = {
	{ "connect to Redis", redis, WORKS, ANYBODY },
	{ "no socket for a name server", name_server, WORKS, ANYBODY },
	{ "send to an address", send_address, DENIED, ANYBODY },
	{ "receive a datagram", receive, KILLED, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

static const char *
enter(const char *user)
{
	struct redis_writer_conf	*conf = config_blank(&redis_writer_table);
	struct event_base		*base = event_base_new();

	dial_fill(FD_NAME_SERVERS);
	if (base == NULL || names_new(base, NULL) == NULL)
		fatalx("evdns");
	conf->run_as = strdup(user);
	conf->address = strdup("127.0.0.1");
	conf->port = fixture.port;
	conf->sandbox = SANDBOX_LENIENT;
	return sandbox_enter(conf);
}

int
main(void)
{
	static const struct inside_case *const tables[] = {
		inside_permitted, own, inside_forbidden, inside_memory,
		inside_descriptors, inside_sockets, inside_no_folder,
		inside_no_unix, NULL
	};

	return inside_main(tables, enter, "_kopdr");
}
