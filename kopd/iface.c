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

#include <arpa/inet.h>

#include <errno.h>
#include <string.h>

#include "kopd/iface.h"
#include "kopd/iface_system.h"

const char *
iface_address(int fd, const char *name, char *buf, size_t size,
    const char **why)
{
	struct iface_found	 found = { 0 };

	if (iface_system_addresses(fd, name, &found) == -1) {
		*why = errno == ENXIO ? "there is no such interface" :
		    strerror(errno);
		return NULL;
	}
	if (!iface_found_any(&found)) {
		*why = "it has no address";
		return NULL;
	}
	return iface_found_text(&found, buf, size);
}

/*
 * Asks for the route to an address of the Internet.  Any address is suitable
 * that is not on a local network.  traefik-kop asks for the IPv4 address; the
 * IPv6 address belongs to the same service.
 */
const char *
iface_default(int fd, char *buf, size_t size, const char **why)
{
	static const struct {
		int		 family;
		const char	*address;
	} far[] = {
		{ AF_INET, "8.8.8.8" },
		{ AF_INET6, "2001:4860:4860::8888" },
	};
	struct iface_found	 found = { 0 };
	unsigned char		 to[16];
	size_t			 i;

	for (i = 0; i < 2 && !found.has_in; i++) {
		if (inet_pton(far[i].family, far[i].address, to) == 1)
			iface_system_source(fd, far[i].family, to, &found);
	}
	if (!iface_found_any(&found)) {
		*why = "there is no default route";
		return NULL;
	}
	return iface_found_text(&found, buf, size);
}
