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
 * The events of a session with Redis: replies, as answer.c classifies them,
 * and the reports of the connection and of the jobs.
 */

#ifndef REDIS_WRITER_EVENT_H
#define REDIS_WRITER_EVENT_H

enum session_event {
	/* Replies: the caller acts on these. */
	EVENT_NONE,		/* no reply, because the connection ended */
	EVENT_OK,
	EVENT_SEQ,		/* Redis does not have our last change */
	EVENT_FIRST,		/* other objects must be paused first */
	EVENT_ALIVE,		/* the other host has a lease */
	EVENT_TAKEN,		/* another kopd has the lease */
	EVENT_FORMAT,		/* kopd's own keys have another layout */
	EVENT_OTHER,		/* another word */

	/* Replies: the session acts on these. */
	EVENT_ERROR,
	EVENT_ABORTED,		/* a command in the transaction failed */
	EVENT_NO_SCRIPT,	/* Redis does not have our scripts */
	EVENT_LOST,		/* another kopd took the lease from us */
	EVENT_FORGOTTEN,	/* Redis does not know this host */

	/* The connection, and the progress on it. */
	EVENT_OPEN,		/* connects now, and after each disconnect */
	EVENT_CLOSE,
	EVENT_UP,		/* connected */
	EVENT_DOWN,		/* disconnected, or connecting failed */
	EVENT_ASK,		/* asks for the lease */
	EVENT_GRANTED,		/* has the lease */
	EVENT_COMPARE,		/* compares the whole state with Redis */
	EVENT_SYNCED,		/* the state knows what Redis has */
	EVENT_WITHDRAW,		/* this host is being withdrawn */
	EVENT_WITHDRAWN,	/* it is withdrawn */
	SESSION_EVENTS
};

#endif
