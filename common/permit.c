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

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/hostaddr.h"
#include "common/permit.h"

/* The family of an address; AF_UNSPEC: it is not an address. */
static int
address_of(const char *host, struct in6_addr *address)
{
	memset(address, 0, sizeof(*address));
	if (inet_pton(AF_INET, host, address) == 1)
		return AF_INET;
	if (inet_pton(AF_INET6, host, address) == 1)
		return AF_INET6;
	return AF_UNSPEC;
}

static int
parse_number(const char *s, uint32_t min, uint32_t max, uint32_t *number)
{
	const char	*error;

	if (s[strspn(s, "0123456789")] != '\0')
		return -1;
	*number = (uint32_t)strtonum(s, min, max, &error);
	return error != NULL ? -1 : 0;
}

/* Cuts the port off: after "]", or after the only ":". */
static int
parse_port(char **host, uint32_t *port)
{
	char	*end, *colon = strchr(*host, ':');

	*port = 0;
	if (**host == '[') {
		if ((end = strchr(*host, ']')) == NULL)
			return -1;
		*end++ = '\0';
		(*host)++;
		if (strchr(*host, ':') == NULL)
			return -1;
		if (*end == '\0')
			return 0;
		return *end != ':' ? -1 : parse_number(end + 1, 1, 65535, port);
	}
	if (colon == NULL || strchr(colon + 1, ':') != NULL)
		return 0;
	*colon = '\0';
	return parse_number(colon + 1, 1, 65535, port);
}

static int
parse_prefix(struct permit *p, const char *host, const char *length)
{
	uint32_t	 max;

	p->family = address_of(host, &p->address);
	if (p->family == AF_UNSPEC)
		return -1;
	max = p->family == AF_INET ? 32 : 128;
	return parse_number(length, 0, max, &p->bits);
}

int
permit_parse(struct permit *p, const char *text)
{
	char	 copy[PERMIT_NAME_MAX + sizeof(":65535")], *host = copy, *slash;

	memset(p, 0, sizeof(*p));
	if (strlcpy(copy, text, sizeof(copy)) >= sizeof(copy))
		return -1;
	if ((slash = strchr(copy, '/')) != NULL) {
		*slash = '\0';
		return parse_prefix(p, copy, slash + 1);
	}
	if (parse_port(&host, &p->port) == -1)
		return -1;
	p->family = address_of(host, &p->address);
	if (p->family != AF_UNSPEC) {
		p->bits = p->family == AF_INET ? 32 : 128;
		return 0;
	}
	/* Sentinels report names without a dot at the end. */
	if (host != copy || !hostaddr_is_name(host) ||
	    host[strlen(host) - 1] == '.' ||
	    strlcpy(p->name, host, sizeof(p->name)) >= sizeof(p->name))
		return -1;
	return 0;
}

static int
same_bits(const struct in6_addr *a, const struct in6_addr *b, unsigned int n)
{
	unsigned int	 whole = n / 8, mask = 0xff00 >> n % 8 & 0xff;

	if (memcmp(a->s6_addr, b->s6_addr, whole) != 0)
		return 0;
	return mask == 0 ||
	    ((a->s6_addr[whole] ^ b->s6_addr[whole]) & mask) == 0;
}

int
permit_matches(const struct permit *p, const char *host, uint32_t port)
{
	struct in6_addr	 address;
	int		 family = address_of(host, &address);

	if (p->port != 0 && p->port != port)
		return 0;
	if (family != p->family)
		return 0;
	if (family == AF_UNSPEC)
		return strcasecmp(p->name, host) == 0;
	return same_bits(&p->address, &address, p->bits);
}
