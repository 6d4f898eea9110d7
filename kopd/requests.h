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

/* The requests of kopctl(8), and the answers. */

#ifndef KOPD_REQUESTS_H
#define KOPD_REQUESTS_H

#include "kopd/kopd.h"

/*
 * Clients at the same time: an operator and some monitors.  One more is
 * reserved for root, so that members of the group _kopd cannot lock root out.
 * One user has at most half of the places, except for root, so that a member of
 * the group cannot lock other members out.
 */
#define REQUEST_CLIENTS		16
#define REQUEST_CLIENTS_OF_USER	(REQUEST_CLIENTS / 2)

/*
 * Seconds that a client may be connected without a complete request, or
 * without reading an answer.  kopctl(8) asks as soon as it has connected, and
 * ends as soon as it has read.  Both take milliseconds, and on an overloaded
 * machine less time than a child has for an answer (QUERY_SECONDS).
 */
#define REQUEST_IDLE_SECONDS	5

/*
 * request_client: adds a client of a struct kopd, and owns its fd.  Returns -1
 * if there are too many clients, after sending the client this reason and
 * closing fd.
 */
int	 request_client(void *kopd, int fd);

/* requests_end_watching: ends the answers to `kopctl watch' with this error. */
void	 requests_end_watching(const char *error);

/* requests_drop_all: disconnects all clients. */
void	 requests_drop_all(void);

/* request_dump: logs what `kopctl show' shows, after SIGUSR1. */
void	 request_dump(struct kopd *);

#endif
