/* getaddrinfo(3), getnameinfo(3) */

#ifndef OPENBSD_NETDB_H
#define OPENBSD_NETDB_H

#include <sys/socket.h>

struct addrinfo {
	int		 ai_flags;
	int		 ai_family;
	int		 ai_socktype;
	int		 ai_protocol;
	socklen_t	 ai_addrlen;
	struct sockaddr	*ai_addr;
	char		*ai_canonname;
	struct addrinfo	*ai_next;
};

#define AI_PASSIVE	1
#define AI_CANONNAME	2
#define AI_NUMERICHOST	4
#define AI_NUMERICSERV	16
#define AI_ADDRCONFIG	64

#define EAI_NONAME	-2
#define EAI_AGAIN	-3
#define EAI_FAIL	-4
#define EAI_NODATA	-5
#define EAI_FAMILY	-6
#define EAI_SOCKTYPE	-7
#define EAI_SERVICE	-8
#define EAI_MEMORY	-10
#define EAI_SYSTEM	-11
#define EAI_BADFLAGS	-1

#define NI_NUMERICHOST	1
#define NI_NUMERICSERV	2
#define NI_MAXHOST	256
#define NI_MAXSERV	32

int	 getnameinfo(const struct sockaddr *, socklen_t, char *, size_t,
	    char *, size_t, int);

#endif
