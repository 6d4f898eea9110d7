/* link_addr(3) */

#ifndef OPENBSD_NET_IF_DL_H
#define OPENBSD_NET_IF_DL_H

#include <sys/types.h>

struct sockaddr_dl {
	unsigned char	 sdl_len;
	unsigned char	 sdl_family;
	uint16_t	 sdl_index;
	unsigned char	 sdl_type;
	unsigned char	 sdl_nlen;
	unsigned char	 sdl_alen;
	unsigned char	 sdl_slen;
	char		 sdl_data[24];
};

#endif
