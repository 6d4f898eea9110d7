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

#include <string.h>

#include "kopd/iface_found.h"

void
iface_found_add(struct iface_found *f, int family, const void *bytes)
{
	if (family == AF_INET && !f->has_in) {
		memcpy(&f->in, bytes, sizeof(f->in));
		f->has_in = (ntohl(f->in.s_addr) >> 24) != IN_LOOPBACKNET;
	}
	if (family == AF_INET6 && !f->has_in6) {
		memcpy(&f->in6, bytes, sizeof(f->in6));
		f->has_in6 = 1;
	}
}

int
iface_found_any(const struct iface_found *f)
{
	return f->has_in || f->has_in6;
}

const char *
iface_found_text(const struct iface_found *f, char *buf, size_t size)
{
	if (f->has_in)
		return inet_ntop(AF_INET, &f->in, buf, (socklen_t)size);
	return inet_ntop(AF_INET6, &f->in6, buf, (socklen_t)size);
}
