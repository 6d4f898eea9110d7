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

/* inet(4), inet6(4), byteorder(3) */

#ifndef OPENBSD_NETINET_IN_H
#define OPENBSD_NETINET_IN_H

#include <sys/socket.h>

typedef uint32_t	in_addr_t;
typedef uint16_t	in_port_t;

struct in_addr {
	in_addr_t	 s_addr;
};

struct in6_addr {
	uint8_t		 s6_addr[16];
};

struct sockaddr_in {
	uint8_t		 sin_len;
	sa_family_t	 sin_family;
	in_port_t	 sin_port;
	struct in_addr	 sin_addr;
	int8_t		 sin_zero[8];
};

struct sockaddr_in6 {
	uint8_t		 sin6_len;
	sa_family_t	 sin6_family;
	in_port_t	 sin6_port;
	uint32_t	 sin6_flowinfo;
	struct in6_addr	 sin6_addr;
	uint32_t	 sin6_scope_id;
};

#define IPPROTO_TCP		6
#define IPPROTO_UDP		17
#define IPPROTO_IPV6		41

#define INADDR_ANY		((in_addr_t)0x00000000)
#define INADDR_LOOPBACK		((in_addr_t)0x7f000001)
#define IN_LOOPBACKNET		127

#define INET_ADDRSTRLEN		16
#define INET6_ADDRSTRLEN	46

int	 in6_is_addr(const struct in6_addr *, int);

#define IN6_IS_ADDR_UNSPECIFIED(a)	in6_is_addr((a), 0)
#define IN6_IS_ADDR_LOOPBACK(a)		in6_is_addr((a), 1)
#define IN6_IS_ADDR_LINKLOCAL(a)	in6_is_addr((a), 2)
#define IN6_IS_ADDR_SITELOCAL(a)	in6_is_addr((a), 3)
#define IN6_IS_ADDR_MULTICAST(a)	in6_is_addr((a), 4)
#define IN6_IS_ADDR_V4MAPPED(a)		in6_is_addr((a), 5)

uint16_t	 htons(uint16_t);
uint32_t	 htonl(uint32_t);
uint16_t	 ntohs(uint16_t);
uint32_t	 ntohl(uint32_t);

#endif
