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

#include <arpa/inet.h>

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "permit.h"
#include "text.h"
#include "visible.h"

/* A name that cannot be meant as an IPv4 address: its end is no number. */
static int
is_name(const char *value)
{
	const char	*p, *end = strrchr(value, '.');

	for (p = value; *p != '\0'; p++) {
		if (!isalnum((unsigned char)*p) && strchr("-._", *p) == NULL)
			return 0;
	}
	end = end == NULL ? value : end + 1;
	return end[strspn(end, "0123456789")] != '\0' && p - value <= 253;
}

/* Addresses that no Traefik could connect to are no use. */
const char *
text_address(const char *value)
{
	struct in6_addr	 in6;
	struct in_addr	 in;

	if (inet_pton(AF_INET, value, &in) == 1)
		return in.s_addr == htonl(INADDR_ANY) ?
		    "is no address that others can reach" : NULL;
	if (inet_pton(AF_INET6, value, &in6) == 1)
		return IN6_IS_ADDR_UNSPECIFIED(&in6) ?
		    "is no address that others can reach" : NULL;
	return is_name(value) ? NULL : "is neither an IP address nor a name";
}

const char *
text_filled(const char *value)
{
	return value[0] == '\0' ? "is empty" : NULL;
}

const char *
text_namespace(const char *value)
{
	return value[0] == '\0' || strchr(value, ',') != NULL ?
	    "cannot be a name" : NULL;
}

const char *
text_port(const char *value)
{
	const char	*why;

	(void)strtonum(value, 1, 65535, &why);
	return why != NULL ? "is no port" : NULL;
}

const char *
text_permit(const char *value)
{
	struct permit	 p;

	return permit_parse(&p, value) == -1 ? "is no address, name or "
	    "address/prefix length; a port stands behind it: "
	    "\"name:6379\", \"[2001:db8::1]:6379\"" : NULL;
}

const char *
text_plain(const char *value, int lines)
{
	uint32_t	 c;
	size_t		 n;

	for (; *value != '\0'; value += n) {
		/* A byte that is no UTF-8 is judged as its number. */
		if ((n = visible_next(value, &c)) == 0)
			n = 1;
		if (c == '\n' && !lines)
			return "has a line break";
		if (visible_control(c) && c != '\n' && c != '\t')
			return "has a control character";
	}
	return NULL;
}

/* The zone that an address may have behind a "%" is the system's to judge. */
static int
is_ipv6(const char *value)
{
	char		 address[INET6_ADDRSTRLEN];
	struct in6_addr	 in6;
	size_t		 len = strcspn(value, "%");

	if (len >= sizeof(address))
		return 0;
	memcpy(address, value, len);
	address[len] = '\0';
	return inet_pton(AF_INET6, address, &in6) == 1;
}

const char *
text_host(const char *value)
{
	const char	*p, *end;
	struct in_addr	 in;

	if (value[0] == '\0')
		return "is empty";
	for (p = value; *p != '\0'; p++) {
		if (!isalnum((unsigned char)*p) && strchr("-._:%", *p) == NULL)
			return "is neither an address nor a name";
	}
	if (strpbrk(value, ":%") != NULL)
		return is_ipv6(value) ? NULL : "is neither an address nor a "
		    "name (a port stands behind it: host \"name\" port 6379)";
	if ((end = strrchr(value, '.')) == NULL || end[1] == '\0' ||
	    end[1 + strspn(end + 1, "0123456789")] != '\0')
		return NULL;
	return inet_pton(AF_INET, value, &in) == 1 ? NULL :
	    "is neither an address nor a name";
}

const char *
text_socket(const char *value)
{
	struct sockaddr_un	 sun;

	if (value[0] != '/')
		return "is not an absolute path";
	return strlen(value) >= sizeof(sun.sun_path) ?
	    "is too long for a socket" : NULL;
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
