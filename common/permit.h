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
 * Permitted addresses: "192.0.2.1", "redis.test", with a port "192.0.2.1:6379",
 * "redis.test:6379", "[2001:db8::1]:6379"; or all addresses with a prefix,
 * "192.0.2.0/24", "2001:db8::/32".
 */

#ifndef COMMON_PERMIT_H
#define COMMON_PERMIT_H

#include <sys/socket.h>

#include <netinet/in.h>

#include <stdint.h>

#include "common/hostaddr.h"

#define PERMIT_NAME_MAX	HOSTADDR_NAME_MAX

struct permit {
	int		 family;	/* AF_INET, AF_INET6; AF_UNSPEC: a name */
	struct in6_addr	 address;	/* AF_INET: its first 4 bytes */
	unsigned int	 bits;		/* that have to match */
	char		 name[PERMIT_NAME_MAX + 1];
	uint32_t	 port;		/* 0: any */
};

/* Returns 0; -1 if the string has none of these forms. */
int	 permit_parse(struct permit *, const char *);

/*
 * permit_matches: true if it permits a host, an address or a name, at that
 * port.  A name is compared with names only, without regard to case; nothing is
 * resolved.
 */
int	 permit_matches(const struct permit *, const char *host, uint32_t port);

#endif
