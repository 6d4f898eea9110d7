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
 * What the result of a request is: its answer is whole, or it is refused, or
 * there is an error.  An error is logged once and then counted, until an answer
 * is whole again.
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
 * The result of an exchange that has ended; with RESULT_ERROR *why says what
 * the error is.  It may hold foreign bytes, and is valid until the exchange
 * begins anew.
 */
enum result	 result_of(struct exchange *, enum docker_end, int error,
		    const char **why);

/*
 * These log a change, and tell kopctl whether kopd waits for the engine.
 *
 * result_good: the answer has use.
 * result_forget: the last error is not one any more, and nothing is logged.
 * result_error: the answer has no use, for that reason.  endpoint is where the
 * engine is.
 * result_refused: the request is refused, and kopd cannot do without.
 * result_note: logs this line; kopd does not wait for the engine.
 */
void		 result_good(struct exchange *);
void		 result_forget(struct exchange *);
void		 result_error(struct exchange *, const char *why,
		    const char *endpoint);
void		 result_refused(struct exchange *);
void		 result_note(struct exchange *, const char *line);

#endif
