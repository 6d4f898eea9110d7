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
 * Reads a request for metrics: HTTP/1.0 or HTTP/1.1 (RFC 9112), GET or HEAD of
 * /metrics.  The request is foreign input.
 */

#ifndef KOPCTL_METRICS_REQUEST_H
#define KOPCTL_METRICS_REQUEST_H

#include <stddef.h>

#include "kopctl/metrics/format.h"

/* The maximum of bytes of a request, with its headers. */
#define REQUEST_MAX	8192

struct scrape {
	int			 status;	/* 200, 400, 404, 405 */
	int			 head;		/* only the headers are wanted */
	enum format	 format;
};

/*
 * request_complete: true if the bytes have the empty line that ends a request.
 *
 * request_parse: parses such bytes; also others, which are malformed.
 */
int	 request_complete(const char *, size_t len);
void	 request_parse(const char *, size_t len, struct scrape *);

#endif
