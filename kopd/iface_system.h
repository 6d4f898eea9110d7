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

/* What differs between the systems: iface_linux.c, iface_openbsd.c. */

#ifndef KOPD_IFACE_SYSTEM_H
#define KOPD_IFACE_SYSTEM_H

#include "kopd/iface_found.h"

/* Opens a socket for the functions below.  Returns -1 with errno. */
int	 iface_open(void);

/*
 * Opens a non-blocking socket that becomes readable after addresses, interfaces
 * or routes have changed.  The caller reads and ignores its data.  Returns -1
 * with errno.
 */
int	 iface_watch(void);

/*
 * Adds the IPv4 addresses of an interface, and its global IPv6 addresses.
 * Returns 0, or -1 with errno: ENXIO if there is no such interface.
 */
int	 iface_system_addresses(int fd, const char *name,
	    struct iface_found *);

/*
 * Adds the source address of packets to this address, 4 bytes for AF_INET and
 * 16 for AF_INET6.  Adds nothing if there is no route to it.
 */
void	 iface_system_source(int fd, int family, const void *to,
	    struct iface_found *);

#endif
