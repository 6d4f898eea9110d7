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
 * Splits a JSON array of objects, in pieces of any size, into its elements.
 * Only one element is in memory.  Each is limited (ELEMENT_MAX) and balanced,
 * but not parsed.  A malformed element is reported separately.  It is an error
 * of the whole if the bytes are not an array, or if the array has no end.
 */

#ifndef ROUTE_MAKER_DOCKER_SPLIT_H
#define ROUTE_MAKER_DOCKER_SPLIT_H

#include <stddef.h>

#include "route-maker/docker/json_scan.h"

struct split_callbacks {
	/* An element's bytes, from '{' to '}', valid during the call. */
	void	(*element)(void *arg, const char *, size_t);
	/*
	 * The bytes that were kept of a malformed element, valid during the
	 * call; a static reason.
	 */
	void	(*fault)(void *arg, const char *, size_t, const char *reason);
};

enum split_state {
	SPLIT_START,		/* before '[' */
	SPLIT_FIRST,		/* an element or ']' */
	SPLIT_NEXT,		/* an element, after ',' */
	SPLIT_ELEMENT,		/* inside one */
	SPLIT_COMMA,		/* ',' or ']' */
	SPLIT_DONE,		/* after ']' */
	SPLIT_FAILED
};

/* Private except the counters. */
struct split {
	size_t				 elements;	/* valid ones */
	size_t				 faults;
	enum split_state		 state;
	struct json_scan		 scan;
	const struct split_callbacks	*callbacks;
	void				*arg;
	const char			*why;
};

/* callbacks must outlive the splitter. */
void	 split_init(struct split *, const struct split_callbacks *, void *arg);
void	 split_free(struct split *);

/* Returns 0; -1 if this is not an array of objects, and from then on always. */
int	 split_feed(struct split *, const char *, size_t);

/* After the last byte.  Returns 0 if the array is complete, else -1. */
int	 split_end(struct split *);

/* The reason why split_feed() or split_end() returned -1: static. */
const char *split_reason(const struct split *);

#endif
