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

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "common/hexid.h"
#include "common/record.h"
#include "docker-reader/gate_request.h"
#include "docker-reader/request.h"

/* What is around each id, and before the time, in request.c's strings. */
#define QUOTE		"%22"
#define SINCE		"&since="

#define QUOTE_LEN	(sizeof(QUOTE) - 1)
#define SINCE_LEN	(sizeof(SINCE) - 1)

_Static_assert(GATE_REQUEST_MAX >= LIST_IDS_MAX *
    (HEXID_DIGITS + 3 * QUOTE_LEN) + 512, "a list of ids is too long");

/* The parts of a request that vary, at any place in it. */
struct asked {
	struct hexid	 ids[LIST_IDS_MAX];
	size_t		 nids;
	uint64_t	 seconds;
	uint32_t	 nanoseconds;
};

/* The parts after the kind in a DOCKER_REQUEST (messages.h). */
enum shape {
	NOTHING,
	IDS,
	TIME,
	SHAPES
};

/* An id with its quotes at p. */
static int
id_at(const char *p, size_t left, struct hexid *id)
{
	return left >= HEXID_DIGITS + 2 * QUOTE_LEN &&
	    memcmp(p, QUOTE, QUOTE_LEN) == 0 &&
	    hexid_parse(id, p + QUOTE_LEN, HEXID_DIGITS) == 0 &&
	    memcmp(p + QUOTE_LEN + HEXID_DIGITS, QUOTE, QUOTE_LEN) == 0;
}

static void
find_ids(struct asked *a, const char *text, size_t len)
{
	size_t	 at = 0;

	while (at < len && a->nids < LIST_IDS_MAX) {
		if (id_at(text + at, len - at, &a->ids[a->nids])) {
			a->nids++;
			at += HEXID_DIGITS + 2 * QUOTE_LEN;
		} else
			at++;
	}
}

/* A number of up to max digits; the comparison validates what follows it. */
static const char *
digits(const char *p, const char *end, unsigned int max, uint64_t *n)
{
	for (*n = 0; p < end && *p >= '0' && *p <= '9' && max > 0; p++, max--)
		*n = *n * 10 + (uint64_t)(*p - '0');
	return p;
}

static void
find_time(struct asked *a, const char *text, size_t len)
{
	const char	*p, *end = text + len;
	uint64_t	 nanoseconds;

	if ((p = memmem(text, len, SINCE, SINCE_LEN)) == NULL)
		return;
	p = digits(p + SINCE_LEN, end, 19, &a->seconds);
	if (p < end && *p == '.') {
		(void)digits(p + 1, end, 9, &nanoseconds);
		a->nanoseconds = (uint32_t)nanoseconds;
	}
}

static void
put(struct record *r, enum shape shape, const struct asked *a)
{
	size_t	 i;

	if (shape == IDS) {
		record_u16(r, (uint16_t)a->nids);
		for (i = 0; i < a->nids; i++)
			record_bytes(r, a->ids[i].b, HEXID_BYTES);
	} else if (shape == TIME) {
		record_u64(r, a->seconds);
		record_u32(r, a->nanoseconds);
	}
}

/* The request of that kind, if it equals the client's. */
static char *
same(const struct record *r, const char *text, size_t len,
    enum docker_request *kind)
{
	size_t	 own_len;
	char	*own;

	own = request_text(r->buf, r->len, &own_len, kind);
	if (own != NULL && own_len == len && memcmp(own, text, len) == 0)
		return own;
	free(own);
	return NULL;
}

char *
gate_request(const char *text, size_t len, enum docker_request *kind)
{
	struct record	 r = RECORD_INITIALIZER;
	struct asked	 a = { .nids = 0 };
	char		*own = NULL;
	unsigned int	 i;

	find_ids(&a, text, len);
	find_time(&a, text, len);
	/* request.c rejects a kind with the wrong parts. */
	for (i = 0; own == NULL && i < DOCKER_KINDS * SHAPES; i++) {
		record_reset(&r);
		record_u8(&r, (uint8_t)(i / SHAPES));
		put(&r, (enum shape)(i % SHAPES), &a);
		own = same(&r, text, len, kind);
	}
	record_free(&r);
	return own;
}
