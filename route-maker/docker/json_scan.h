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
 * Finds the end of one JSON object in a stream.  It knows only strings, escapes
 * and nesting.  Then a real parser gets the object, whose size and depth are
 * limited.
 *
 * An error concerns only that object: scanning continues to its end, so that
 * the following objects are not lost.
 */

#ifndef ROUTE_MAKER_DOCKER_JSON_SCAN_H
#define ROUTE_MAKER_DOCKER_JSON_SCAN_H

#include <stddef.h>
#include <stdint.h>

#include "common/hexid.h"

/* Nesting in one object; Docker's containers reach 6. */
#define JSON_SCAN_DEPTH_MAX	64

enum json_scan_fault {
	JSON_SCAN_FINE,
	JSON_SCAN_OVERSIZED,
	JSON_SCAN_TOO_DEEP,
	JSON_SCAN_CONTROL,	/* a NUL anywhere, a control byte in a string */
	JSON_SCAN_UNBALANCED	/* a bracket does not match an open one */
};

/* Private except data, len and the kind of error. */
struct json_scan {
	const char		*data;	/* the object, when it is complete */
	size_t			 len;
	enum json_scan_fault	 fault;

	char			*buf;	/* the start of an object in pieces */
	size_t			 used;
	size_t			 size;
	size_t			 max;
	size_t			 total;	/* so far, with those not kept */
	size_t			 depth;
	uint64_t		 braces;	/* bit n: level n is an object */
	int			 in_string;
	int			 escaped;
};

/* An object of more than max bytes is JSON_SCAN_OVERSIZED. */
void	 json_scan_init(struct json_scan *, size_t max);
void	 json_scan_free(struct json_scan *);

/* Drops the current object.  The next byte is the '{' of a new one. */
void	 json_scan_begin(struct json_scan *);

/*
 * Processes bytes up to the end of the object, and returns their number.  Sets
 * *whole if they include its last brace.  Then, without an error
 * (JSON_SCAN_FINE), data and len are the object.  It is valid until the next
 * call, and as long as the bytes that were passed.
 */
size_t	 json_scan_feed(struct json_scan *, const char *, size_t, int *whole);

/* The bytes of the current object that were kept, even after an error. */
void	 json_scan_kept(const struct json_scan *, const char **, size_t *);

/*
 * json_scan_find_id: the "Id" at the top level of the bytes, which may be
 * malformed JSON.  Returns 0, or -1 if there is no "Id".
 *
 * json_scan_find_name: the same for the container's name, the first of "Names"
 * without its slash.
 */
int	 json_scan_find_id(const char *, size_t, struct hexid *);
int	 json_scan_find_name(const char *, size_t, char *name, size_t size);

/* "larger than ...", static. */
const char *json_scan_reason(enum json_scan_fault);

#endif
