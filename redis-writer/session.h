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
 * The session with Redis: from a connection to a lease to a common state.
 *
 *   IDLE -open-> AWAY -up-> GREETING -ask-> HELLO -granted-> GRANTED
 *                                           |   |               |
 *                                         taken synced       compare
 *                                           v   v               v
 *                                     REFUSED   RUNNING <-synced- RESYNC
 *                                               |
 *                                            withdraw
 *                                               v
 *                                         WITHDRAWING -withdrawn-> WITHDRAWN
 *
 * REFUSED asks again at each heartbeat and goes on as HELLO does.  RUNNING goes
 * back to HELLO when Redis has forgotten this host, or has what somebody else
 * wrote; WITHDRAWING does when the withdrawal fails.  HELLO leads straight to
 * RUNNING when Redis still has what this host wrote last.
 * In all phases, close leads to IDLE, and open and down lead to AWAY.  In all
 * phases with a connection, taken and lost lead to REFUSED, and a missing
 * script leads to GREETING.  A host that is withdrawn goes from GREETING to
 * WITHDRAWN.  session.c has the table.
 */

#ifndef REDIS_WRITER_SESSION_H
#define REDIS_WRITER_SESSION_H

#include <hiredis/hiredis.h>

#include "redis-writer/event.h"

struct writer;

/* Who decides what comes next is told of these. */
struct session_hooks {
	/* The replies of one read were delivered. */
	void	(*replied)(struct writer *);
	/* The connection broke, or did not come about. */
	void	(*down)(struct writer *, const char *why);
};

/* The hooks must last as long as the session.  Out of memory is fatal(). */
void	 session_init(struct writer *, const struct session_hooks *);
/* Closes the connection, whose handlers are called. */
void	 session_free(struct writer *);

/*
 * Sets the phase by the table; nothing else does.  Returns 1, or 0 if the
 * event means nothing in this phase.
 */
int	 session_event(struct writer *, enum session_event);
/* True once after each change of the phase. */
int	 session_entered(struct writer *);

/* Connects, at once and from now on; or closes and stays closed. */
void	 session_open(struct writer *);
void	 session_close(struct writer *);
/* The same under another name or with another Redis. */
void	 session_rename(struct writer *);
/* Asks for the lease again, or for the first time. */
void	 session_ask(struct writer *);
/* It is not known what Redis has of ours: the next ask compares all of it. */
void	 session_forget(struct writer *);
/* Redis does what it should. */
void	 session_proven(struct writer *);
/* True for some seconds after a connect: no other host counts as expired. */
int	 session_grace(const struct writer *);
/* True once after Redis had lost some of what tells whose the routes are. */
int	 session_is_incomplete(struct writer *);

/*
 * session_answer: classifies a reply to a script.  The session acts on errors
 * and on a lost lease; the rest is returned to the caller: OK, SEQ, FIRST,
 * ALIVE, FORMAT, TAKEN or OTHER, and NONE where there is nothing left to do.
 */
enum session_event session_answer(struct writer *, const redisReply *);
/* The same where a script answers OK or nothing else: true for OK. */
int	 session_ok(struct writer *, const redisReply *);
/* Ends the connection, because no script of ours gives such a reply. */
void	 session_unknown(struct writer *);

#endif
