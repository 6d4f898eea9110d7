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
 * The addresses of this machine, from the kernel: by rtnetlink(7) on Linux, by
 * route(4) and getifaddrs(3) on OpenBSD.
 */

#ifndef KOPD_IFACE_H
#define KOPD_IFACE_H

#include <stddef.h>

#include "kopd/iface_system.h"

/*
 * fd is that of iface_open().
 *
 * The address of an interface: its first IPv4 address outside of the loopback
 * network, else its first global IPv6 address.  Returns buf, which has at least
 * INET6_ADDRSTRLEN bytes; NULL and *why (static) if there is no address.
 */
const char	*iface_address(int fd, const char *name, char *buf,
		    size_t size, const char **why);

/*
 * The address from which this machine reaches the Internet: IPv4, else IPv6.
 * No packet is sent.
 */
const char	*iface_default(int fd, char *buf, size_t size,
		    const char **why);

#endif
