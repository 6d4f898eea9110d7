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

/* route(4) */

#ifndef OPENBSD_NET_ROUTE_H
#define OPENBSD_NET_ROUTE_H

#include <sys/types.h>

struct rt_metrics {
	uint64_t	 rmx_pksent;
	int64_t		 rmx_expire;
	unsigned int	 rmx_locks;
	unsigned int	 rmx_mtu;
	unsigned int	 rmx_refcnt;
	unsigned int	 rmx_hopcount;
	unsigned int	 rmx_recvpipe;
	unsigned int	 rmx_sendpipe;
	unsigned int	 rmx_ssthresh;
	unsigned int	 rmx_rtt;
	unsigned int	 rmx_rttvar;
	unsigned int	 rmx_pad;
};

struct rt_msghdr {
	unsigned short	 rtm_msglen;
	unsigned char	 rtm_version;
	unsigned char	 rtm_type;
	unsigned short	 rtm_hdrlen;
	unsigned short	 rtm_index;
	unsigned short	 rtm_tableid;
	unsigned char	 rtm_priority;
	unsigned char	 rtm_mpls;
	int		 rtm_addrs;
	int		 rtm_flags;
	int		 rtm_fmask;
	pid_t		 rtm_pid;
	int		 rtm_seq;
	int		 rtm_errno;
	unsigned int	 rtm_inits;
	struct rt_metrics rtm_rmx;
};

#define RTM_VERSION		5

#define RTM_ADD			0x1
#define RTM_DELETE		0x2
#define RTM_CHANGE		0x3
#define RTM_GET			0x4
#define RTM_NEWADDR		0xc
#define RTM_DELADDR		0xd
#define RTM_IFINFO		0xe
#define RTM_IFANNOUNCE		0xf

#define RTF_REJECT		0x8
#define RTF_BLACKHOLE		0x1000

#define RTA_DST			0x1
#define RTA_GATEWAY		0x2
#define RTA_NETMASK		0x4
#define RTA_GENMASK		0x8
#define RTA_IFP			0x10
#define RTA_IFA			0x20

#define ROUTE_MSGFILTER		1
#define ROUTE_FILTER(m)		(1 << (m))

#endif
