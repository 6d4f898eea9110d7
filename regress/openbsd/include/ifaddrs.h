/* getifaddrs(3) */

#ifndef OPENBSD_IFADDRS_H
#define OPENBSD_IFADDRS_H

#include <sys/socket.h>

struct ifaddrs {
	struct ifaddrs	*ifa_next;
	char		*ifa_name;
	unsigned int	 ifa_flags;
	struct sockaddr	*ifa_addr;
	struct sockaddr	*ifa_netmask;
	struct sockaddr	*ifa_dstaddr;
	void		*ifa_data;
};

void	 freeifaddrs(struct ifaddrs *);
int	 getifaddrs(struct ifaddrs **);

#endif
