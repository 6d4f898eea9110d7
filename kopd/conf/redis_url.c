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

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/log.h"
#include "common/port.h"
#include "common/xstrdup.h"
#include "go/url.h"
#include "kopd/conf/mask.h"
#include "kopd/conf/redis_url.h"

#define SEPARATOR	"://"

/* Parameters for the connections of go-redis: kopd ignores these. */
static const char *const ignored[] = {
	"client_name", "conn_max_idle_time", "conn_max_lifetime",
	"conn_max_lifetime_jitter", "dial_timeout", "idle_timeout",
	"max_active_conns", "max_concurrent_dials", "max_conn_age",
	"max_idle_conns", "max_retries", "max_retry_backoff",
	"min_idle_conns", "min_retry_backoff", "pool_fifo", "pool_size",
	"pool_timeout", "protocol", "read_timeout", "write_timeout"
};

static const char *const	 encode = "has a character in the user or "
	"password that must be written with a %: / is %2F, ? is %3F, # is %23, "
	"% is %25, and so on";

/* The positions of its parts. */
struct parts {
	const char	*authority;	/* user:password@host:port */
	size_t		 authority_len;
	const char	*path;
	size_t		 path_len;
	const char	*query;
	size_t		 query_len;
};

int
url_is(const char *text)
{
	return strstr(text, SEPARATOR) != NULL;
}

static void
wipe(char *s)
{
	if (s != NULL)
		freezero(s, strlen(s));
}

void
url_free(struct url *u)
{
	wipe(u->address);
	wipe(u->socket);
	wipe(u->user);
	wipe(u->password);
	wipe(u->database);
	wipe(u->ignored);
	memset(u, 0, sizeof(*u));
}

static char *
copy_of(const char *s, size_t len)
{
	char	*copy;

	if ((copy = strndup(s, len)) == NULL)
		fatal(NULL);
	return copy;
}

static void
replace(char **field, char *value)
{
	wipe(*field);
	*field = value;
}

/* A percent-decoded copy; NULL if the string is malformed or has a NUL. */
static char *
decoded(const char *s, size_t len)
{
	char	*copy = copy_of(s, len), *from, *to;
	int	 c;

	for (from = to = copy; *from != '\0'; to++) {
		if (*from != '%') {
			*to = *from++;
			continue;
		}
		if ((c = go_url_unescape(from, strnlen(from, 3))) <= 0) {
			freezero(copy, len);
			return NULL;
		}
		*to = (char)c;
		from += 3;
	}
	*to = '\0';
	return copy;
}

static void
split(struct parts *p, const char *text)
{
	const char	*rest = strstr(text, SEPARATOR) + strlen(SEPARATOR);

	p->authority = rest;
	p->authority_len = strcspn(rest, "/?#");
	p->path = rest + p->authority_len;
	p->path_len = strcspn(p->path, "?#");
	p->query = p->path + p->path_len;
	p->query_len = 0;
	if (*p->query == '?')
		p->query_len = strcspn(++p->query, "#");
}

/* The last @, because user and password may contain others. */
static const char *
at_of(const struct parts *p)
{
	const char	*s = p->authority + p->authority_len;

	while (s > p->authority) {
		if (*--s == '@')
			return s;
	}
	return NULL;
}

static int
has_kept(const char *s, size_t len)
{
	return len == strlen(CONF_KEPT) && memcmp(s, CONF_KEPT, len) == 0;
}

/* RFC 3986, 3.2.1, and an @, which Go accepts. */
static int
is_userinfo(const char *s, size_t len)
{
	size_t	 i;

	for (i = 0; i < len; i++) {
		if (!isalnum((unsigned char)s[i]) && (s[i] == '\0' ||
		    strchr("-._~!$&'()*+,;=:%@", s[i]) == NULL))
			return 0;
	}
	return 1;
}

