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

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/hostaddr.h"

#define DIGITS		"0123456789"
#define IN_NAME								\
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" DIGITS "-_"

int
hostaddr_is_address(const char *host)
{
	struct in6_addr	 in6;
	struct in_addr	 in;
	char		 text[INET6_ADDRSTRLEN];
	size_t		 len = strcspn(host, "%");	/* "fe80::1%eth0" */

	if (len >= sizeof(text))
		return 0;
	memcpy(text, host, len);
	text[len] = '\0';
	return inet_pton(AF_INET, text, &in) == 1 ||
	    inet_pton(AF_INET6, text, &in6) == 1;
}

int
hostaddr_is_name(const char *s)
{
	size_t	 n;

	if (strlen(s) > HOSTADDR_NAME_MAX)
		return 0;
	for (;; s += n + 1) {
		n = strspn(s, IN_NAME);
		if (n == 0 || s[0] == '-' || s[n - 1] == '-')
			return 0;
		if (s[n] == '\0' || (s[n] == '.' && s[n + 1] == '\0'))
			break;
		if (s[n] != '.')
			return 0;
	}
	return strspn(s, DIGITS) < n;
}

const char *
hostaddr_published_fault(const char *value)
{
	struct in6_addr	 in6;
	struct in_addr	 in;
	int		 any;

	if (inet_pton(AF_INET, value, &in) == 1)
		any = in.s_addr == htonl(INADDR_ANY);
	else if (inet_pton(AF_INET6, value, &in6) == 1)
		any = IN6_IS_ADDR_UNSPECIFIED(&in6);
	else
		return hostaddr_is_name(value) ? NULL :
		    "is neither an IP address nor a name";
	return any ? "is not an address that others can reach" : NULL;
}

const char *
hostaddr_connect_fault(const char *value)
{
	if (value[0] == '\0')
		return "is empty";
	if (hostaddr_is_address(value) || hostaddr_is_name(value))
		return NULL;
	if (value[0] == '[')
		return "has brackets: write an IPv6 address without them";
	if (strchr(value, ':') != NULL && strstr(value, "://") == NULL)
		return "is neither an address nor a name (write the port after "
		    "it: host \"name\" port 6379)";
	return "is neither an address nor a name";
}

const char *
hostaddr_certificate_fault(const char *value)
{
	if (strchr(value, '%') != NULL)
		return "has a zone, which a certificate cannot have";
	return hostaddr_connect_fault(value) == NULL ? NULL :
	    "is neither an address nor a name";
}

void
hostaddr_port(char *text, size_t size, const char *host, uint32_t port)
{
	(void)snprintf(text, size, strchr(host, ':') != NULL ? "[%s]:%u" :
	    "%s:%u", host, port);
}

int
hostaddr_is_loopback(const char *value)
{
	static const char	 name[] = "localhost";
	struct in6_addr		 in6;
	struct in_addr		 in;
	size_t			 len = strlen(value);

	if (inet_pton(AF_INET, value, &in) == 1)
		return ntohl(in.s_addr) >> 24 == IN_LOOPBACKNET;
	if (inet_pton(AF_INET6, value, &in6) == 1)
		return IN6_IS_ADDR_LOOPBACK(&in6) ||
		    (IN6_IS_ADDR_V4MAPPED(&in6) &&
		    in6.s6_addr[12] == IN_LOOPBACKNET);
	if (len > 0 && value[len - 1] == '.')
		len--;
	if (len < sizeof(name) - 1)
		return 0;
	value += len - (sizeof(name) - 1);
	return strncasecmp(value, name, sizeof(name) - 1) == 0 &&
	    (len == sizeof(name) - 1 || value[-1] == '.');
}
