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

#include <sys/types.h>
#include <sys/socket.h>

#include <net/if.h>
#include <net/if_dl.h>
#include <net/route.h>
#include <netinet/in.h>

#include <errno.h>
#include <ifaddrs.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "kopd/iface_system.h"

#define ANSWER_MS	1000	/* the kernel answers at once */

/* An address in a message begins at a multiple of the size of a long. */
#define ALIGNED(len)	(((len) + sizeof(long) - 1) & ~(sizeof(long) - 1))

union address {
	struct sockaddr		 sa;
	struct sockaddr_in	 in;
	struct sockaddr_in6	 in6;
	long			 align[ALIGNED(sizeof(struct sockaddr_in6)) /
				    sizeof(long)];
};

/* The addresses follow the header without a gap. */
struct question {
	struct rt_msghdr	 header;
	char			 addresses[sizeof(union address) +
				    ALIGNED(sizeof(struct sockaddr_dl))];
};

union answer {
	struct rt_msghdr	 header;
	char			 bytes[2048];
};

static int
route_open(unsigned int filter)
{
	int	 fd;

	fd = socket(AF_ROUTE, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK,
	    AF_UNSPEC);
	if (fd == -1)
		return -1;
	if (setsockopt(fd, AF_ROUTE, ROUTE_MSGFILTER, &filter,
	    sizeof(filter)) == -1) {
		(void)close(fd);
		return -1;
	}
	return fd;
}

int
iface_open(void)
{
	return route_open(ROUTE_FILTER(RTM_GET));
}

int
iface_watch(void)
{
	return route_open(ROUTE_FILTER(RTM_NEWADDR) |
	    ROUTE_FILTER(RTM_DELADDR) | ROUTE_FILTER(RTM_IFINFO) |
	    ROUTE_FILTER(RTM_IFANNOUNCE) | ROUTE_FILTER(RTM_ADD) |
	    ROUTE_FILTER(RTM_DELETE) | ROUTE_FILTER(RTM_CHANGE));
}

static int
is_global(const struct in6_addr *in6)
{
	return !IN6_IS_ADDR_LOOPBACK(in6) && !IN6_IS_ADDR_LINKLOCAL(in6) &&
	    !IN6_IS_ADDR_SITELOCAL(in6) && !IN6_IS_ADDR_UNSPECIFIED(in6);
}

static void
take_sockaddr(struct iface_found *found, const struct sockaddr *sa)
{
	union address	 a;

	if (sa->sa_family == AF_INET && sa->sa_len >= sizeof(a.in)) {
		memcpy(&a.in, sa, sizeof(a.in));
		iface_found_add(found, AF_INET, &a.in.sin_addr);
	}
	if (sa->sa_family == AF_INET6 && sa->sa_len >= sizeof(a.in6)) {
		memcpy(&a.in6, sa, sizeof(a.in6));
		if (is_global(&a.in6.sin6_addr))
			iface_found_add(found, AF_INET6, &a.in6.sin6_addr);
	}
}

int
iface_system_addresses(int fd, const char *name, struct iface_found *found)
{
	struct ifaddrs	*all, *i;
	int		 known = 0;

	(void)fd;
	if (getifaddrs(&all) == -1)
		return -1;
	for (i = all; i != NULL; i = i->ifa_next) {
		if (strcmp(i->ifa_name, name) != 0)
			continue;
		known = 1;
		if (i->ifa_addr != NULL)
			take_sockaddr(found, i->ifa_addr);
	}
	freeifaddrs(all);
	if (known)
		return 0;
	errno = ENXIO;
	return -1;
}

/* Sets the destination, and reserves space for the interface of the answer. */
static void
question_fill(struct question *q, int family, const void *to, int seq)
{
	union address		 a;
	struct sockaddr_dl	 dl;
	size_t			 len;

	memset(q, 0, sizeof(*q));
	memset(&a, 0, sizeof(a));
	memset(&dl, 0, sizeof(dl));
	if (family == AF_INET) {
		a.in.sin_len = sizeof(a.in);
		memcpy(&a.in.sin_addr, to, sizeof(a.in.sin_addr));
	} else {
		a.in6.sin6_len = sizeof(a.in6);
		memcpy(&a.in6.sin6_addr, to, sizeof(a.in6.sin6_addr));
	}
	a.sa.sa_family = (sa_family_t)family;
	dl.sdl_len = sizeof(dl);
	dl.sdl_family = AF_LINK;
	len = ALIGNED(a.sa.sa_len);
	memcpy(q->addresses, &a, a.sa.sa_len);
	memcpy(q->addresses + len, &dl, sizeof(dl));
	q->header.rtm_msglen = (unsigned short)(sizeof(q->header) + len +
	    ALIGNED(sizeof(dl)));
	q->header.rtm_version = RTM_VERSION;
	q->header.rtm_type = RTM_GET;
	q->header.rtm_hdrlen = sizeof(q->header);
	q->header.rtm_tableid = (unsigned short)getrtable();
	q->header.rtm_addrs = RTA_DST | RTA_IFP;
	q->header.rtm_seq = seq;
}

static int
is_answer(const union answer *a, size_t len, int seq)
{
	return len >= sizeof(a->header) && a->header.rtm_msglen <= len &&
	    a->header.rtm_hdrlen <= a->header.rtm_msglen &&
	    a->header.rtm_version == RTM_VERSION &&
	    a->header.rtm_type == RTM_GET && a->header.rtm_pid == getpid() &&
	    a->header.rtm_seq == seq;
}

/* The addresses are in the order of their bits: RTA_IFA is the source. */
static void
take_source(const union answer *a, struct iface_found *found)
{
	union address	 address;
	size_t		 at = a->header.rtm_hdrlen, len;
	int		 bit;

	if (a->header.rtm_errno != 0 ||
	    a->header.rtm_flags & (RTF_REJECT | RTF_BLACKHOLE))
		return;
	for (bit = 1; bit <= RTA_IFA; bit <<= 1) {
		if (!(a->header.rtm_addrs & bit))
			continue;
		if (at >= a->header.rtm_msglen)
			return;
		len = (unsigned char)a->bytes[at];
		if (len > a->header.rtm_msglen - at)
			return;
		if (bit == RTA_IFA && len <= sizeof(address)) {
			memset(&address, 0, sizeof(address));
			memcpy(&address, a->bytes + at, len);
			take_sockaddr(found, &address.sa);
		}
		at += len == 0 ? sizeof(long) : ALIGNED(len);
	}
}

void
iface_system_source(int fd, int family, const void *to,
    struct iface_found *found)
{
	static int	 seq;
	struct question	 q;
	union answer	 a;
	struct pollfd	 pfd = { .fd = fd, .events = POLLIN };
	ssize_t		 n;

	question_fill(&q, family, to, ++seq);
	if (write(fd, &q, q.header.rtm_msglen) == -1)
		return;
	while (poll(&pfd, 1, ANSWER_MS) > 0) {
		if ((n = recv(fd, &a, sizeof(a), 0)) == -1)
			return;
		if (is_answer(&a, (size_t)n, seq)) {
			take_source(&a, found);
			return;
		}
	}
}
