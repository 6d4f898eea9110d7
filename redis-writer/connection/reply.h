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
 * Redis' replies: hiredis' reader behind ceilings, a view that never trusts
 * their shape, and what a fault of Redis' means to an operator.
 */

#ifndef REDIS_WRITER_CONNECTION_REPLY_H
#define REDIS_WRITER_CONNECTION_REPLY_H

#include <sys/types.h>

#include <stddef.h>

#include <hiredis/hiredis.h>

/* Bytes of one reply: 500 definitions of 64 kB each come at once. */
#define REPLY_BYTES_MAX		(64 * 1024 * 1024)

/* Elements of one reply, in all: HKEYS of a host with 65536 containers. */
#define REPLY_ELEMENTS_MAX	(1024 * 1024)

/*
 * Arrays within arrays, the outermost one included: script_hosts() needs 3.
 * hiredis 1.0 to 1.4 read any depth, and freeReplyObject() is recursive.
 */
#define REPLY_DEPTH_MAX		8

struct reply_reader;

/* Out of memory is fatal(). */
struct reply_reader	*reply_reader_new(void);
void			 reply_reader_free(struct reply_reader *);

/*
 * reply_feed: takes bytes as they come.  Returns NULL, or why the other end
 * is no use any more.  The text is good until the next call.
 */
const char		*reply_feed(struct reply_reader *, const void *, size_t);

/*
 * reply_next: the next whole reply, to be freed by freeReplyObject(); NULL
 * when none is complete, or, with *fault set as above, none will be.
 */
redisReply		*reply_next(struct reply_reader *, const char **fault);

/* True when nothing was read yet. */
int			 reply_nothing(const struct reply_reader *);
/* Bytes of a reply that has not come to its end. */
size_t			 reply_pending(const struct reply_reader *);

/* The element, or NULL where there is none: all functions take that. */
const redisReply	*reply_at(const redisReply *, size_t);
size_t			 reply_count(const redisReply *);

/* A string's or status' text; "" for anything else. */
const char		*reply_text(const redisReply *);

/* A number, also one in a string; -1 for anything else and below 0. */
long long		 reply_number(const redisReply *);

/* An error's text, or NULL for what is no error. */
const char		*reply_error(const redisReply *);

/* What a fault means for the connection. */
enum reply_fault {
	REPLY_REFUSED,		/* asked wrongly: an operator has to act */
	REPLY_NO_SCRIPT,	/* load the scripts again */
	REPLY_ABORTED		/* EXECABORT: a queued command was refused */
};

/*
 * reply_explain: one line for an error of Redis': what is the matter and
 * what to do.  The text is static and good until the next call.
 */
const char		*reply_explain(const char *error);
enum reply_fault	 reply_fault(const char *error);

/*
 * The reply to one command, good during the call; NULL: none will come, since
 * the connection ended or there was none.  Called in the order of the
 * commands, by the event loop: never within connection_send(),
 * connection_close() or connection_fail(), after down(), and before any reply
 * of the next connection.
 */
typedef void	(*reply_handler)(void *, const redisReply *);

#endif
