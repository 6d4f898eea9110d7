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
 * The result of a request: its answer is complete, the request is refused, or
 * there is an error.  An error is logged once and then counted, until an answer
 * is complete again.
 */

#ifndef ROUTE_MAKER_DOCKER_RESULT_H
#define ROUTE_MAKER_DOCKER_RESULT_H

#include "common/messages.h"
#include "route-maker/docker/exchange.h"

enum result {
	RESULT_WHOLE,
	RESULT_REFUSED,		/* 401, 403, 404, 405: a proxy's filter */
	RESULT_TOO_LONG,	/* the request has too many ids for a proxy */
	RESULT_ERROR
};

/*
 * The result of an exchange that has ended.  With RESULT_ERROR, *why is the
 * error.  It may have foreign bytes, and is valid until the exchange begins
 * again.
 */
enum result	 result_of(struct exchange *, enum docker_end, int error,
		    const char **why);

/*
 * These log a change.  They also set whether kopd waits for the engine, for
 * `kopctl show'.
 *
 * result_good: the answer can be used.
 * result_forget: the last error does not matter any more; logs nothing.
 * result_error: the answer cannot be used, for that reason.  endpoint is the
 * engine's.
 * result_refused: the request is refused, and kopd needs its answer.
 * result_note: logs this line; kopd does not wait for the engine.
 */
void		 result_good(struct exchange *);
void		 result_forget(struct exchange *);
void		 result_error(struct exchange *, const char *why,
		    const char *endpoint);
void		 result_refused(struct exchange *);
void		 result_note(struct exchange *, const char *line);

#endif
