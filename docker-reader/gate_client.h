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
 * Both may be one socket, or two pipes, and block or not.
 */

#ifndef DOCKER_READER_GATE_CLIENT_H
#define DOCKER_READER_GATE_CLIENT_H

#include <sys/types.h>

#include <stddef.h>

/* For the whole of a request to come. */
#define GATE_SECONDS	5

/* For a client to read some of an answer. */
#define GATE_STALL_SECONDS	60

/*
 * Before anything else: a descriptor of the standard ones that is closed
 * becomes /dev/null, and so does the one for errors where it is the client's
 * own connection (inetd); others are closed.  On TCP, a client that has
 * vanished is noticed.
 */
void	 client_begin(void);

/*
 * Reads up to an empty line, at most size bytes; *len is what came.  Returns
 * NULL, or why it is no request (static).
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
 * Reads and drops what the client still sends, until it disconnects, at most
 * GATE_SECONDS.  A TCP connection that is closed with unread bytes is reset,
 * and the client may lose the answer.
 */
void	 client_drain(void);

/*
 * What descriptor 0 has after the request, once it is readable: 1 for bytes, 0
 * where it has ended, -1 with nothing of either.
 */
int	 client_more(void);

#endif
