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

/* IP addresses as bytes and as strings. */

#ifndef ROUTE_MAKER_BASE_IP_H
#define ROUTE_MAKER_BASE_IP_H

#include <netinet/in.h>

#include <stdint.h>

/* family is AF_INET, AF_INET6, or 0: no address. */
struct ip {
	uint8_t		family;
	uint8_t		bytes[16];
};

/*
 * Parses a string.  Returns 0; or -1, with family 0, if it is not an address.
 */
int		 ip_parse(struct ip *, const char *);

/* True if family and value are equal; false if there is no address. */
int		 ip_equal(const struct ip *, const struct ip *);

/*
 * ip_within: true if the first address is in the subnet of the second, whose
 * prefix has so many bits.  False if one of them is not an address, if the
 * families differ, or with 0 bits.
 */
int		 ip_within(const struct ip *, const struct ip *,
		    unsigned int bits);

/* Writes the shortest form; "" for no address.  Returns the buffer. */
const char	*ip_text(const struct ip *, char [INET6_ADDRSTRLEN]);

/* True for 0.0.0.0 and ::, which mean all addresses of a host. */
int		 ip_is_any(const struct ip *);
/* True for 127.0.0.0/8 and ::1. */
int		 ip_is_loopback(const struct ip *);

#endif