static const char *
take_user(struct url *u, const char *s, size_t len)
{
	const char	*colon = memchr(s, ':', len);
	size_t		 user_len = colon != NULL ? (size_t)(colon - s) : len;
	size_t		 rest = colon != NULL ? len - user_len - 1 : 0;

	if (!is_userinfo(s, user_len) || (colon != NULL &&
	    !has_kept(colon + 1, rest) && !is_userinfo(colon + 1, rest)))
		return encode;
	replace(&u->user, decoded(s, user_len));
	if (colon != NULL)
		replace(&u->password, decoded(colon + 1, rest));
	return u->user == NULL || u->password == NULL ? encode : NULL;
}

/* "%25" is the percent sign before the zone of an IPv6 address. */
static void
decode_zone(char *address)
{
	char	*zone;

	if (address[0] == '[' && (zone = strstr(address, "%25")) != NULL)
		memmove(zone + 1, zone + 3, strlen(zone + 3) + 1);
}

/* Cuts the port off.  Returns it; 0: no port, -1: an invalid port. */
static int
cut_port(char *address)
{
	const char	*why;
	char		*colon = strrchr(address, ':');
	int		 port;

	if (colon == NULL || strchr(colon, ']') != NULL)
		return 0;
	*colon++ = '\0';
	if (*colon == '\0')
		return 0;
	if (colon[strspn(colon, "0123456789")] != '\0')
		return -1;
	port = (int)strtonum(colon, 1, 65535, &why);
	return why != NULL ? -1 : port;
}

char *
url_address(const char *s, size_t len, const char *default_host,
    int default_port, const char **why)
{
	char	*host = copy_of(s, len), *whole = NULL;
	int	 port;

	decode_zone(host);
	if ((port = cut_port(host)) == -1)
		*why = "has a port that is not a number from 1 to 65535";
	else if (asprintf(&whole, "%s:%d", *host != '\0' ? host :
	    default_host, port != 0 ? port : default_port) == -1)
		fatal(NULL);
	freezero(host, len);
	return whole;
}

static const char *
take_address(struct url *u, const char *s, size_t len)
{
	const char	*why = NULL;
	char		*whole;

	if ((whole = url_address(s, len, "localhost", REDIS_PORT,
	    &why)) != NULL)
		replace(&u->address, whole);
	return why;
}

static const char *
take_database(struct url *u, char *number)
{
	if (number != NULL && *number != '\0' &&
	    number[strspn(number, "0123456789")] == '\0') {
		replace(&u->database, number);
		return NULL;
	}
	wipe(number);
	return "has a database that is not a number";
}

/* "/2": slashes around it are ignored. */
static const char *
take_path(struct url *u, const char *s, size_t len)
{
	while (len > 0 && *s == '/') {
		s++;
		len--;
	}
	while (len > 0 && s[len - 1] == '/')
		len--;
	return len == 0 ? NULL : take_database(u, decoded(s, len));
}

static const char *
take_verify(struct url *u, const char *value)
{
	if (strcmp(value, "true") == 0 || strcmp(value, "1") == 0)
		u->insecure = 1;
	else if (strcmp(value, "false") == 0 || strcmp(value, "0") == 0 ||
	    *value == '\0')
		u->insecure = 0;
	else
		return "has a skip_verify that is neither true nor false";
	return NULL;
}

static int
is_ignored(const char *name)
{
	size_t	 i;

	for (i = 0; i < sizeof(ignored) / sizeof(ignored[0]); i++) {
		if (strcmp(name, ignored[i]) == 0)
			return 1;
	}
	return 0;
}

static void
take_ignored(struct url *u, const char *name)
{
	char	*list;

	if (asprintf(&list, "%s%s%s", u->ignored, *u->ignored != '\0' ?
	    ", " : "", name) == -1)
		fatal(NULL);
	replace(&u->ignored, list);
}

/* The name of a parameter, unless that may be part of a password. */
static const char *
unknown(const char *name, int may_say)
{
	static char	 text[128];
	size_t		 len = strlen(name);

	if (!may_say || len == 0 || len > 40 || name[strspn(name,
	    "abcdefghijklmnopqrstuvwxyz_ABCDEFGHIJKLMNOPQRSTUVWXYZ-.")] !=
	    '\0')
		return "has a parameter that go-redis does not know";
	(void)snprintf(text, sizeof(text), "has the parameter %s, which "
	    "go-redis does not know%s", name,
	    strcmp(name, "skip_verify") == 0 ? " without rediss" : "");
	return text;
}

