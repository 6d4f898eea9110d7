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
 * Docker's answers: the same however the bytes come.  Of one that fails, more
 * or less of the body may have been handed on before.
 */

#include "regress/fuzz/fuzz.h"
#include "route-maker/docker/http.h"

struct run {
	struct http	 http;
	struct said	*said;
	size_t		 fed;
	size_t		 body;
	int		 failed;
};

static void
on_body(void *arg, const char *p, size_t len)
{
	struct run	*r = arg;

	r->body += len;
	assert(r->body <= r->fed);
	say_bytes(r->said, p, len);
}

static void
feed(void *arg, const char *p, size_t len)
{
	struct run	*r = arg;
	int		 result;

	r->fed += len;
	result = http_feed(&r->http, p, len);
	assert(!r->failed || result == -1);
	r->failed = result == -1;
}

static void
run(const uint8_t *data, size_t len, size_t cut, struct said *said)
{
	struct run		 r = { .said = said };
	enum http_verdict	 verdict;
	const char		*reason;

	http_init(&r.http, on_body, &r);
	pieces(data, len, cut, feed, &r);
	verdict = http_end(&r.http);
	reason = http_reason(&r.http);
	assert(r.failed == (verdict == HTTP_NOT_HTTP));
	assert((*reason == '\0') == (verdict == HTTP_COMPLETE));
	assert(verdict == HTTP_STATUS || r.http.status == 200 || r.body == 0);
	if (r.failed)
		said->len = 0;
	say(said, "|%d|%s", (int)verdict, reason);
	(void)http_speaks_tls(&r.http);
	/* Of an answer that fails less may have been kept. */
	if (!r.failed && (reason = http_page(&r.http)) != NULL)
		say(said, "|%s", reason);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	check_pieces(run, data, len);
	return 0;
}
