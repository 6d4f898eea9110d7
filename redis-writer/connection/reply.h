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
 * Replies of Redis: the reader of hiredis with limits, access functions that
 * accept replies of any shape, and explanations of Redis' errors for an
 * operator.
 */

#ifndef REDIS_WRITER_CONNECTION_REPLY_H
#define REDIS_WRITER_CONNECTION_REPLY_H

#include <sys/types.h>

#include <stddef.h>

#include <hiredis/hiredis.h>

/* Limit of one reply in bytes: 500 definitions of 64 kB each fit in. */
#define REPLY_BYTES_MAX		(64 * 1024 * 1024)

/*
 * Limit of the elements in one reply: HKEYS of a host with 65536 containers
 * fits in.
 */
#define REPLY_ELEMENTS_MAX	(1024 * 1024)

/*
 * Limit of arrays within arrays, with the outermost one.  script_hosts() needs
 * 3.  hiredis 1.0 to 1.4 read any depth, and freeReplyObject() is recursive.
 */
#define REPLY_DEPTH_MAX		8

struct reply_reader;

/* Out of memory is fatal(). */
struct reply_reader	*reply_reader_new(void);
void			 reply_reader_free(struct reply_reader *);

/*
 * reply_feed: takes bytes as they arrive.  Returns NULL, or the reason to
 * disconnect.  The string is valid until the next call.
 */
const char		*reply_feed(struct reply_reader *, const void *, size_t);

/*
 * reply_next: returns the next complete reply; free it with freeReplyObject().
 * Returns NULL if there is none.  Then it sets the second argument to NULL, or
 * to the reason to disconnect, as above.
 */
redisReply		*reply_next(struct reply_reader *, const char **fault);

/* True before the first byte was read. */
int			 reply_nothing(const struct reply_reader *);
/* Returns the bytes of an incomplete reply. */
size_t			 reply_pending(const struct reply_reader *);

/*
 * Returns the element, or NULL if it does not exist.  All functions accept
 * NULL.
 */
const redisReply	*reply_at(const redisReply *, size_t);
size_t			 reply_count(const redisReply *);

/* Returns a string or status; "" for any other type. */
const char		*reply_text(const redisReply *);

/*
 * Returns the bytes of reply_text(), which may contain NULs.  The member len
 * of an error is that of another string.
 */
size_t			 reply_length(const redisReply *);

/*
 * Returns a number, also from a string; -1 for any other type and for negative
 * ones.
 */
long long		 reply_number(const redisReply *);

/* Returns the message of an error, or NULL if the reply is no error. */
const char		*reply_error(const redisReply *);

/* What an error means for the connection. */
enum reply_fault {
	REPLY_REFUSED,		/* the operator must correct something */
	REPLY_NO_SCRIPT,	/* load the scripts again */
	REPLY_ABORTED		/* Redis rejected a queued command */
};

/*
 * reply_explain: returns one line for an error of Redis: what it means and
 * what to do.  The string is static and valid until the next call.
 */
const char		*reply_explain(const char *error);
enum reply_fault	 reply_fault(const char *error);

/*
 * Handles the reply to one command.  The reply is valid during the call; NULL
 * means that none will arrive, because there is no connection.  The event loop
 * calls the handlers, in the order of the commands: never within
 * connection_send(), connection_close() or connection_fail(), after down(),
 * and before any reply of the next connection.
 */
typedef void	(*reply_handler)(void *, const redisReply *);

#endif
