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
 * Parses Docker's event stream (Docker Engine API, "Monitor events") in pieces
 * of any size: JSON objects, one on a line or one after the other.
 */

#ifndef ROUTE_MAKER_DOCKER_EVENTS_H
#define ROUTE_MAKER_DOCKER_EVENTS_H

#include <stddef.h>
#include <stdint.h>

#include "route-maker/docker/json_scan.h"

enum docker_event_type {
	DOCKER_CONTAINER,
	DOCKER_NETWORK
};

enum docker_action {
	ACTION_START,		/* of containers */
	ACTION_DIE,
	ACTION_DESTROY,
	ACTION_HEALTH,
	ACTION_RENAME,
	ACTION_UPDATE,
	ACTION_PAUSE,
	ACTION_UNPAUSE,
	ACTION_CONNECT,		/* of networks: id is the container's */
	ACTION_DISCONNECT,
	ACTION_EXEC		/* of containers: a command in the container has
				   ended, for example a health check */
};

struct docker_event {
	enum docker_event_type	 type;
	enum docker_action	 action;
	struct hexid		 id;	/* always the container's */
	uint64_t		 time;	/* nanoseconds since the epoch */
	const char		*name;	/* the container's or network's; "": no
					   name */
	const char		*health;	/* "healthy", ...; "" if not ACTION_HEALTH */
};

struct events_callbacks {
	/* The event and its strings are valid during the call. */
	void	(*event)(void *arg, const struct docker_event *);
	/* The bytes are not an event.  The reason may have foreign bytes. */
	void	(*fault)(void *arg, const char *reason);
};

/* Private. */
struct events {
	struct json_scan		 scan;
	int				 inside;	/* an object */
	int				 skipping;	/* up to the end of the
							   line */
	const struct events_callbacks	*callbacks;
	void				*arg;
};

/* callbacks must outlive it. */
void	events_init(struct events *, const struct events_callbacks *, void *arg);
void	events_free(struct events *);

/*
 * Processes the next bytes.  Ignores events that kopd does not need.  A
 * malformed line, or one longer than EVENT_LINE_MAX, is an error.  After it the
 * next line is parsed as usual.
 */
void	events_feed(struct events *, const char *, size_t);

#endif
