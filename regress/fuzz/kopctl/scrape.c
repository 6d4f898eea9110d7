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
 * Requests for metrics.  The result is one of the documented ones, and does not
 * depend on what follows a complete request.  A request that is accepted is a
 * GET or HEAD of /metrics; bytes before its end are not complete.
 */

#include "kopctl/metrics/request.h"
#include "regress/fuzz/fuzz.h"

static int
is_known(int status)
{
	return status == 200 || status == 400 || status == 404 || status == 405;
}

static void
check_accepted(const char *text, const struct scrape *s)
{
	text += strspn(text, "\r\n");
	assert(strncmp(text, s->head ? "HEAD " : "GET ",
	    s->head ? 5 : 4) == 0);
	assert(strstr(text, "/metrics") != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct scrape	 s, again;
	char		*text = fuzz_text(data, len);
	size_t		 n;

	request_parse(text, len, &s);
	assert(is_known(s.status));
	for (n = 0; n < len && !request_complete(text, n); n++)
		continue;
	if (request_complete(text, n)) {
		request_parse(text, n, &again);
		assert(s.status == again.status && s.head == again.head &&
		    s.format == again.format);
		if (s.status == 200)
			check_accepted(text, &s);
	} else
		assert(s.status != 200);
	free(text);
	return 0;
}
