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

#include "common/bounds.h"
#include "regress/unit/route-maker/pieces.h"
#include "route-maker/docker/http.h"

#define OK10	"HTTP/1.0 200 OK\r\n"

static void
on_body(void *arg, const char *p, size_t len)
{
	say(arg, "%.*s", (int)len, p);
}

static int
feed(void *parser, const char *p, size_t len)
{
	return http_feed(parser, p, len);
}

/* Body, verdict and reason as one text: "body|verdict|reason". */
static void
run(const char *text, size_t len, size_t cut, struct said *said)
{
	static const char	*verdicts[] = { "complete", "cut", "status",
				    "not http" };
	struct http		 h;

	http_init(&h, on_body, said);
	pieces(text, len, cut, feed, &h);
	say(said, "|%s|%s", verdicts[http_end(&h)], http_reason(&h));
}

static void
whole_answers(void **state)
{
	(void)state;
	CHECK(run, OK10 "Content-Length: 2\r\n\r\nOK", "OK|complete|");
	CHECK(run, "HTTP/1.1 200 OK\r\ncontent-length:2 \r\n\r\nOK",
	    "OK|complete|");
	CHECK(run, OK10 "\r\nto the end", "to the end|complete|");
	CHECK(run, OK10 "Content-Length: 0\r\n\r\n", "|complete|");
	CHECK(run, "HTTP/1.0 200\n\nLF alone", "LF alone|complete|");
	CHECK(run, OK10 "Content-Length: 1\r\nContent-Length: 1\r\n\r\nx",
	    "x|complete|");
}

static void
cut_answers(void **state)
{
	(void)state;
	CHECK(run, "", "|cut|truncated in its headers");
	CHECK(run, "HTTP/1.0 2", "|cut|truncated in its headers");
	CHECK(run, OK10 "Server: x\r\n", "|cut|truncated in its headers");
	CHECK(run, OK10 "Content-Length: 5\r\n\r\n1234",
	    "1234|cut|truncated after 4 of 5 bytes");
}

static void
other_statuses(void **state)
{
	(void)state;
	CHECK(run, "HTTP/1.0 500 Internal\r\n\r\n{\"message\":\"no way\"}\n",
	    "|status|status 500: no way");
	CHECK(run, "HTTP/1.0 404 Not Found\r\n\r\nnothing here\r\n",
	    "|status|status 404: nothing here");
	CHECK(run, "HTTP/1.0 503 x\r\n\r\n", "|status|status 503");
	CHECK(run, "HTTP/1.1 101 Upgrade\r\n\r\n", "|status|status 101");
}

#define FORBIDDEN	"HTTP/1.0 403 No\r\nContent-Type: text/html\r\n\r\n"

/* Of a page only what a person wants to see. */
static void
pages(void **state)
{
	(void)state;
	/* HAProxy, and so docker-socket-proxy */
	CHECK(run, FORBIDDEN "<html><body><h1>403 Forbidden</h1>\nRequest "
	    "forbidden by administrative rules.\n</body></html>\n",
	    "|status|status 403: 403 Forbidden");
	/* nginx */
	CHECK(run, FORBIDDEN "<html>\r\n<head><title>403 Forbidden</title>"
	    "</head>\r\n<body>\r\n<center><h1>No</h1></center>\r\n",
	    "|status|status 403: 403 Forbidden");
	CHECK(run, FORBIDDEN "\n<!DOCTYPE HTML>\n<style>h1 { a: b }</style>"
	    "<TITLE lang=\"en\">\n  Not  \n for you </TITLE>",
	    "|status|status 403: Not for you");
	CHECK(run, FORBIDDEN "<html><title></title><script>if (a < b) c()"
	    "</script><!-- <b>x</b> --><p>Log <b>in</b></p>",
	    "|status|status 403: Log");
	CHECK(run, FORBIDDEN "<html><body></body></html>",
	    "|status|status 403: an HTML page without content");
	CHECK(run, FORBIDDEN "<html><title>cut", "|status|status 403: cut");
	CHECK(run, FORBIDDEN "<html><tit",
	    "|status|status 403: an HTML page without content");
	/* What is none. */
	CHECK(run, FORBIDDEN "<denied>\n", "|status|status 403: <denied>");
	CHECK(run, FORBIDDEN "Forbidden <b>\n",
	    "|status|status 403: Forbidden <b>");
}

static void
check_page(const char *answer, const char *page, int tls)
{
	struct http	 h;
	struct said	 said = { .len = 0 };
	const char	*text;

	http_init(&h, on_body, &said);
	(void)http_feed(&h, answer, strlen(answer));
	text = http_page(&h);
	assert_string_equal(text == NULL ? "" : text, page);
	assert_int_equal(http_speaks_tls(&h), tls);
}

/* A page instead of a list; and somebody who wants TLS. */
static void
others(void **state)
{
	(void)state;
	check_page(OK10 "\r\n<!doctype html><title>Sign in</title>",
	    "an HTML page: Sign in", 0);
	check_page(OK10 "\r\n[]", "", 0);
	check_page("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request "
	    "to an HTTPS server.\n", "", 1);
	check_page("HTTP/1.1 400 Bad Request\r\n\r\n<html><head><title>400 The "
	    "plain HTTP request was sent to HTTPS port</title></head>",
	    "an HTML page: 400 The plain HTTP request was sent to HTTPS port",
	    1);
	check_page("HTTP/1.0 400 Bad Request\r\n\r\nbad filter\n", "", 0);
	check_page("HTTP/1.0 500 x\r\n\r\nClient sent an HTTP request to an "
	    "HTTPS server.\n", "", 0);
	check_page("\x15\x03\x01", "", 1);
	check_page("\x15\x02\x01", "", 0);
	check_page("\x15", "", 0);
}

