/* if_nametoindex(3) */

#ifndef OPENBSD_NET_IF_H
#define OPENBSD_NET_IF_H

#include <sys/types.h>

#define IFNAMSIZ	16
#define IF_NAMESIZE	IFNAMSIZ

unsigned int	 if_nametoindex(const char *);

#endif
