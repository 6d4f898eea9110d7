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
 * The labels of Traefik 1.7's docker provider, and what becomes of them.
 * tools/v1.awk makes the table of v1.tsv, which explains the columns.
 */

#ifndef ROUTE_MAKER_TRANSLATE_V1_TABLE_H
#define ROUTE_MAKER_TRANSLATE_V1_TABLE_H

#include <stddef.h>
#include <stdint.h>

enum v1_type {
	V1_BOOL,
	V1_INT,
	V1_PORT,
	V1_TEXT,
	V1_LIST,
	V1_MAP,
	V1_DURATION,
	V1_UNIT,
	V1_SITE,
	V1_PATH
};

enum v1_into {
	V1_INTO_NONE,
	V1_INTO_LOST,
	V1_INTO_SETTINGS,
	V1_INTO_CODE,
	V1_INTO_BREAKER,
	V1_INTO_CHECK,
	V1_INTO_COOKIE,
	V1_INTO_BUFFERING,
	V1_INTO_CERTIFICATE,
	V1_INTO_BASIC,
	V1_INTO_DIGEST,
	V1_INTO_FORWARD,
	V1_INTO_HEADERS
};

struct v1_row {
	const char	*name;		/* below "traefik." */
	uint8_t		 segment;	/* also in a segment */
	uint8_t		 type;		/* enum v1_type */
	uint8_t		 into;		/* enum v1_into */
	const char	*field;		/* of Traefik 3; NULL: none */
	const char	*say;		/* why it has no effect; or NULL */
};

extern const struct v1_row	v1_rows[];	/* by name */
extern const size_t		v1_count;

/*
 * v1_row: the row of a name below "traefik.", also for a free step in it; NULL
 * if Traefik 1 does not read it.  The case of letters matters.
 */
const struct v1_row	*v1_row(const char *name);

/*
 * v1_segment: the length of the segment that a name below "traefik." begins
 * with: "web" of "web.frontend.rule".  Returns 0 if it is in none.  These are
 * the rules of Traefik 1 (provider/label/segment.go): the shortest segment
 * counts, and what follows is port, weight, protocol, backend or the like, or
 * begins with "frontend.".
 */
size_t			 v1_segment(const char *name);

/* v1_known: the row of a name, in a segment or not; NULL if there is none. */
const struct v1_row	*v1_known(const char *name);

#endif
