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

/* Requests to a running kopd. */

#ifndef KOPCTL_ASK_H
#define KOPCTL_ASK_H

#include <stddef.h>
#include <stdint.h>

#include "common/msg.h"
#include "kopctl/items.h"

/*
 * ask: sends one request (enum control_message) with len bytes of payload,
 * and waits for the end of the answer.  Adds items to *answer.  Returns NULL on
 * success, else an error message; static until the next call.
 */
const char	*ask(const char *socket, uint32_t type, const void *data,
		    size_t len, struct answer *);

/*
 * The same step by step, for an answer without an end.  Errors are static until
 * the next call.
 *
 * ask_open: connects and sends the request.  Returns a stream, to be freed by
 * msg_stream_free(), or NULL and sets *error.
 *
 * ask_get: fills *msg with a message that is complete.  Returns 1; 0 if there is
 * none yet; -1 and sets *error if kopd has sent something invalid.
 *
 * ask_read: reads what kopd has sent, after poll(2).  Returns NULL, or an error.
 *
 * ask_end: the error in a CONTROL_END, or NULL.
 *
 * ask_malformed: the error for a malformed message.
 */
struct msg_stream *ask_open(const char *socket, uint32_t type,
		    const void *data, size_t len, const char **error);
int		 ask_get(struct msg_stream *, const char *socket,
		    struct msg *, const char **error);
const char	*ask_read(struct msg_stream *, const char *socket);
const char	*ask_end(const char *socket, const struct msg *);
const char	*ask_malformed(const char *socket);

#endif
