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
 * The client of the gate: reads from descriptor 0, and writes to descriptor 1.
 * Both may be one socket, or two pipes, blocking or not.
 */

#ifndef DOCKER_READER_GATE_CLIENT_H
#define DOCKER_READER_GATE_CLIENT_H

#include <sys/types.h>

#include <stddef.h>

/* Seconds in which the whole request must arrive. */
#define GATE_SECONDS	5

/* Seconds in which a client must read a part of an answer. */
#define GATE_STALL_SECONDS	60

/*
 * Runs before anything else.  A closed standard descriptor becomes /dev/null,
 * and so does standard error if it is the connection of the client (inetd);
 * other descriptors are closed.  On TCP, a client that disconnects without a
 * packet is noticed.
 */
void	 client_begin(void);

/*
 * Reads up to an empty line, at most size bytes; *len is the number of bytes.
 * Returns NULL, or why they are not a request (static).
 */
const char *client_ask(char *, size_t size, size_t *len);

/*
 * Writes all len bytes; waits for a slow client.  Returns -1 if the client has
 * disconnected, or reads nothing for GATE_STALL_SECONDS.
 */
int	 client_tell(const void *, size_t len);

/* Sets that limit in milliseconds; client_begin() sets the default. */
void	 client_limit(int ms);

/*
 * Reads and drops further bytes of the client until it disconnects, at most for
 * GATE_SECONDS.  If a TCP connection is closed with unread bytes, it is reset,
 * and the client may lose the answer.
 */
void	 client_drain(void);

/*
 * The state of descriptor 0 after the request, once it is readable: 1 if it has
 * bytes, 0 at its end, -1 if neither.
 */
int	 client_more(void);

#endif
