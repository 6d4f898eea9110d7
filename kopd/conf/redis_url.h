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
 * URLs of Redis as go-redis' ParseURL reads them (options.go of version 9):
 *
 *	redis://user:password@host:port/database?db=n
 *	rediss://...				with TLS
 *	unix://user:password@/path?db=n		a socket
 *
 * Errors repeat no part of a URL except for the name of a parameter, if that
 * cannot be part of a password.
 */

#ifndef KOPD_CONF_REDIS_URL_H
#define KOPD_CONF_REDIS_URL_H

#include <stddef.h>

struct url {
	int	 tls;		/* rediss */
	int	 insecure;	/* skip_verify */
	char	*address;	/* host:port; or NULL */
	char	*socket;	/* a path; or NULL */
	char	*user;		/* "" none */
	char	*password;	/* "" none; CONF_KEPT, see url_hide() */
	char	*database;	/* a number as a string, "" none */
	char	*ignored;	/* parameters without effect: "a, b" */
};

/* True for a string that has the form of a URL, valid or not. */
int	 url_is(const char *);

/*
 * url_parse: into strings of its own, which url_free() wipes.  Returns -1 if
 * the string is not such a URL; then *why is "has ..." or "is ...", static, and
 * nothing is to be freed.  As in go-redis, a missing host is "localhost", and a
 * missing port 6379.
 */
int	 url_parse(struct url *, const char *, const char **why);
void	 url_free(struct url *);

/* Replaces its password by CONF_KEPT, in place, and wipes the rest. */
void	 url_hide(char *);

/* True if the URL has that scheme, in upper or lower case. */
int	 url_has_scheme(const char *, const char *scheme);

/*
 * url_address: "host:port", to be freed, from so many bytes without user and
 * password.  host and port are the defaults of missing parts, and the zone of
 * an IPv6 address is decoded.  Returns NULL and sets *why, static, if the port
 * is invalid.
 */
char	*url_address(const char *, size_t, const char *host, int port,
	    const char **why);

#endif
