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

#include <string.h>

#include "regress/programs/sandbox/inside.h"
#include "route-maker/route-maker.h"

/* Not even with sockets that somebody passed to it. */
static int
connect_given(void)
{
	return inside_connect_unix(fixture.unix_fd, fixture.other);
}

static int
connect_given_tcp(void)
{
	return inside_connect_tcp(fixture.tcp_fd, fixture.port);
}

static const struct inside_case own[] = {
	{ "connect a unix socket", connect_given, DENIED, ANYBODY },
	{ "connect a TCP socket", connect_given_tcp, DENIED, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

static const char *
enter(const char *user)
{
	struct route_maker_conf	*conf = config_blank(&route_maker_table);

	conf->run_as = strdup(user);
	conf->sandbox = SANDBOX_LENIENT;
	return sandbox_enter(conf);
}

int
main(void)
{
	static const struct inside_case *const tables[] = {
		inside_permitted, inside_sorts, own, inside_forbidden,
		inside_memory, inside_descriptors, inside_no_folder,
		inside_sockets, inside_no_tcp, inside_no_unix, NULL
	};

	return inside_main(tables, enter, "_kopdm");
}
