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

#include <linux/netlink.h>
#include <linux/rtnetlink.h>

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "kopd/iface_system.h"

#define ANSWER_MS	1000	/* the kernel answers at once */

struct request {
	struct nlmsghdr	 nl;
	union {
		struct ifinfomsg	 link;
		struct ifaddrmsg	 addr;
		struct rtmsg		 route;
		char			 attributes[128];
	} u;
};

typedef void	(*answer_fn)(struct nlmsghdr *, void *);

static int
netlink_open(uint32_t groups)
{
	struct sockaddr_nl	 nl = { .nl_family = AF_NETLINK };
	int			 fd;

	nl.nl_groups = groups;
	fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK,
	    NETLINK_ROUTE);
	if (fd == -1)
		return -1;
	if (bind(fd, (struct sockaddr *)&nl, sizeof(nl)) == -1) {
		(void)close(fd);
		return -1;
	}
	return fd;
}

int
iface_open(void)
{
	return netlink_open(0);
}

int
iface_watch(void)
{
	return netlink_open(RTMGRP_LINK | RTMGRP_IPV4_IFADDR |
	    RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_IFADDR | RTMGRP_IPV6_ROUTE);
}

static void
request_add(struct request *r, uint16_t type, const void *data, size_t len)
{
	struct rtattr	*a;

	a = (struct rtattr *)(void *)((char *)r + NLMSG_ALIGN(r->nl.nlmsg_len));
	a->rta_type = type;
	a->rta_len = (uint16_t)RTA_LENGTH(len);
	memcpy(RTA_DATA(a), data, len);
	r->nl.nlmsg_len = (uint32_t)(NLMSG_ALIGN(r->nl.nlmsg_len) +
	    RTA_ALIGN(a->rta_len));
}

/* Reads one datagram of answers; 1 if it has the last one. */
static int
request_take(struct nlmsghdr *h, size_t left, uint32_t seq, int is_dump,
    answer_fn fn, void *arg)
{
	struct nlmsgerr	*e;

	for (; NLMSG_OK(h, left); h = NLMSG_NEXT(h, left)) {
		if (h->nlmsg_seq != seq)
			continue;
		if (h->nlmsg_type == NLMSG_DONE)
			return 1;
		if (h->nlmsg_type == NLMSG_ERROR) {
			e = NLMSG_DATA(h);
			errno = -e->error;
			return e->error == 0 ? 1 : -1;
		}
		fn(h, arg);
		if (!is_dump)
			return 1;
	}
	return 0;
}

/* Calls fn for each answer.  Returns 0, or -1 with errno. */
static int
request_send(int fd, struct request *r, uint16_t type, uint16_t flags,
    answer_fn fn, void *arg)
{
	static uint32_t	 seq;
	union {
		struct nlmsghdr	 nl;
		char		 bytes[32 * 1024];
	} buf;
	struct pollfd	 pfd = { fd, POLLIN, 0 };
	ssize_t		 n;
	int		 end;

	r->nl.nlmsg_type = type;
	r->nl.nlmsg_flags = NLM_F_REQUEST | flags;
	r->nl.nlmsg_seq = ++seq;
	if (send(fd, r, r->nl.nlmsg_len, 0) == -1)
		return -1;
	while (poll(&pfd, 1, ANSWER_MS) > 0) {
		if ((n = recv(fd, &buf, sizeof(buf), 0)) == -1)
			return -1;
		end = request_take(&buf.nl, (size_t)n, seq,
		    flags & NLM_F_DUMP, fn, arg);
		if (end != 0)
			return end == 1 ? 0 : -1;
	}
	errno = ETIMEDOUT;
	return -1;
}

static void
take_index(struct nlmsghdr *h, void *arg)
{
	struct ifinfomsg	*link = NLMSG_DATA(h);
	int			*index = arg;

	if (h->nlmsg_type == RTM_NEWLINK)
		*index = link->ifi_index;
}

struct wanted {
	int			 index;		/* of the interface */
	uint16_t		 attribute;
	struct iface_found	*found;
};

static void
take_bytes(struct wanted *w, int family, struct rtattr *a)
{
	if ((family == AF_INET && RTA_PAYLOAD(a) == sizeof(struct in_addr)) ||
	    (family == AF_INET6 && RTA_PAYLOAD(a) == sizeof(struct in6_addr)))
		iface_found_add(w->found, family, RTA_DATA(a));
}

static void
take_attribute(struct wanted *w, int family, struct rtattr *a,
    size_t left)
{
	for (; RTA_OK(a, left); a = RTA_NEXT(a, left)) {
		if (a->rta_type == w->attribute)
			take_bytes(w, family, a);
	}
}

/* If an interface has a peer, IFA_LOCAL is its own IPv4 address. */
static void
take_address(struct nlmsghdr *h, void *arg)
{
	struct ifaddrmsg	*addr = NLMSG_DATA(h);
	struct wanted		*w = arg;

	if (h->nlmsg_type != RTM_NEWADDR || (int)addr->ifa_index != w->index ||
	    (addr->ifa_family == AF_INET6 &&
	    addr->ifa_scope != RT_SCOPE_UNIVERSE))
		return;
	w->attribute = addr->ifa_family == AF_INET ? IFA_LOCAL : IFA_ADDRESS;
	take_attribute(w, addr->ifa_family, IFA_RTA(addr), IFA_PAYLOAD(h));
}

static void
take_source(struct nlmsghdr *h, void *arg)
{
	struct rtmsg	*route = NLMSG_DATA(h);

	if (h->nlmsg_type == RTM_NEWROUTE && route->rtm_type == RTN_UNICAST)
		take_attribute(arg, route->rtm_family, RTM_RTA(route),
		    RTM_PAYLOAD(h));
}

int
iface_system_addresses(int fd, const char *name, struct iface_found *found)
{
	struct request	 r = { 0 };
	struct wanted	 w = { .found = found };

	r.nl.nlmsg_len = NLMSG_LENGTH(sizeof(r.u.link));
	request_add(&r, IFLA_IFNAME, name, strlen(name) + 1);
	if (request_send(fd, &r, RTM_GETLINK, 0, take_index, &w.index) == -1 ||
	    w.index == 0) {
		errno = ENXIO;
		return -1;
	}
	memset(&r, 0, sizeof(r));
	r.nl.nlmsg_len = NLMSG_LENGTH(sizeof(r.u.addr));
	return request_send(fd, &r, RTM_GETADDR, NLM_F_DUMP, take_address, &w);
}

void
iface_system_source(int fd, int family, const void *to,
    struct iface_found *found)
{
	struct request	 r = { 0 };
	struct wanted	 w = { .attribute = RTA_PREFSRC, .found = found };
	size_t		 len = family == AF_INET ? sizeof(struct in_addr) :
			    sizeof(struct in6_addr);

	r.nl.nlmsg_len = NLMSG_LENGTH(sizeof(r.u.route));
	r.u.route.rtm_family = (unsigned char)family;
	r.u.route.rtm_dst_len = (unsigned char)(len * 8);
	request_add(&r, RTA_DST, to, len);
	(void)request_send(fd, &r, RTM_GETROUTE, 0, take_source, &w);
}
