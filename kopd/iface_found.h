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

/* The addresses that were found so far: the first of each family. */

#ifndef KOPD_IFACE_FOUND_H
#define KOPD_IFACE_FOUND_H

#include <netinet/in.h>

#include <stddef.h>

struct iface_found {
	struct in_addr	 in;
	struct in6_addr	 in6;
	int		 has_in;
	int		 has_in6;
};

/*
 * Adds an address, 4 bytes for AF_INET and 16 for AF_INET6.  An address of the
 * loopback network 127/8 is ignored, and all but the first of a family.
 */
void		 iface_found_add(struct iface_found *, int family,
		    const void *bytes);

/* True if there is an address. */
int		 iface_found_any(const struct iface_found *);

/* Returns buf with the IPv4 address, or else the IPv6 address. */
const char	*iface_found_text(const struct iface_found *, char *buf,
		    size_t size);

#endif
