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
 * REFUSED asks again at each heartbeat and continues like HELLO.  RUNNING goes
 * back to HELLO when Redis has lost this host, or has the data of another
 * client; WITHDRAWING does so when the withdrawal fails.  HELLO leads directly
 * to RUNNING when Redis still has the last change of this host.
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

/* Reports to the schedule. */
struct session_hooks {
	/* The handlers of all replies of one read have run. */
	void	(*replied)(struct writer *);
	/* The connection broke, or connecting failed. */
	void	(*down)(struct writer *, const char *why);
};

/* The hooks must outlast the session.  Out of memory is fatal(). */
void	 session_init(struct writer *, const struct session_hooks *);
/* Closes the connection and calls its handlers. */
void	 session_free(struct writer *);

/*
 * Sets the phase by the table.  Nothing else sets it.  Returns 1, or 0 if the
 * event has no meaning in this phase.
 */
int	 session_event(struct writer *, enum session_event);
/* True once after each change of the phase. */
int	 session_entered(struct writer *);

/*
 * session_open: connects now, and after each disconnect.  session_close:
 * disconnects and stays disconnected.
 */
void	 session_open(struct writer *);
void	 session_close(struct writer *);
/* Disconnects and connects, with another hostname or another Redis. */
void	 session_rename(struct writer *);
/* Asks for the lease, also if this host has it. */
void	 session_ask(struct writer *);
/*
 * The state no longer knows what Redis has.  The next ask compares everything.
 */
void	 session_forget(struct writer *);
/* True in the phases in which this host has the lease and may write. */
int	 session_holds(const struct writer *);
/* Redis works. */
void	 session_proven(struct writer *);
/*
 * True for some seconds after a connect, in which no other host counts as
 * expired.
 */
int	 session_grace(const struct writer *);
/* True once after Redis lost some of kopd's own keys. */
int	 session_is_incomplete(struct writer *);

/*
 * session_answer: classifies a reply to a script.  The session itself acts on
 * errors and on a lost lease.  Returns the rest to the caller: OK, SEQ, FIRST,
 * ALIVE, FORMAT, TAKEN or OTHER; or NONE if the caller has nothing to do.
 */
enum session_event session_answer(struct writer *, const redisReply *);
/* The same for a script that answers only OK.  True for OK. */
int	 session_ok(struct writer *, const redisReply *);
/* Disconnects, because our scripts do not give such a reply. */
void	 session_unknown(struct writer *);

#endif
