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
 * An answer of a process, item by item: those of `kopctl show', `show hosts'
 * and `explain'.
 */

#ifndef COMMON_ITEM_H
#define COMMON_ITEM_H

#include "common/bounds.h"
#include "common/record.h"

enum item_type {
	ITEM_STRING,
	ITEM_NUMBER,		/* decimal, of 64 bits; or "": there is none */
	ITEM_TIME		/* the same: seconds since 1970 */
};

/*
 * After a state for the operator, such as "connected for 3 s", the item with
 * this at the end of its name has a word of a documented set for programs.
 */
#define ITEM_WORD	".word"

/*
 * Items are a tree, in which an item comes before those below it: depth 0 is
 * the top, and an item of depth n + 1 belongs to the last item of depth n.
 */
#define ITEM_DEPTH_MAX	3

/*
 * Bytes of a name and of a value; both fit into a message.  A name may be that
 * of an object with a key, and a value that of a label.
 */
#define ITEM_NAME_MAX	(4 * 1024)
#define ITEM_VALUE_MAX	LABEL_VALUE_MAX

/* Bytes of the smallest item on the wire. */
#define ITEM_BYTES_MIN	10

struct item {
	unsigned int	 depth;
	enum item_type	 type;
	const char	*name;
	const char	*value;
};

/*
 * item_write: adds u8 depth, u8 type, string name, string value.  A name or
 * value that is too long is truncated, and NULL is "".
 */
void	 item_write(struct record *, const struct item *);

/*
 * item_read: the rest of the message is an item.  Returns 0 and fills *item;
 * its strings are in *memory, which the caller frees.  Returns -1, with *memory
 * NULL, if the message is malformed, or its depth, type, length or number is
 * invalid.
 */
int	 item_read(struct record_reader *, struct item *, char **memory);

/*
 * A value for an ITEM_NUMBER from a foreign string: the string itself if it is
 * a number from 0 up, else "".
 */
const char *item_count(const char *);

#endif
