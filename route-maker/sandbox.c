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
 * route-maker reads foreign input: Docker's answers and all labels.  It has no
 * secrets, so it may only compute: no new socket, no file, no connection.  It
 * has the two sockets to its neighbours and the one to kopd.
 */

#include "common/confine/confine.h"
#include "route-maker/route-maker.h"
#include "route-maker/sandbox_system.h"

/* Standard ones, three peers, epoll and its signals, log; and a reserve. */
#define FILES	32

/* 10,000 containers need some 30 MB.  The limit protects the host. */
#define MEMORY	(UINT64_C(2) * 1024 * 1024 * 1024)

const char *
sandbox_enter(const struct route_maker_conf *conf)
{
	struct confine	 c = { .files = FILES };

	c.user = conf->run_as;
	sandbox_permit(&c);
	c.memory = MEMORY;
	c.sandbox = (enum sandbox)conf->sandbox;
	return confine(&c);
}
