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
 * A request to the engine, through docker-reader, until the last byte of its
 * answer.
 */

#ifndef ROUTE_MAKER_DOCKER_EXCHANGE_H
#define ROUTE_MAKER_DOCKER_EXCHANGE_H

#include <sys/queue.h>

#include <stddef.h>
#include <stdint.h>

#include "common/messages.h"
#include "common/peer.h"
#include "common/record.h"
#include "route-maker/docker/http.h"
#include "route-maker/docker/split.h"

SLIST_HEAD(exchanges, exchange);

/* The connection to docker-reader, which all exchanges share. */
struct channel {
	struct exchanges exchanges;	/* that may send requests */
	struct peer	*reader;	/* NULL: disconnected, or not to be used
					   yet */
	uint32_t	 last_id;	/* of a request */
	char		*waiting;	/* why kopd waits for the engine; NULL:
					   it does not wait */
};

struct exchange {
	SLIST_ENTRY(exchange)	 entry;
	struct channel		*channel;
	const char		*what;		/* for the log */
	const char		*allow;		/* what a proxy has to permit */
	enum docker_request	 kind;
	uint32_t		 id;		/* 0: not under way */
	uint32_t		 owed;		/* bytes to be credited */
	struct http		 http;
	struct split		 split;		/* of a list */
	int			 failed;	/* too long, or not an array */
	char			*error;		/* the last one; NULL: none */
	char			*body;		/* of exchange_begin() */
	size_t			 body_len;
};

/* What a proxy must permit: "/events", "EVENTS". */
#define EXCHANGE_ALLOW(path, variable)					\
	path " (" variable "=1 in docker-socket-proxy, -allowGET=" path	\
	" in socket-proxy)"

/* channel_free: frees its members.  The owners of its exchanges free those. */
void		 channel_init(struct channel *);
void		 channel_free(struct channel *);

/* Copies why.  NULL: kopd does not wait for the engine. */
void		 channel_waiting(struct channel *, const char *why);

/* The exchange of that request if it is under way, or NULL. */
struct exchange	*channel_find(struct channel *, uint32_t id);

/*
 * what and allow must outlive it: "Docker's events", EXCHANGE_ALLOW(...).
 * allow is NULL if the engine may refuse the request without an error.
 */
void	 exchange_init(struct exchange *, struct channel *,
	    enum docker_request, const char *what, const char *allow);
void	 exchange_free(struct exchange *);

/* True for lists of containers. */
int	 exchange_is_list(const struct exchange *);

/*
 * These send the request; channel->reader must not be NULL.  The record is the
 * message: the kind, and the fields of that kind (messages.h).
 *
 * exchange_begin: keeps the body of the answer, up to ELEMENT_MAX bytes.  Its
 * message has only the kind.
 * exchange_begin_stream: passes each piece of the body on.
 * exchange_begin_list: splits the body into the elements of an array.  The
 * caller frees split when the exchange has ended.
 */
void	 exchange_begin(struct exchange *);
void	 exchange_begin_stream(struct exchange *, struct record *,
	    http_body_fn, void *arg);
void	 exchange_begin_list(struct exchange *, struct record *,
	    const struct split_callbacks *, void *arg);

/*
 * exchange_credit: grants credit for so many processed bytes of the answer.
 * exchange_cancel: stops the rest of the answer; the caller ends the exchange.
 */
void	 exchange_credit(struct exchange *, size_t);
void	 exchange_cancel(struct exchange *);

#endif
