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

/*
 * This machine's addresses, as the kernel tells them: by rtnetlink(7) on Linux,
 * by route(4) and getifaddrs(3) on OpenBSD.
 */

#ifndef KOPD_IFACE_H
#define KOPD_IFACE_H

#include <stddef.h>

#include "kopd/iface_system.h"

/*
 * fd is that of iface_open().
 *
 * The address of an interface: its first IPv4 address that is not of the
 * loopback net, else its first global IPv6 address.  Returns buf, of
 * INET6_ADDRSTRLEN bytes or more; NULL and *why (static) when there is none.
 */
const char	*iface_address(int fd, const char *name, char *buf,
		    size_t size, const char **why);

/*
 * The address from which this machine reaches the world: IPv4, else IPv6.
 * Nothing is sent to anybody for it.
 */
const char	*iface_default(int fd, char *buf, size_t size,
		    const char **why);

#endif
