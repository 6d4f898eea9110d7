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
#include <stdlib.h>
#include <string.h>

#include "policy/subnet.h"

#define MAPPED		"\0\0\0\0\0\0\0\0\0\0\377\377"
#define MAPPED_LEN	12

static int
read_bits(const char *s, int most)
{
	const char	*why;
	int		 bits;

	if (*s == '\0' || strlen(s) > 3 ||
	    strspn(s, "0123456789") != strlen(s))
		return -1;
	bits = (int)strtonum(s, 0, most, &why);
	return why == NULL ? bits : -1;
}

static int
bit(const uint8_t *bytes, int i)
{
	return bytes[i / 8] >> (7 - i % 8) & 1;
}

static int
is_clear(const struct subnet *n, int most)
{
	int	 i;

	for (i = n->bits; i < most; i++)
		if (bit(n->bytes, i))
			return 0;
	return 1;
}

static void
unmap(struct subnet *n)
{
	if (n->family != AF_INET6 || n->bits < 8 * MAPPED_LEN ||
	    memcmp(n->bytes, MAPPED, MAPPED_LEN) != 0)
		return;
	memmove(n->bytes, n->bytes + MAPPED_LEN, 4);
	memset(n->bytes + 4, 0, MAPPED_LEN);
	n->family = AF_INET;
	n->bits -= 8 * MAPPED_LEN;
}

int
subnet_parse(struct subnet *n, const char *s)
{
	char		 address[INET6_ADDRSTRLEN];
	const char	*slash = strchr(s, '/');
	size_t		 len = slash == NULL ? strlen(s) : (size_t)(slash - s);
	int		 most;

	if (len >= sizeof(address))
		return -1;
	memcpy(address, s, len);
	address[len] = '\0';
	memset(n, 0, sizeof(*n));
	n->family = strchr(address, ':') == NULL ? AF_INET : AF_INET6;
	most = n->family == AF_INET ? 32 : 128;
	if (inet_pton(n->family, address, n->bytes) != 1)
		return -1;
	n->bits = slash == NULL ? most : read_bits(slash + 1, most);
	if (n->bits == -1 || !is_clear(n, most))
		return -1;
	unmap(n);
	return 0;
}

static int
same_prefix(const struct subnet *a, const struct subnet *b, int bits)
{
	int	 i;

	if (a->family != b->family ||
	    memcmp(a->bytes, b->bytes, (size_t)bits / 8) != 0)
		return 0;
	for (i = bits & ~7; i < bits; i++)
		if (bit(a->bytes, i) != bit(b->bytes, i))
			return 0;
	return 1;
}

int
subnet_has(const struct subnet *n, const struct subnet *other)
{
	return n->bits <= other->bits && same_prefix(n, other, n->bits);
}

int
subnet_meets(const struct subnet *n, const struct subnet *other)
{
	return same_prefix(n, other,
	    n->bits < other->bits ? n->bits : other->bits);
}
