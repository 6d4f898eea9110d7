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

/* Networks and addresses of IP in the lists of a policy. */

#ifndef POLICY_SUBNET_H
#define POLICY_SUBNET_H

#include <stdint.h>

/* An IPv4 address is in its first 4 bytes. */
struct subnet {
	int	 family;	/* AF_INET, AF_INET6 */
	uint8_t	 bytes[16];
	int	 bits;		/* of the prefix; all of them: one address */
};

/*
 * subnet_parse: parses "10.0.0.0/8", "2001:db8::/32" or an address.  Returns
 * 0, or -1.  Bits behind the prefix must be 0.  An IPv4 address mapped to IPv6
 * is the IPv4 address.
 */
int	 subnet_parse(struct subnet *, const char *);

/* subnet_has: true if all of the second one is in the first one. */
int	 subnet_has(const struct subnet *, const struct subnet *);

/* subnet_meets: true if they have an address in common. */
int	 subnet_meets(const struct subnet *, const struct subnet *);

#endif
