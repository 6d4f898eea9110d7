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
 * A question to the engine by way of docker-reader, from its request to the
 * last byte of its answer.
 */

#ifndef ROUTE_MAKER_DOCKER_EXCHANGE_H
#define ROUTE_MAKER_DOCKER_EXCHANGE_H

#include <stddef.h>
#include <stdint.h>

#include "common/messages.h"
#include "route-maker/docker/http.h"
#include "route-maker/docker/idset.h"
#include "route-maker/docker/split.h"

struct engine;

struct exchange {
	struct engine		*engine;
	const char		*what;		/* for the log */
	const char		*allow;		/* what a proxy has to permit */
	enum docker_request	 kind;
	uint32_t		 id;		/* 0: none is under way */
	uint32_t		 owed;		/* bytes to be credited */
	struct http		 http;
	struct split		 split;		/* of a list */
	int			 failed;	/* too long, or no array */
	char			*fault;		/* the last one; NULL: none */
	char			*body;		/* of INFO and VERSION */
	size_t			 body_len;

	/*
	 * A list of an engine that does not list health is asked for in two
	 * requests: first those whose health check does not say healthy.
	 */
	int			 asks_health;	/* that is under way */
	struct idset		 unhealthy;
};

/*
 * what and allow must last: "Docker's events", "/events (...)".  allow is NULL
 * where a refusal is no fault.
 */
void	 exchange_init(struct exchange *, struct engine *,
	    enum docker_request, const char *what, const char *allow);
void	 exchange_free(struct exchange *);

/* Sends the request; engine->reader must not be NULL. */
void	 exchange_begin(struct exchange *);

/* True for lists of containers. */
int	 exchange_is_list(const struct exchange *);

/*
 * exchange_credit: so many bytes of the answer were consumed.
 * exchange_cancel: no more of it is wanted; the caller ends the exchange.
 */
void	 exchange_credit(struct exchange *, size_t);
void	 exchange_cancel(struct exchange *);

#endif
