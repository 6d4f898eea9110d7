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

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <jansson.h>

#include "common/bounds.h"
#include "route-maker/docker/html.h"
#include "route-maker/docker/http.h"

static int	fail(struct http *, const char *);
static size_t	take_line(struct http *, const char *, size_t, int *);
static int	end_line(struct http *);
static int	status_line(struct http *);
static int	header_line(struct http *);
static int	content_length(struct http *, const char *);
static int	body_bytes(struct http *, const char *, size_t);

void
http_init(struct http *h, http_body_fn body, void *arg)
{
	memset(h, 0, sizeof(*h));
	h->body = body;
	h->arg = arg;
}

int
http_feed(struct http *h, const void *bytes, size_t len)
{
	const char	*p = bytes;
	size_t		 n;
	int		 whole;

	while (len > 0 && h->state != HTTP_FAILED) {
		if (h->state == HTTP_IN_BODY)
			return body_bytes(h, p, len);
		n = take_line(h, p, len, &whole);
		p += n;
		len -= n;
		if ((h->headers += n) > HTTP_HEADER_MAX)
			return fail(h, "headers too long");
		if (whole && end_line(h) == -1)
			return -1;
	}
	return h->state == HTTP_FAILED ? -1 : 0;
}

enum http_verdict
http_end(const struct http *h)
{
	if (h->state == HTTP_FAILED)
		return HTTP_NOT_HTTP;
	if (h->state != HTTP_IN_BODY)
		return HTTP_CUT;
	if (h->status != 200)
		return HTTP_STATUS;
	if (h->has_length && h->received < h->length)
		return HTTP_CUT;
	return HTTP_COMPLETE;
}

static void
status_reason(struct http *h)
{
	json_t		*root;
	const char	*message;
	char		 text[HTTP_EXCERPT];
	size_t		 len;

	root = json_loadb(h->excerpt, h->excerpt_len, 0, NULL);
	message = json_string_value(json_object_get(root, "message"));
	if (message == NULL && html_is(h->excerpt, h->excerpt_len))
		message = html_text(h->excerpt, h->excerpt_len, text,
		    sizeof(text)) == 0 ? text : "an HTML page without content";
	if (message != NULL)
		(void)snprintf(h->reason, sizeof(h->reason), "status %d: %s",
		    h->status, message);
	else {
		len = strnlen(h->excerpt, h->excerpt_len);
		while (len > 0 && isspace((unsigned char)h->excerpt[len - 1]))
			len--;
		(void)snprintf(h->reason, sizeof(h->reason), "status %d%s%.*s",
		    h->status, len > 0 ? ": " : "", (int)len, h->excerpt);
	}
	json_decref(root);
}

const char *
http_reason(struct http *h)
{
	switch (http_end(h)) {
	case HTTP_COMPLETE:
		h->reason[0] = '\0';
		break;
	case HTTP_CUT:
		if (h->state != HTTP_IN_BODY)
			return "truncated in its headers";
		(void)snprintf(h->reason, sizeof(h->reason),
		    "truncated after %llu of %llu bytes",
		    (unsigned long long)h->received,
		    (unsigned long long)h->length);
		break;
	case HTTP_STATUS:
		status_reason(h);
		break;
	case HTTP_NOT_HTTP:
		return h->why;
	}
	return h->reason;
}

const char *
http_page(struct http *h)
{
	char	 text[HTTP_EXCERPT];

	if (!html_is(h->excerpt, h->excerpt_len))
		return NULL;
	if (html_text(h->excerpt, h->excerpt_len, text, sizeof(text)) == -1)
		return "an HTML page without content";
	(void)snprintf(h->page, sizeof(h->page), "an HTML page: %s", text);
	return h->page;
}

int
http_speaks_tls(const struct http *h)
{
	static const char *const	 words[] = {
		"HTTP request to an HTTPS server",
		"HTTP request was sent to HTTPS port"
	};
	size_t				 i;

	if (h->state == HTTP_FAILED)
		return h->status == 0 && h->line_len >= 2 &&
		    (h->line[0] == 0x15 || h->line[0] == 0x16) &&
		    h->line[1] == 0x03;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (h->status == 400 && memmem(h->excerpt, h->excerpt_len,
		    words[i], strlen(words[i])) != NULL)
			return 1;
	return 0;
}

static int
fail(struct http *h, const char *why)
{
	h->state = HTTP_FAILED;
	h->why = why;
	return -1;
}

/*
 * Takes the bytes of a line with its LF.  Also counts the bytes that do not
 * fit.
 */
