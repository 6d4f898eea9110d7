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
#include <sys/syscall.h>

#include <unistd.h>

#include "common/names_system.h"

static int	connected;

/*
 * Replaces sendto(2) of the C library, also for libevent: evdns sends each
 * question with an address, although its socket is already connected to it.
 * The sandbox cannot check an address.
 */
ssize_t	 names_sendto(int, const void *, size_t, int, const struct sockaddr *,
	    socklen_t) __asm__("sendto");

ssize_t
names_sendto(int fd, const void *data, size_t len, int flags,
    const struct sockaddr *to, socklen_t to_len)
{
	if (connected) {
		to = NULL;
		to_len = 0;
	}
	return syscall(SYS_sendto, fd, data, len, flags, to, to_len);
}

void
names_system_connected(void)
{
	connected = 1;
}
