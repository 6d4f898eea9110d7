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
 * What comes of an answer: it is whole, or it is refused, or there is a fault,
 * which is said once and then counted, until an answer is whole again.
 */

#ifndef ROUTE_MAKER_DOCKER_VERDICT_H
#define ROUTE_MAKER_DOCKER_VERDICT_H

#include "common/messages.h"
#include "route-maker/docker/exchange.h"

enum verdict {
	VERDICT_WHOLE,
	VERDICT_REFUSED,	/* 401, 403, 404, 405: a proxy's filter */
	VERDICT_TOO_LONG,	/* a request that something does not take in
				   this length: see verdict_shorter() */
	VERDICT_FAULT
};

/*
 * What the answer was, now that it has ended; with VERDICT_FAULT *why says
 * what is wrong.  It may hold foreign bytes, and is valid until the exchange
 * begins anew.
 */
enum verdict	 verdict_of(struct exchange *, enum docker_end, int error,
		    const char **why);

/* Why the engine is waited for, for `kopctl show'; NULL: it is not. */
void		 verdict_waiting(struct engine *, const char *why);

/* The answer is of use. */
void		 verdict_good(struct exchange *);

/* What was said of the last answer is no fault any more, and not over. */
void		 verdict_forget(struct exchange *);

/*
 * The answer is of no use, for that reason: what there was stays as it is, and
 * the engine is asked again a little later.
 */
void		 verdict_fail(struct exchange *, const char *why);

/* The same where the request is refused. */
void		 verdict_refused(struct exchange *);

/*
 * verdict_say: says a line that stands for itself, once; nothing is asked
 * later for its sake.
 */
void		 verdict_say(struct exchange *, const char *line);

/*
 * The request was too long: from now on half as many ids are asked for at a
 * time.  Returns -1 where it was one id already: then it was no matter of
 * length.
 */
int		 verdict_shorter(struct exchange *);

#endif
