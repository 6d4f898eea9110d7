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

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/hostaddr.h"
#include "common/permit.h"
#include "common/visible.h"
#include "go/utf8.h"
#include "kopd/conf/scheme.h"
#include "kopd/conf/text.h"
#include "kopd/conf/redis_url.h"

#define BLANKS	" \t\n\v\f\r"

const char *
text_filled(const char *value)
{
	return value[0] == '\0' ? "is empty" : NULL;
}

const char *
text_namespace(const char *value)
{
	size_t	 len = strlen(value);

	if (len == 0 || strchr(value, ',') != NULL)
		return "cannot be a name";
	/* route-maker removes the blanks around the items of a label. */
	if (strchr(BLANKS, value[0]) != NULL ||
	    strchr(BLANKS, value[len - 1]) != NULL)
		return "begins or ends with a blank";
	return NULL;
}

const char *
text_port(const char *value)
{
	const char	*why;

	(void)strtonum(value, 1, 65535, &why);
	return why != NULL ? "is not a port" : NULL;
}

const char *
text_permit(const char *value)
{
	struct permit	 p;

	return permit_parse(&p, value) == -1 ? "is not an address, a name or "
	    "address/prefix length, optionally with a port: \"name:6379\", "
	    "\"[2001:db8::1]:6379\"" : NULL;
}

const char *
text_plain(const char *value, int lines)
{
	uint32_t	 c;
	size_t		 n;

	for (; *value != '\0'; value += n) {
		/* A byte that is no UTF-8 is a character by its number. */
		if ((n = rune_read(value, &c)) == 0)
			n = 1;
		if (c == '\n' && !lines)
			return "has a line break";
		if (visible_control(c) && c != '\n' && c != '\t')
			return "has a control character";
	}
	return NULL;
}

const char *
text_host(const char *value)
{
	if (url_is(value))
		return "is a URL; use the settings host, port, user, password "
		    "file, database and tls, or socket";
	return hostaddr_connect_fault(value);
}

/* The result is valid until the next call. */
static const char *
url_fault(const char *value)
{
	static char	 text[128];

	(void)snprintf(text, sizeof(text), "is a URL: %s",
	    scheme_fault(value));
	return text;
}

const char *
text_docker_host(const char *value)
{
	if (url_is(value) && scheme_fault(value) != NULL)
		return url_fault(value);
	if (url_is(value))
		return "is a URL; use the settings host and port, or socket";
	if (value[0] == '/')
		return "is a path; use the setting socket";
	if (!hostaddr_is_address(value) && value[0] != '[' &&
	    strchr(value, ':') != NULL)
		return "is neither an address nor a name (write the port after "
		    "it: host \"name\" port 2375)";
	return hostaddr_connect_fault(value);
}

static const char *
text_socket(const char *value)
{
	struct sockaddr_un	 sun;
	size_t			 len = strlen(value);

	if (value[0] != '/')
		return "is not an absolute path";
	if (value[len - 1] == '/')
		return "is the path of a directory";
	return len >= sizeof(sun.sun_path) ?
	    "is too long for a socket" : NULL;
}

const char *
text_docker_socket(const char *value)
{
	if (strncmp(value, "unix://", 7) == 0)
		return "is a URL; write only the path after unix://, such as "
		    "\"/var/run/docker.sock\"";
	if (url_is(value) && scheme_fault(value) != NULL)
		return url_fault(value);
	if (url_is(value))
		return "is a URL; a socket is a path, such as "
		    "\"/var/run/docker.sock\"; for TCP, use `host' and `port'";
	return text_socket(value);
}

const char *
text_redis_socket(const char *value)
{
	if (strstr(value, "://") != NULL)
		return "is a URL; a socket is a path, such as "
		    "\"/run/redis/redis.sock\"; for TCP, use `host' and `port'";
	return text_socket(value);
}

const char *
text_prefix(const char *value)
{
	size_t	 len = strlen(value);

	if (len == 0)
		return "is empty";
	if (value[0] == '.' || value[len - 1] == '.')
		return "begins or ends with a dot";
	return NULL;
}

const char *
text_domain(const char *value)
{
	size_t	 n = strspn(value, "abcdefghijklmnopqrstuvwxyz"
		    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_");

	return *value == '\0' || value[n] != '\0' || *value == '.' ?
	    "is not a domain such as \"docker.example\"" : NULL;
}

const char *
text_word(const char *value)
{
	return *value == '\0' || value[strcspn(value, BLANKS ",")] != '\0' ?
	    "cannot be a name: it is empty, or has a blank or a comma" : NULL;
}
