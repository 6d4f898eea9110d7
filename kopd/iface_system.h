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

/* What each system has of its own: iface_linux.c, iface_openbsd.c. */

#ifndef KOPD_IFACE_SYSTEM_H
#define KOPD_IFACE_SYSTEM_H

#include "kopd/iface_found.h"

/* A socket for the questions below.  Returns -1 with errno. */
int	 iface_open(void);

/*
 * A non-blocking socket that is readable after addresses, interfaces or routes
 * have changed; what is read from it does not matter.  Returns -1 with errno.
 */
int	 iface_watch(void);

/*
 * Adds the addresses of an interface, of IPv6 the global ones.  Returns 0, or
 * -1 with errno: ENXIO where there is no such interface.
 */
int	 iface_system_addresses(int fd, const char *name,
	    struct iface_found *);

/*
 * Adds the address from which packets to this address are sent, 4 bytes for
 * AF_INET and 16 for AF_INET6; none where there is no route to it.
 */
void	 iface_system_source(int fd, int family, const void *to,
	    struct iface_found *);

#endif
