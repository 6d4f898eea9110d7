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
 * Errors repeat nothing of a URL but the name of a parameter that cannot be
 * part of a password.
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
	char	*database;	/* a number's text, "" none */
	char	*ignored;	/* parameters that mean nothing here: "a, b" */
};

/* True for what is meant as a URL, a good or a bad one. */
int	 url_is(const char *);

/*
 * url_parse: into strings of its own, for url_free() to wipe.  -1 and *why,
 * as "has ..." or "is ...", static, when it is none; then nothing is to be
 * freed.  As in go-redis, a host that is missing is "localhost", and a port
 * 6379.
 */
int	 url_parse(struct url *, const char *, const char **why);
void	 url_free(struct url *);

/* Puts CONF_KEPT in the place of its password, in place; the rest is wiped. */
void	 url_hide(char *);

/* True where the URL has that scheme, in whatever case. */
int	 url_has_scheme(const char *, const char *scheme);

/*
 * url_address: "host:port", to be freed, of so many bytes without user and
 * password; host and port stand in for what is missing, and the zone of an
 * IPv6 address is decoded.  NULL and *why, static, where the port is none.
 */
char	*url_address(const char *, size_t, const char *host, int port,
	    const char **why);

#endif
