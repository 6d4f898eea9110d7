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
 * The reason why a claim waits, for the log, `kopctl show' and `kopctl
 * explain'.
 */

#ifndef ROUTE_MAKER_OBJECT_CONFLICT_H
#define ROUTE_MAKER_OBJECT_CONFLICT_H

#include "route-maker/object/object.h"

/*
 * The maximum of log lines of each kind for one resolve_settle().  The number
 * of the other ones is logged.
 */
#define CONFLICTS_SAID	10

enum conflict_how {
	CONFLICT_NONE,		/* it does not wait */
	CONFLICT_WAITS,		/* the object is defined differently */
	CONFLICT_BLOCKED,	/* an object that it refers to waits */
	CONFLICT_RESERVED	/* the name is reserved for another container */
};

struct conflict {
	enum conflict_how	 how;
	const struct claim	*root;		/* the displaced claim of the
						   same container: this one or
						   one that it refers to; NULL:
						   not found */
	const char		*holder;	/* the container that owns the
						   name of root, or for which
						   the name is reserved; NULL:
						   not known */
	int			 reserved;	/* the name of root is
						   reserved */
	int			 apart;		/* the holder is of another
						   project */
};

/* The claim must be settled.  The result is valid until the next change. */
void		 conflict_find(struct objects *, const struct claim *,
		    struct conflict *);

/* What the holder does: "defines it differently". */
const char	*conflict_why(const struct conflict *);

/* "waits", "blocked", "reserved". */
const char	*conflict_word(enum conflict_how);

/*
 * "waits for container blog"; or why it is blocked or reserved: "its middleware
 * auth is defined differently by container blog".  The caller frees it.
 */
char		*conflict_text(const struct conflict *);

/* Logs which claims have started or stopped waiting, and empties the notes. */
void		 conflict_say(struct objects *);

#endif