static void
not_http(void **state)
{
	(void)state;
	CHECK(run, "SSH-2.0-OpenSSH_9.2\r\n", "|not http|not HTTP");
	CHECK(run, "HTTP/2 200 OK\r\n", "|not http|not HTTP");
	CHECK(run, "-ERR unknown command", "|not http|not HTTP");
	CHECK(run, "\0\0\0\0", "|not http|not HTTP");
	CHECK(run, "HTTP/1.0 99 x\r\n", "|not http|not HTTP: malformed status "
	    "line");
	CHECK(run, "HTTP/1.7 200 OK\r\n", "|not http|not HTTP: malformed "
	    "status line");
	CHECK(run, OK10 "no colon\r\n", "|not http|not HTTP: malformed header");
	CHECK(run, OK10 "A: b\r\n folded\r\n",
	    "|not http|not HTTP: malformed header");
	CHECK(run, OK10 "A: \0\r\n", "|not http|not HTTP: malformed header");
}

static void
refused_kinds(void **state)
{
	(void)state;
	CHECK(run, OK10 "Transfer-Encoding: chunked\r\n\r\n2\r\nOK\r\n",
	    "|not http|chunked answer to an HTTP/1.0 request; check the proxy "
	    "before Docker");
	CHECK(run, OK10 "Content-Encoding: gzip\r\n\r\n",
	    "|not http|unexpected compressed answer");
	CHECK(run, OK10 "Content-Length: 5x\r\n\r\n",
	    "|not http|malformed Content-Length");
	CHECK(run, OK10 "Content-Length: -1\r\n\r\n",
	    "|not http|malformed Content-Length");
	CHECK(run, OK10 "Content-Length: 99999999999999999999\r\n\r\n",
	    "|not http|malformed Content-Length");
	CHECK(run, OK10 "Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
	    "|not http|two different Content-Lengths");
}

static void
longer_than_it_says(void **state)
{
	struct said	 said = { .len = 0 };
	struct http	 h;
	const char	*text = OK10 "Content-Length: 1\r\n\r\nxy";

	(void)state;
	http_init(&h, on_body, &said);
	assert_int_equal(http_feed(&h, text, strlen(text)), -1);
	assert_int_equal(http_end(&h), HTTP_NOT_HTTP);
	assert_string_equal(http_reason(&h), "longer than its Content-Length");
	assert_int_equal(http_feed(&h, "z", 1), -1);
}

static void
headers_are_bounded(void **state)
{
	struct said	 said = { .len = 0 };
	struct http	 h;
	size_t		 n;
	int		 error = 0;

	(void)state;
	http_init(&h, on_body, &said);
	assert_int_equal(http_feed(&h, OK10 "X: ", strlen(OK10 "X: ")), 0);
	for (n = 0; n < 2 * HTTP_HEADER_MAX && error == 0; n++)
		error = http_feed(&h, "x", 1);
	assert_int_equal(error, -1);
	assert_true(n <= HTTP_HEADER_MAX);
	assert_string_equal(http_reason(&h), "headers too long");
}

/* A line longer than is kept is passed over; the next one counts. */
static void
long_header_line(void **state)
{
	struct said	 said = { .len = 0 };
	struct http	 h;
	char		 line[2 * HTTP_LINE];
	const char	*rest = "\r\nContent-Length: 2\r\n\r\nOK";

	(void)state;
	memset(line, 'x', sizeof(line));
	line[1] = ':';
	http_init(&h, on_body, &said);
	assert_int_equal(http_feed(&h, OK10, strlen(OK10)), 0);
	assert_int_equal(http_feed(&h, line, sizeof(line)), 0);
	assert_int_equal(http_feed(&h, rest, strlen(rest)), 0);
	assert_int_equal(http_end(&h), HTTP_COMPLETE);
	assert_string_equal(said.text, "OK");
}

static void
excerpt_is_bounded(void **state)
{
	struct said	 said = { .len = 0 };
	struct http	 h;
	char		 body[4 * HTTP_EXCERPT];
	const char	*head = "HTTP/1.0 502 Bad Gateway\r\n\r\n";

	(void)state;
	memset(body, 'y', sizeof(body));
	http_init(&h, on_body, &said);
	assert_int_equal(http_feed(&h, head, strlen(head)), 0);
	assert_int_equal(http_feed(&h, body, sizeof(body)), 0);
	assert_int_equal(http_end(&h), HTTP_STATUS);
	assert_int_equal(strlen(http_reason(&h)),
	    strlen("status 502: ") + HTTP_EXCERPT);
	assert_int_equal(said.len, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_answers),
		cmocka_unit_test(cut_answers),
		cmocka_unit_test(other_statuses),
		cmocka_unit_test(not_http),
		cmocka_unit_test(refused_kinds),
		cmocka_unit_test(longer_than_it_says),
		cmocka_unit_test(headers_are_bounded),
		cmocka_unit_test(long_header_line),
		cmocka_unit_test(excerpt_is_bounded),
		cmocka_unit_test(pages),
		cmocka_unit_test(others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
