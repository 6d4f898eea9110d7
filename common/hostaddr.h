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
 * Addresses and names of hosts: what kopd.conf accepts, and what route-maker
 * and redis-writer accept from kopd.
 */

#ifndef COMMON_HOSTADDR_H
#define COMMON_HOSTADDR_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of a host's name in DNS (RFC 1035, 3.1, without length octets). */
#define HOSTADDR_NAME_MAX	253

/*
 * hostaddr_is_name: 1 for the name of a host: at most HOSTADDR_NAME_MAX
 * letters, digits, '-' and '_' in parts separated by dots, with or without a
 * dot at its end.  No part begins or ends with '-', and the last one has a
 * letter, because a number would look like an address.
 */
int		 hostaddr_is_name(const char *);

/*
 * hostaddr_is_address: 1 for an address, IPv6 also with a zone: no name has to
 * be resolved to connect to it.
 */
int		 hostaddr_is_address(const char *);

/*
 * Each of these returns NULL for a valid string, else the reason, which follows
 * the string in a message; static.
 *
 * hostaddr_published_fault: the address of a server for Traefik: an IPv4 or
 * IPv6 address that others can reach, or a name.
 * hostaddr_connect_fault: an address to connect to, IPv6 also with a zone
 * ("fe80::1%eth0"), or a name.
 * hostaddr_certificate_fault: the subject of a certificate: an address without
 * a zone, or a name.
 */
const char	*hostaddr_published_fault(const char *);
const char	*hostaddr_connect_fault(const char *);
const char	*hostaddr_certificate_fault(const char *);

/*
 * hostaddr_port: "redis.lan:6379", "[2001:db8::1]:6379", of a host that is
 * valid to connect to.
 */
void		 hostaddr_port(char *, size_t, const char *host, uint32_t port);

/*
 * 1 for an address of this host alone, IPv4-mapped ones too, and for the name
 * that these have (RFC 6761, 6.3): "localhost", and what ends with
 * ".localhost".
 */
int		 hostaddr_is_loopback(const char *);

#endif
