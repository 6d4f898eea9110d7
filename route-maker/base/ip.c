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

#include <arpa/inet.h>
#include <string.h>

#include "route-maker/base/ip.h"

int
ip_parse(struct ip *a, const char *text)
{
	memset(a, 0, sizeof(*a));
	if (inet_pton(AF_INET, text, a->bytes) == 1)
		a->family = AF_INET;
	else if (inet_pton(AF_INET6, text, a->bytes) == 1)
		a->family = AF_INET6;
	return a->family == 0 ? -1 : 0;
}

int
ip_equal(const struct ip *a, const struct ip *b)
{
	return a->family != 0 && a->family == b->family &&
	    memcmp(a->bytes, b->bytes, sizeof(a->bytes)) == 0;
}

int
ip_within(const struct ip *a, const struct ip *net, unsigned int bits)
{
	unsigned int	whole = bits / 8, rest = bits % 8;
	unsigned int	max = net->family == AF_INET ? 32 : 128;

	if (net->family == 0 || a->family != net->family || bits == 0 ||
	    bits > max || memcmp(a->bytes, net->bytes, whole) != 0)
		return 0;
	return rest == 0 ||
	    ((a->bytes[whole] ^ net->bytes[whole]) >> (8 - rest)) == 0;
}

const char *
ip_text(const struct ip *a, char text[INET6_ADDRSTRLEN])
{
	if (a->family == 0 ||
	    inet_ntop(a->family, a->bytes, text, INET6_ADDRSTRLEN) == NULL)
		*text = '\0';
	return text;
}

int
ip_is_any(const struct ip *a)
{
	static const uint8_t	zero[sizeof(a->bytes)];

	return a->family != 0 && memcmp(a->bytes, zero, sizeof(zero)) == 0;
}

int
ip_is_loopback(const struct ip *a)
{
	static const uint8_t	v6[sizeof(a->bytes)] = { [15] = 1 };

	return (a->family == AF_INET && a->bytes[0] == 127) ||
	    (a->family == AF_INET6 && memcmp(a->bytes, v6, sizeof(v6)) == 0);
}
