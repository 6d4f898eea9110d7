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
 * In the place of redis-writer/connection/connect.c: a connection that is
 * played.  A test answers each command, and looks at what was sent.  Included
 * once in a program.
 */

#ifndef REGRESS_LIB_FAKE_CONNECTION_H
#define REGRESS_LIB_FAKE_CONNECTION_H

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "redis-writer/connection/connect.h"

/* Commands on their way: MULTI to EXEC of two changes, scripts, a check. */
#define WAITING_MAX	64
/* Commands that one reply may cause, all handlers that it ends included. */
#define SENT_MAX	128

struct command {
	reply_handler	 handler;
	void		*arg;
};

struct connection {
	const struct connection_callbacks *cb;
	void		*arg;
	int		 open;
	int		 up;
	struct command	 waiting[WAITING_MAX];
	size_t		 n;
	struct command	 ended[WAITING_MAX + SENT_MAX];
	size_t		 nended;
};

/*
 * Defined by the program: a command was sent, the connection failed, one was
 * made.
 */
static void	on_sent(size_t argc, const char **argv, const size_t *lens);
static void	on_failed(const char *why);
static void	on_opened(struct connection *);

static unsigned int	 sent;

struct connection *
connection_new(struct event_base *base, struct resolver *resolver,
    const struct connection_callbacks *cb, void *arg)
{
	struct connection	*c = calloc(1, sizeof(*c));

	(void)base;
	(void)resolver;
	assert(c != NULL);
	c->cb = cb;
	c->arg = arg;
	on_opened(c);
	return c;
}

void
connection_close(struct connection *c)
{
	assert(c->nended + c->n <= WAITING_MAX + SENT_MAX);
	memcpy(c->ended + c->nended, c->waiting, c->n * sizeof(c->ended[0]));
	c->nended += c->n;
	c->open = c->up = 0;
	c->n = 0;
}

/* A turn of the event loop: what is not answered ends. */
static void
connection_turn(struct connection *c)
{
	size_t	i;

	for (i = 0; i < c->nended; i++)
		c->ended[i].handler(c->ended[i].arg, NULL);
	c->nended = 0;
}

void
connection_free(struct connection *c)
{
	connection_close(c);
	connection_turn(c);
	free(c);
}

void
connection_open(struct connection *c, const char *host, uint32_t port,
    const char *path, const struct tls *tls)
{
	(void)host;
	(void)port;
	(void)path;
	(void)tls;
	connection_close(c);
	c->open = 1;
}

void
connection_fail(struct connection *c, const char *why)
{
	char	*copy = strdup(why);

	assert(copy != NULL && *copy != '\0');
	connection_close(c);
	c->open = 1;
	on_failed(copy);
	c->cb->down(c->arg, copy);
	free(copy);
}

void
connection_proven(struct connection *c)
{
	assert(c->up);
}

int
connection_is_up(const struct connection *c)
{
	return c->up;
}

int
connection_is_waiting(const struct connection *c)
{
	return c->n > 0;
}

long
connection_retry_in(const struct connection *c)
{
	return c->up ? -1 : 0;
}

const char *
connection_address(const struct connection *c)
{
	(void)c;
	return "redis:6379";
}

void
connection_send(struct connection *c, reply_handler handler, void *arg,
    size_t argc, const char **argv, const size_t *lens)
{
	assert(++sent < SENT_MAX);
	if (!c->up) {
		assert(c->nended < WAITING_MAX + SENT_MAX);
		c->ended[c->nended].handler = handler;
		c->ended[c->nended++].arg = arg;
		return;
	}
	assert(c->n < WAITING_MAX);
	c->waiting[c->n].handler = handler;
	c->waiting[c->n++].arg = arg;
	on_sent(argc, argv, lens);
}

/* The command that waits the longest, which is answered now. */
static inline struct command
connection_next(struct connection *c)
{
	struct command	 cmd = c->waiting[0];

	assert(c->n > 0);
	memmove(c->waiting, c->waiting + 1, --c->n * sizeof(c->waiting[0]));
	return cmd;
}

/* It is connected, if it is opened. */
static inline void
connection_rise(struct connection *c)
{
	if (c->up || !c->open)
		return;
	c->up = 1;
	c->cb->up(c->arg);
}

#endif