static size_t
take_line(struct http *h, const char *p, size_t len, int *whole)
{
	const char	*lf;
	size_t		 n, room;

	lf = memchr(p, '\n', len);
	*whole = lf != NULL;
	n = lf != NULL ? (size_t)(lf - p) : len;
	if (h->line_len < sizeof(h->line)) {
		room = sizeof(h->line) - h->line_len;
		memcpy(h->line + h->line_len, p, n < room ? n : room);
	}
	h->line_len += n;

	/* A server with another protocol may never send an LF. */
	if (h->state == HTTP_IN_STATUS &&
	    memcmp(h->line, "HTTP/1.", h->line_len < 7 ? h->line_len : 7) != 0)
		fail(h, "not HTTP");
	return n + (lf != NULL);
}

static int
end_line(struct http *h)
{
	int	 error;

	if (h->state == HTTP_FAILED)
		return -1;
	if (h->line_len > 0 && h->line_len <= sizeof(h->line) &&
	    h->line[h->line_len - 1] == '\r')
		h->line_len--;
	if (h->state == HTTP_IN_STATUS)
		error = status_line(h);
	else
		error = header_line(h);
	h->line_len = 0;
	return error;
}

/* HTTP/1.0 200 OK (RFC 9112, section 4) */
static int
status_line(struct http *h)
{
	const char	*p = h->line;

	if (h->line_len < 12 || h->line_len > sizeof(h->line) ||
	    (p[7] != '0' && p[7] != '1') || p[8] != ' ' ||
	    p[9] < '1' || p[9] > '5' || p[10] < '0' || p[10] > '9' ||
	    p[11] < '0' || p[11] > '9' || (h->line_len > 12 && p[12] != ' '))
		return fail(h, "not HTTP: malformed status line");
	h->status = (p[9] - '0') * 100 + (p[10] - '0') * 10 + (p[11] - '0');
	h->state = HTTP_IN_HEADERS;
	return 0;
}

/*
 * True if the line is this header; *value is a copy without white space at its
 * ends.
 */
static int
header_is(const struct http *h, const char *name, char *value, size_t size)
{
	const char	*from, *to;
	size_t		 n = strlen(name);

	if (h->line_len <= n || strncasecmp(h->line, name, n) != 0 ||
	    h->line[n] != ':')
		return 0;
	from = h->line + n + 1;
	to = h->line + h->line_len;
	while (from < to && (*from == ' ' || *from == '\t'))
		from++;
	while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
		to--;
	n = (size_t)(to - from);
	(void)snprintf(value, size, "%.*s", (int)n, from);
	return 1;
}

static int
header_line(struct http *h)
{
	char	 value[64];
	size_t	 kept;

	if (h->line_len == 0) {
		h->state = HTTP_IN_BODY;
		return 0;
	}
	kept = h->line_len < sizeof(h->line) ? h->line_len : sizeof(h->line);
	if (memchr(h->line, '\0', kept) != NULL ||
	    memchr(h->line, ':', kept) == NULL || h->line[0] == ' ' ||
	    h->line[0] == '\t' || h->line[0] == ':')
		return fail(h, "not HTTP: malformed header");
	if (h->line_len > sizeof(h->line))
		h->line_len = sizeof(h->line);
	if (header_is(h, "Content-Length", value, sizeof(value)))
		return content_length(h, value);
	if (header_is(h, "Transfer-Encoding", value, sizeof(value)) &&
	    strcasecmp(value, "identity") != 0)
		return fail(h, "chunked answer to an HTTP/1.0 request; check "
		    "the proxy before Docker");
	if (header_is(h, "Content-Encoding", value, sizeof(value)) &&
	    strcasecmp(value, "identity") != 0)
		return fail(h, "unexpected compressed answer");
	return 0;
}

static int
content_length(struct http *h, const char *value)
{
	uint64_t	 n = 0;
	const char	*p;

	/* 18 digits fit 64 bits. */
	for (p = value; *p >= '0' && *p <= '9' && p - value < 18; p++)
		n = n * 10 + (uint64_t)(*p - '0');
	if (p == value || *p != '\0')
		return fail(h, "malformed Content-Length");
	if (h->has_length && h->length != n)
		return fail(h, "two different Content-Lengths");
	h->has_length = 1;
	h->length = n;
	return 0;
}

static int
body_bytes(struct http *h, const char *p, size_t len)
{
	size_t	 room;

	if (h->has_length && len > h->length - h->received)
		return fail(h, "longer than its Content-Length");
	h->received += len;
	room = sizeof(h->excerpt) - h->excerpt_len;
	if (room > len)
		room = len;
	memcpy(h->excerpt + h->excerpt_len, p, room);
	h->excerpt_len += room;
	if (h->status == 200)
		h->body(h->arg, p, len);
	return 0;
}
