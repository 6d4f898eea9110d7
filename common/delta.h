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
 * What a change in Redis has done to the objects of one container, for
 * kopctl watch.  A delta is one message: CHILD_DELTA and CONTROL_DELTA.
 */

#ifndef COMMON_DELTA_H
#define COMMON_DELTA_H

#include <stdint.h>

#include "common/arena.h"
#include "common/record.h"

enum delta_kind {
	DELTA_PUBLISHED,
	DELTA_CHANGED,
	DELTA_REMOVED
};
#define DELTA_KINDS	(DELTA_REMOVED + 1)

/*
 * Limits of the objects and of the addresses in a message; more are counted.
 * With names of OBJECT_NAME_MAX bytes, they fit into MSG_PAYLOAD_MAX.
 */
#define DELTA_OBJECTS_MAX	80
#define DELTA_ADDRESSES_MAX	20

/* No event has caused it, or the time of the event is not known. */
#define DELTA_NO_LATENCY	UINT64_MAX

struct delta_object {
	enum delta_kind	 kind;
	const char	*name;		/* "http/routers/web" */
};

struct delta {
	uint64_t		 time;		/* of Redis' answer, in ms since
						   1970 */
	uint64_t		 latency;	/* ms from the event to the
						   answer */
	const char		*container;	/* its name */
	struct delta_object	 objects[DELTA_OBJECTS_MAX];
	size_t			 nobjects;
	const char		*addresses[DELTA_ADDRESSES_MAX];
	size_t			 naddresses;	/* of the servers in it */
	uint32_t		 more;		/* objects and addresses that
						   are not listed */
};

/*
 * delta_write: adds u64 time, u64 latency, string container, u32 more, u8 n
 * objects (u8 kind, string name), u8 n addresses (string).  Strings of more
 * than OBJECT_NAME_MAX bytes are truncated.
 */
void	 delta_write(struct record *, const struct delta *);

/*
 * delta_read: the rest of the message is a delta.  Returns 0 and fills *delta;
 * its strings are in the arena.  Returns -1 if the message is malformed.
 */
int	 delta_read(struct record_reader *, struct delta *, struct arena *);

/* Bytes of the smallest delta. */
#define DELTA_BYTES_MIN		26

#endif
