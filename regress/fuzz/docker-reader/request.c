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
 * Requests of route-maker: what comes of them is one of seven GETs, whose only
 * blanks and ends of lines are those of a request.
 */

#include <ctype.h>

#include "docker-reader/request.h"
#include "regress/fuzz/fuzz.h"

#define START	"GET /"
#define END	" HTTP/1.0\r\nHost: docker\r\n\r\n"

static int
starts(const char *path, const char *with)
{
	return strncmp(path, with, strlen(with)) == 0;
}

static void
check_path(const char *path, size_t len, enum docker_request kind)
{
	static const char *const	known[] = { "_ping HTTP", "version HTTP",
					    "info HTTP",
					    "containers/json?all=1 HTTP",
					    "containers/json?all=1&filters=",
					    "events?filters=",
					    "containers/json?all=1&filters=" };
	size_t				 i;

	assert(kind < DOCKER_KINDS && starts(path, known[kind]));
	for (i = 0; i < len; i++)
		assert(isgraph((unsigned char)path[i]));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	enum docker_request	 kind;
	size_t			 n, end = sizeof(END) - 1;
	char			*payload = fuzz_text(data, len), *text;

	text = request_text(payload, len, &n, &kind);
	if (text != NULL) {
		assert(n > end && strlen(text) == n);
		assert(starts(text, START));
		assert(strcmp(text + n - end, END) == 0);
		check_path(text + sizeof(START) - 1,
		    n - end - (sizeof(START) - 1), kind);
	}
	free(text);
	free(payload);
	return 0;
}
