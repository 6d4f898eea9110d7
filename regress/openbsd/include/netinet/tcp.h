/* tcp(4): no time of keepalive for a single socket */

#ifndef OPENBSD_NETINET_TCP_H
#define OPENBSD_NETINET_TCP_H

#define TCP_NODELAY	0x01
#define TCP_MAXSEG	0x02
#define TCP_INFO	0x09

#endif