static const char *
take_parameter(struct url *u, const char *name, const char *value, int may_say)
{
	if (*name == '\0')
		return NULL;
	if (strcmp(name, "db") == 0)
		return *value == '\0' ? NULL : take_database(u,
		    decoded(value, strlen(value)));
	if (strcmp(name, "skip_verify") == 0 && u->tls)
		return take_verify(u, value);
	if (!is_ignored(name))
		return unknown(name, may_say);
	take_ignored(u, name);
	return NULL;
}

static const char *
take_query(struct url *u, const char *s, size_t len, int may_say)
{
	const char	*why = NULL;
	char		*copy = copy_of(s, len), *rest = copy, *name, *value;

	while (why == NULL && (name = strsep(&rest, "&")) != NULL) {
		value = name;
		name = strsep(&value, "=");
		why = take_parameter(u, name, value != NULL ? value : "",
		    may_say);
	}
	freezero(copy, len);
	return why;
}

static const char *
take_socket(struct url *u, const struct parts *p, size_t host_len)
{
	if (host_len > 0)
		return "has a host before the path of the socket; use three "
		    "slashes, as in unix:///run/redis/redis.sock";
	if (p->path_len == 0)
		return "does not have the path of a socket";
	replace(&u->socket, decoded(p->path, p->path_len));
	return u->socket == NULL ? "has a % in its path without two digits "
	    "after it" : NULL;
}

int
url_has_scheme(const char *text, const char *scheme)
{
	size_t	 len = strlen(scheme);

	return strncasecmp(text, scheme, len) == 0 &&
	    strncmp(text + len, SEPARATOR, strlen(SEPARATOR)) == 0;
}

static const char *
take(struct url *u, const char *text)
{
	struct parts	 p;
	const char	*at, *host, *why = NULL;
	size_t		 len;
	int		 is_unix = url_has_scheme(text, "unix"), later;

	u->tls = url_has_scheme(text, "rediss");
	if (!is_unix && !u->tls && !url_has_scheme(text, "redis"))
		return "is a URL of another kind than redis://, rediss:// "
		    "and unix://";
	split(&p, text);
	at = at_of(&p);
	later = strchr(p.path, '@') != NULL;
	/* Part of the password would become a host, a path or a parameter. */
	if (later && at == NULL && (!is_unix || p.authority_len > 0))
		return encode;
	if (at != NULL)
		why = take_user(u, p.authority, (size_t)(at - p.authority));
	host = at != NULL ? at + 1 : p.authority;
	len = p.authority_len - (size_t)(host - p.authority);
	if (why == NULL)
		why = is_unix ? take_socket(u, &p, len) :
		    take_address(u, host, len);
	if (why == NULL && !is_unix)
		why = take_path(u, p.path, p.path_len);
	if (why == NULL)
		why = take_query(u, p.query, p.query_len, !later);
	return why;
}

int
url_parse(struct url *u, const char *text, const char **why)
{
	memset(u, 0, sizeof(*u));
	u->user = xstrdup("");
	u->password = xstrdup("");
	u->database = xstrdup("");
	u->ignored = xstrdup("");
	if ((*why = take(u, text)) == NULL)
		return 0;
	url_free(u);
	return -1;
}

void
url_hide(char *text)
{
	struct parts	 p;
	const char	*at, *colon;
	char		*password;
	size_t		 len;

	if (!url_is(text))
		return;
	split(&p, text);
	if ((at = at_of(&p)) == NULL || (colon = memchr(p.authority, ':',
	    (size_t)(at - p.authority))) == NULL || colon + 1 == at)
		return;
	password = text + (colon + 1 - text);
	len = strlen(at);
	*password = CONF_KEPT[0];
	memmove(password + 1, at, len + 1);
	explicit_bzero(password + 1 + len + 1,
	    (size_t)(at - colon - 1) - 1);
}
