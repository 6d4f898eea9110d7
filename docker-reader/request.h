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
 * All requests of docker-reader to Docker: seven constant requests of HTTP/1.0,
 * so that the answer ends with the connection and has no chunks.  Their only
 * variable parts are container ids and a time, which docker-reader formats from
 * binary fields.
 */

#ifndef DOCKER_READER_REQUEST_H
#define DOCKER_READER_REQUEST_H

#include <stddef.h>

#include "common/messages.h"

/*
 * The HTTP request for the payload of a DOCKER_REQUEST, to be freed by the
 * caller; *len is its length and *kind what it asks for.  NULL if the payload
 * is malformed.
 */
char	*request_text(const void *, size_t, size_t *len,
	    enum docker_request *kind);

#endif
