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
 * Requests at the gate.  What it lets through is byte for byte a text of
 * request.c; what request.c makes it lets through; and nothing that differs
 * from such a text in one place, but for another id or another time.
 *
 * The first byte of the input says what the rest is: 'p' the payload of a
 * DOCKER_REQUEST, 'c' two bytes for where its text is changed, one for how, one
 * to put there, and the payload; else a request as it comes.
 */

#include <ctype.h>

#include "docker-reader/gate_request.h"
#include "docker-reader/request.h"
#include "regress/fuzz/fuzz.h"

#define START	"GET /"
#define END	" HTTP/1.0\r\nHost: docker\r\n\r\n"
#define CHANGE	4

/* One line of letters without a blank, and the end that all of them have. */
static void
check_form(const char *text, size_t len)
{
	size_t	 i, end = len - (sizeof(END) - 1);

	assert(len <= GATE_REQUEST_MAX && len > sizeof(START) + sizeof(END));
	assert(memcmp(text, START, sizeof(START) - 1) == 0);
	assert(memcmp(text + end, END, sizeof(END) - 1) == 0);
	for (i = sizeof(START) - 1; i < end; i++)
		assert(isgraph((unsigned char)text[i]));
	for (i = sizeof(START) - 1; i < end; i++)
		assert(strchr("#;@\\", text[i]) == NULL);
	assert(memmem(text, len, "..", 2) == NULL);
	assert(memmem(text, len, "%2e", 3) == NULL);
	assert(memmem(text, len, "%2E", 3) == NULL);
}

/* What the request is let through as; NULL: refused. */
static char *
ask(const char *text, size_t len, enum docker_request *kind)
{
	char	*own = gate_request(text, len, kind);

	if (own == NULL)
		return NULL;
	assert(*kind < DOCKER_KINDS);
	assert(strlen(own) == len && memcmp(own, text, len) == 0);
	check_form(own, len);
	return own;
}

static char *
own_text(const uint8_t *payload, size_t len, size_t *n,
    enum docker_request *kind)
{
	char	*copy = fuzz_text(payload, len), *text;

	text = request_text(copy, len, n, kind);
	free(copy);
	return text;
}

static void
check_payload(const uint8_t *data, size_t len)
{
	enum docker_request	 kind, found;
	size_t			 n;
	char			*text, *passed;

	if ((text = own_text(data, len, &n, &kind)) == NULL)
		return;
	passed = ask(text, n, &found);
	assert(passed != NULL && found == kind);
	free(passed);
	free(text);
}

/* A byte is replaced, put in or left out. */
static size_t
change(char *to, const char *text, size_t n, const uint8_t *how)
{
	size_t	 at = (size_t)(how[0] << 8 | how[1]) % n, skip = how[2] % 3;

	memcpy(to, text, at);
	to[at] = (char)how[3];
	/* 0: in its place; 1: before it; 2: it is left out */
	if (skip == 2) {
		memcpy(to + at, text + at + 1, n - at - 1);
		return n - 1;
	}
	memcpy(to + at + 1, text + at + (skip == 0), n - at - (skip == 0));
	return skip == 0 ? n : n + 1;
}

/* An id may have another digit in a place, a time also one more or less. */
static int
may_pass(const uint8_t *how, enum docker_request kind, char was)
{
	if (kind == DOCKER_EVENTS)
		return isdigit((unsigned char)was) || was == '.';
	return isxdigit((unsigned char)was) && how[2] % 3 == 0;
}

static void
check_change(const uint8_t *data, size_t len)
{
	enum docker_request	 kind, found;
	size_t			 n, changed;
	char			*text, *other, *passed;

	if (len < CHANGE || (text = own_text(data + CHANGE, len - CHANGE, &n,
	    &kind)) == NULL)
		return;
	assert((other = malloc(n + 1)) != NULL);
	changed = change(other, text, n, data);
	passed = ask(other, changed, &found);
	assert(passed == NULL || (changed == n &&
	    memcmp(other, text, n) == 0) || may_pass(data, kind,
	    text[(size_t)(data[0] << 8 | data[1]) % n]));
	free(passed);
	free(other);
	free(text);
}

static void
check_text(const uint8_t *data, size_t len)
{
	enum docker_request	 kind;
	char			*copy = malloc(len);

	/* Not one byte more, so that reading on is seen. */
	assert(copy != NULL || len == 0);
	if (len > 0)
		memcpy(copy, data, len);
	free(ask(copy, len, &kind));
	free(copy);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	if (len > 0 && data[0] == 'p')
		check_payload(data + 1, len - 1);
	else if (len > 0 && data[0] == 'c')
		check_change(data + 1, len - 1);
	else
		check_text(data, len);
	return 0;
}
