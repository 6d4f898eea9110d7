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
 * The processes, and the descriptors of each one's neighbours after kopd has
 * executed it.
 */

#ifndef COMMON_ROLE_H
#define COMMON_ROLE_H

enum role {
	ROLE_PARENT,		/* kopd */
	ROLE_DOCKER_READER,
	ROLE_ROUTE_MAKER,
	ROLE_REDIS_WRITER,
	ROLE_CONTROL,		/* kopctl, by the control socket */
	ROLE_MAX
};

#define FD_PARENT	3	/* every child: its socketpair with kopd */
#define FD_ROUTE_MAKER	4	/* docker-reader, redis-writer: route-maker */
#define FD_DOCKER_READER 4	/* route-maker: docker-reader */
#define FD_REDIS_WRITER	5	/* route-maker: redis-writer */
#define FD_READING	6	/* route-maker: see reading_page.h; or closed */

/*
 * The options kopd starts a child with: "-d" logs to stderr instead of
 * syslog, "-J" as JSON, each "-v" logs more.
 */

/* "kopd", "docker-reader", ... for log lines and paths. */
const char	*role_name(enum role);

#endif
