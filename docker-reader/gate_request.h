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
 * What the gate lets through: a string that request.c makes, and nothing that
 * only resembles one.
 */

#ifndef DOCKER_READER_GATE_REQUEST_H
#define DOCKER_READER_GATE_REQUEST_H

#include <stddef.h>

#include "common/messages.h"

/* Bytes of a request at most: the list of LIST_IDS_MAX ids fits. */
#define GATE_REQUEST_MAX	8192

/*
 * Takes the ids or the time out of a request of len bytes, which may be
 * anything, and makes the request of request.c from them.  Returns this
 * request, to be freed, where the request is the same byte for byte, with what
 * it asks for in *kind; else NULL.
 */
char	*gate_request(const char *, size_t len, enum docker_request *kind);

#endif
