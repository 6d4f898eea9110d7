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

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "kopctl/metrics/request.h"

#define HOST	"Host: a\r\n"
#define OM	"application/openmetrics-text"

static void
is(const char *text, int status)
{
	struct scrape	 s;

	request_parse(text, strlen(text), &s);
	if (s.status != status)
		fail_msg("%s: %d", text, s.status);
}

static void
requests(void **state)
{
	(void)state;
	is("GET /metrics HTTP/1.0\r\n\r\n", 200);
	is("GET /metrics HTTP/1.0\n\n", 200);
	is("\r\nGET /metrics HTTP/1.0\r\n\r\n", 200);
	is("GET /metrics HTTP/1.1\r\n" HOST "\r\n", 200);
	is("HEAD /metrics HTTP/1.1\r\n" HOST "\r\n", 200);
	is("GET /metrics?a=b HTTP/1.1\r\n" HOST "\r\n", 200);
	is("GET http://a:1/metrics HTTP/1.1\r\n" HOST "\r\n", 200);
	is("GET HTTP://a/metrics?a HTTP/1.1\r\n" HOST "\r\n", 200);
	is("GET /metrics HTTP/1.1\r\nHost:\r\nX: \303\244\t\r\n\r\n", 200);
}

static void
others(void **state)
{
	(void)state;
	is("GET / HTTP/1.0\r\n\r\n", 404);
	is("GET /metricsx HTTP/1.0\r\n\r\n", 404);
	is("GET /metrics/ HTTP/1.0\r\n\r\n", 404);
	is("GET metrics HTTP/1.0\r\n\r\n", 404);
	is("GET http://a HTTP/1.0\r\n\r\n", 404);
	is("GET http:// HTTP/1.0\r\n\r\n", 404);
	is("POST / HTTP/1.0\r\n\r\n", 404);
	is("OPTIONS * HTTP/1.0\r\n\r\n", 404);
	is("POST /metrics HTTP/1.0\r\n\r\n", 405);
	is("get /metrics HTTP/1.0\r\n\r\n", 405);
}

static void
malformed(void **state)
{
	struct scrape	 s;

	(void)state;
	is("", 400);
	is("\r\n", 400);
	is("GET /metrics HTTP/1.0\r\n", 400);
	is("GET /metrics\r\n\r\n", 400);
	is("GET  /metrics HTTP/1.0\r\n\r\n", 400);
	is("GET /metrics HTTP/1.0 \r\n\r\n", 400);
	is("GET /metrics HTTP/2.0\r\n\r\n", 400);
	is("G(T /metrics HTTP/1.0\r\n\r\n", 400);
	is("GET /met\trics HTTP/1.0\r\n\r\n", 400);
	is("GET /metrics HTTP/1.1\r\n\r\n", 400);
	is("GET /metrics HTTP/1.1\r\n" HOST HOST "\r\n", 400);
	is("GET /metrics HTTP/1.0\r\n" HOST HOST "\r\n", 400);
	is("GET /metrics HTTP/1.0\r\nHost : a\r\n\r\n", 400);
	is("GET /metrics HTTP/1.0\r\n" HOST " folded\r\n\r\n", 400);
	is("GET /metrics HTTP/1.0\r\nno colon\r\n\r\n", 400);
	is("GET /metrics HTTP/1.0\r\n: x\r\n\r\n", 400);
	is("GET /metrics HTTP/1.0\r\nX: \001\r\n\r\n", 400);
	request_parse("GET /metrics\0 HTTP/1.0\n\n", 25, &s);
	assert_int_equal(s.status, 400);
}

static void
complete(void **state)
{
	(void)state;
	assert_false(request_complete("", 0));
	assert_false(request_complete("\r\n", 2));
	assert_false(request_complete("\r\nGET", 5));
	assert_false(request_complete("GET x\r\nA: b\r\n", 13));
	assert_true(request_complete("GET x\r\n\r\n", 9));
	assert_true(request_complete("GET x\n\n", 7));
	assert_true(request_complete("\r\nGET x\n\n", 9));
}

static void
format_is(const char *accept, enum format format)
{
	struct scrape	 s;
	char		 text[1024];

	(void)snprintf(text, sizeof(text), "GET /metrics HTTP/1.0\r\n%s\r\n",
	    accept);
	request_parse(text, strlen(text), &s);
	assert_int_equal(s.status, 200);
	if (s.format != format)
		fail_msg("%s: format %d", accept, (int)s.format);
}

static void
newer(const char *accept)
{
	format_is(accept, FORMAT_OPENMETRICS);
}

static void
older(const char *accept)
{
	format_is(accept, FORMAT_PROMETHEUS);
}

static void
formats(void **state)
{
	(void)state;
	older("");
	older("Accept:\r\n");
	older("Accept: */*\r\n");
	older("Accept: text/html\r\n");
	newer("Accept: " OM "\r\n");
	newer("ACCEPT: Application/OpenMetrics-Text ; Version=1.0.0\r\n");
	/* As Prometheus asks. */
	newer("Accept: " OM ";version=1.0.0,application/openmetrics-text;"
	    "version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1\r\n");
	newer("Accept: " OM ";version=1.0.0;escaping=allow-utf-8;q=0.6,"
	    "text/plain;version=0.0.4;q=0.4,*/*;q=0.2\r\n");
	older("Accept: text/plain;version=0.0.4;q=0.6," OM ";q=0.5\r\n");
	newer("Accept: text/plain;q=0.5\r\nAccept: " OM ";q=0.5\r\n");
	older("Accept: " OM ";q=0\r\n");
	older("Accept: " OM ";q=0.5, */*\r\n");
	newer("Accept: " OM ";q=0.5, */*, text/plain;q=0.1\r\n");
	older("Accept: " OM ";version=2.0.0\r\n");
	older("Accept: " OM ";q=x\r\n");
	older("Accept: " OM ";q=1.001\r\n");
	older("Accept: " OM ";q=0.0001\r\n");
	newer("Accept: " OM ";q=0.001\r\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(requests),
		cmocka_unit_test(others),
		cmocka_unit_test(malformed),
		cmocka_unit_test(complete),
		cmocka_unit_test(formats),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
