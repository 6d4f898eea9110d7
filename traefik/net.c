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

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "go/url.h"
#include "traefik/net.h"

#define PORT_DIGITS	5

#define LOWER		"abcdefghijklmnopqrstuvwxyz"
#define LETTERS		LOWER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS		"0123456789"

/* The bytes that Go does not escape in a host, and accepts in a user's name. */
#define IN_HOST		LETTERS DIGITS "-_.~!$&'()*+,;=:]<>\""
#define IN_USER		LETTERS DIGITS "-._:~!$&'()*+,;=%@"

/* A part of a string: its start, and its end, which is not in it. */
struct part {
	const char	*from;
	const char	*to;
};

int
net_is_port(const char *s)
{
	const char	*error;
	size_t		 digits = strspn(s, DIGITS);

	if (digits == 0 || digits > PORT_DIGITS || s[digits] != '\0')
		return 0;
	(void)strtonum(s, 1, UINT16_MAX, &error);
	return error == NULL;
}

int
net_is_scheme(const char *s)
{
	return *s != '\0' && strchr(LOWER, *s) != NULL &&
	    s[strspn(s, LOWER DIGITS "+.-")] == '\0';
}

static const char *
last_in(const struct part *p, char c)
{
	const char	*s;

	for (s = p->to; s > p->from; s--)
		if (s[-1] == c)
			return s - 1;
	return NULL;
}

static int
all_in(const struct part *p, const char *set)
{
	const char	*s;

	for (s = p->from; s < p->to; s++)
		if (strchr(set, *s) == NULL)
			return 0;
	return 1;
}

/*
 * True if each escape has two hexadecimal digits.  In a host, escapes of ASCII
 * are invalid.
 */
static int
escapes_fit(const struct part *p, int host)
{
	const char	*s;
	int		 c;

	for (s = p->from; s < p->to; s++) {
		if (*s != '%')
			continue;
		if ((c = go_url_unescape(s, (size_t)(p->to - s))) == -1)
			return 0;
		if (host && c < 0x80 && c != '%')
			return 0;
	}
	return 1;
}

/* A host's name may have escapes and UTF-8, and the bytes of IN_HOST. */
static int
name_fits(const struct part *p)
{
	const char	*s;

	for (s = p->from; s < p->to; s++)
		if ((unsigned char)*s < 0x80 && strchr(IN_HOST "%", *s) == NULL)
			return 0;
	return escapes_fit(p, 1);
}

/* An address in brackets, with or without a zone: "[fe80::1%25eth0]". */
static int
literal_fits(const struct part *host)
{
	struct in6_addr	 address;
	char		 text[INET6_ADDRSTRLEN];
	struct part	 zone = { host->from + 1, host->to - 1 };
	size_t		 n;

	if (zone.from > zone.to || *zone.to != ']')
		return 0;
	for (n = 0; zone.from < zone.to && *zone.from != '%'; zone.from++) {
		if (n == sizeof(text) - 1)
			return 0;
		text[n++] = *zone.from;
	}
	text[n] = '\0';
	if (inet_pton(AF_INET6, text, &address) != 1)
		return 0;
	return zone.from == zone.to || (zone.to - zone.from > 3 &&
	    strncmp(zone.from, "%25", 3) == 0 &&
	    name_fits(&zone));
}

static int
host_fits(const struct part *host)
{
	struct part	 name = *host, port = { host->to, host->to };
	const char	*s;

	if (host->from < host->to && *host->from == '[') {
		if ((s = last_in(host, ']')) == NULL)
			return 0;
		port.from = s + 1;
	} else if ((s = last_in(host, ':')) != NULL)
		port.from = s;
	name.to = port.from;
	if (port.from < port.to && (*port.from++ != ':' ||
	    !all_in(&port, DIGITS)))
		return 0;
	if (name.from < name.to && *name.from == '[')
		return literal_fits(&name);
	return name_fits(&name);
}

static int
authority_fits(const struct part *authority)
{
	struct part	 host = *authority, user = *authority;
	const char	*at = last_in(authority, '@');

	if (at == NULL)
		return host_fits(&host);
	host.from = at + 1;
	user.to = at;
	return all_in(&user, IN_USER) && escapes_fit(&user, 0) &&
	    host_fits(&host);
}

size_t
net_scheme_length(const char *s)
{
	size_t	n = strspn(s, LETTERS DIGITS "+-.");

	return n > 0 && s[n] == ':' && strchr(LETTERS, *s) != NULL ? n + 1 : 0;
}

static int
has_control(const char *s)
{
	for (; *s != '\0' && *s != '#'; s++)
		if ((unsigned char)*s < ' ' || *s == 0x7f)
			return 1;
	return 0;
}

int
net_is_url(const char *s)
{
	struct part	 fragment, path, authority;
	size_t		 scheme = net_scheme_length(s);

	fragment.from = s + strcspn(s, "#");
	fragment.to = s + strlen(s);
	if (has_control(s) || *s == ':' || !escapes_fit(&fragment, 0))
		return 0;
	path.from = s + scheme;
	path.to = s + strcspn(s, "?#");
	if (path.from == path.to || *path.from != '/')
		return scheme > 0 || (escapes_fit(&path, 0) &&
		    memchr(path.from, ':', strcspn(path.from, "/?#")) == NULL);
	if (strncmp(path.from, "//", 2) == 0 &&
	    (scheme > 0 || path.from[2] != '/')) {
		authority.from = path.from + 2;
		authority.to = authority.from + strcspn(authority.from, "/?#");
		if (!authority_fits(&authority))
			return 0;
		path.from = authority.to;
	}
	return escapes_fit(&path, 0);
}
