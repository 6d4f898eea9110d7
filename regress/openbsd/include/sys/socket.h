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

/* socket(2), send(2), recv(2), getsockopt(2), getpeereid(3), getrtable(2) */

#ifndef OPENBSD_SYS_SOCKET_H
#define OPENBSD_SYS_SOCKET_H

#include <sys/types.h>
#include <sys/uio.h>

typedef uint32_t	socklen_t;
typedef uint8_t		sa_family_t;

struct sockaddr {
	uint8_t		 sa_len;
	sa_family_t	 sa_family;
	char		 sa_data[14];
};

struct sockaddr_storage {
	uint8_t		 ss_len;
	sa_family_t	 ss_family;
	unsigned char	 ss_pad1[6];
	uint64_t	 ss_pad2;
	unsigned char	 ss_pad3[240];
};

struct msghdr {
	void		*msg_name;
	socklen_t	 msg_namelen;
	struct iovec	*msg_iov;
	unsigned int	 msg_iovlen;
	void		*msg_control;
	socklen_t	 msg_controllen;
	int		 msg_flags;
};

#define SOCK_STREAM	1
#define SOCK_DGRAM	2
#define SOCK_RAW	3
#define SOCK_SEQPACKET	5
#define SOCK_CLOEXEC	0x8000
#define SOCK_NONBLOCK	0x4000

#define AF_UNSPEC	0
#define AF_UNIX		1
#define AF_INET		2
#define AF_ROUTE	17
#define AF_LINK		18
#define AF_INET6	24

#define SOL_SOCKET	0xffff
#define SO_REUSEADDR	0x0004
#define SO_KEEPALIVE	0x0008
#define SO_SNDTIMEO	0x1005
#define SO_RCVTIMEO	0x1006
#define SO_ERROR	0x1007
#define SO_TYPE		0x1008
#define SO_SNDBUF	0x1001
#define SO_RCVBUF	0x1002

#define MSG_PEEK	0x0002
#define MSG_TRUNC	0x0010
#define MSG_DONTWAIT	0x0080
#define MSG_NOSIGNAL	0x0400

#define SHUT_RD		0
#define SHUT_WR		1
#define SHUT_RDWR	2

int	 accept(int, struct sockaddr *, socklen_t *);
int	 accept4(int, struct sockaddr *, socklen_t *, int);
int	 bind(int, const struct sockaddr *, socklen_t);
int	 connect(int, const struct sockaddr *, socklen_t);
int	 getpeereid(int, uid_t *, gid_t *);
int	 getrtable(void);
int	 getsockname(int, struct sockaddr *, socklen_t *);
int	 getsockopt(int, int, int, void *, socklen_t *);
int	 listen(int, int);
ssize_t	 recv(int, void *, size_t, int);
ssize_t	 recvmsg(int, struct msghdr *, int);
ssize_t	 send(int, const void *, size_t, int);
ssize_t	 sendmsg(int, const struct msghdr *, int);
ssize_t	 sendto(int, const void *, size_t, int, const struct sockaddr *,
	    socklen_t);
int	 setsockopt(int, int, int, const void *, socklen_t);
int	 shutdown(int, int);
int	 socket(int, int, int);
int	 socketpair(int, int, int, int[2]);

#endif
