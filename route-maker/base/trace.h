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
 * The decisions between a container's labels and its routes, with reasons, for
 * `kopctl explain'.  The code that decides calls trace().  Without such a
 * request the trace is NULL, and a call costs one comparison.
 */

#ifndef ROUTE_MAKER_BASE_TRACE_H
#define ROUTE_MAKER_BASE_TRACE_H

#include <sys/queue.h>

struct arena;

enum trace_kind {
	TRACE_STEP,		/* the subject; the decision, and why */
	TRACE_REFUSED,		/* ""; why the container is ignored */
	TRACE_SEEN,		/* a decoded label */
	TRACE_USED,		/* a label without a key of its own; its use */
	TRACE_IGNORED		/* a label; why it has no effect */
};

struct trace_entry {
	STAILQ_ENTRY(trace_entry)	 entry;
	enum trace_kind			 kind;
	const char			*subject;
	const char			*text;
};

struct trace {
	struct arena			*arena;
	STAILQ_HEAD(, trace_entry)	 entries;	/* as added */
};

/* Entries live as long as the arena. */
void	 trace_init(struct trace *, struct arena *);

/* Copies the subject.  Does nothing if the trace is NULL. */
void	 trace(struct trace *, enum trace_kind, const char *subject,
	    const char *, ...) __attribute__((__format__ (printf, 4, 5)));

/*
 * The same for a trace that is not NULL, and for a string that lives as long as
 * the trace's arena.
 */
void	 trace_append(struct trace *, enum trace_kind, const char *subject,
	    const char *text);

#endif
