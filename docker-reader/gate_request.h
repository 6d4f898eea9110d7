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
 * The permitted requests of the gate: exactly the strings that request.c makes.
 */

#ifndef DOCKER_READER_GATE_REQUEST_H
#define DOCKER_READER_GATE_REQUEST_H

#include <stddef.h>

#include "common/messages.h"

/* The limit of a request: the list of LIST_IDS_MAX ids fits. */
#define GATE_REQUEST_MAX	8192

/*
 * Takes the ids or the time from a request of len bytes, which is not trusted,
 * and makes the request of request.c from them.  If this request is the same
 * byte for byte, returns it, to be freed, and sets *kind to what it asks for;
 * else returns NULL.
 */
char	*gate_request(const char *, size_t len, enum docker_request *kind);

#endif
