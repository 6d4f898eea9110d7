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
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "kopctl/metrics/accept.h"
#include "kopctl/metrics/request.h"

#define TARGET	"/metrics"

/* A part of the request. */
struct span {
	const char	*p;
	size_t		 len;
};

static int
span_is(struct span s, const char *word)
{
	return s.len == strlen(word) && memcmp(s.p, word, s.len) == 0;
}

static int
span_is_nocase(struct span s, const char *word)
{
	return s.len == strlen(word) && strncasecmp(s.p, word, s.len) == 0;
}

/* Takes a line, without CR and LF, from the rest.  Returns 0 at the end. */
static int
take_line(struct span *rest, struct span *line)
{
	const char	*lf = memchr(rest->p, '\n', rest->len);

	if (lf == NULL)
		return 0;
	line->p = rest->p;
	line->len = (size_t)(lf - rest->p);
	rest->p = lf + 1;
	rest->len -= line->len + 1;
	if (line->len > 0 && line->p[line->len - 1] == '\r')
		line->len--;
	return 1;
}

/* Takes the bytes before a mark; without the mark, takes all. */
static struct span
take_until(struct span *rest, char mark)
{
	const char	*at = memchr(rest->p, mark, rest->len);
	struct span	 part = { rest->p, rest->len };

	if (at != NULL)
		part.len = (size_t)(at - rest->p);
	rest->p += part.len;
	rest->len -= part.len;
	if (at != NULL) {
		rest->p++;
		rest->len--;
	}
	return part;
}

/* RFC 9110, section 5.6.2. */
static int
is_token(struct span s)
{
	size_t	 i;

	for (i = 0; i < s.len; i++) {
		if (!isalnum((unsigned char)s.p[i]) && (s.p[i] == '\0' ||
		    strchr("!#$%&'*+-.^_`|~", s.p[i]) == NULL))
			return 0;
	}
	return s.len > 0;
}

/* Visible characters, with blanks between them if blanks is set. */
static int
is_text(struct span s, int blanks)
{
	unsigned char	 c;
	size_t		 i;

	for (i = 0; i < s.len; i++) {
		c = (unsigned char)s.p[i];
		if (c == 0x7f || c < 0x20 + !blanks) {
			if (!blanks || c != '\t')
				return 0;
		}
	}
	return 1;
}

/* The path of a target, which may have a scheme and a server before it. */
static int
is_ours(struct span target)
{
	struct span	 rest = target;

	if (target.len > 7 && strncasecmp(target.p, "http://", 7) == 0) {
		rest.p += 7;
		rest.len -= 7;
		(void)take_until(&rest, '/');
		if (rest.p == target.p + target.len)
			return 0;
		rest.p--;
		rest.len++;
	}
	return span_is(take_until(&rest, '?'), TARGET);
}

/* Returns 1 for HTTP/1.1, 0 for HTTP/1.0; -1 if the line is malformed. */
static int
parse_first(struct span line, struct scrape *s)
{
	struct span	 method = take_until(&line, ' ');
	struct span	 target = take_until(&line, ' ');

	if (!is_token(method) || target.len == 0 || !is_text(target, 0) ||
	    (!span_is(line, "HTTP/1.1") && !span_is(line, "HTTP/1.0")))
		return -1;
	s->head = span_is(method, "HEAD");
	if (!is_ours(target))
		s->status = 404;
	else if (!s->head && !span_is(method, "GET"))
		s->status = 405;
	else
		s->status = 200;
	return span_is(line, "HTTP/1.1");
}

/* Returns -1 if the line is malformed. */
static int
parse_header(struct span line, struct accept *accept, unsigned int *hosts)
{
	const char	*colon = memchr(line.p, ':', line.len);
	struct span	 name = take_until(&line, ':');

	if (colon == NULL || !is_token(name) || !is_text(line, 1))
		return -1;
	if (span_is_nocase(name, "Host"))
		(*hosts)++;
	else if (span_is_nocase(name, "Accept"))
		accept_add(accept, line.p, line.len);
	return 0;
}

/* A client may send an empty line before the first one. */
static void
skip_empty(struct span *rest)
{
	if (rest->len >= 2 && memcmp(rest->p, "\r\n", 2) == 0) {
		rest->p += 2;
		rest->len -= 2;
	} else if (rest->len >= 1 && *rest->p == '\n') {
		rest->p++;
		rest->len--;
	}
}

int
request_complete(const char *p, size_t len)
{
	struct span	 rest = { p, len }, line;

	skip_empty(&rest);
	while (take_line(&rest, &line)) {
		if (line.len == 0)
			return 1;
	}
	return 0;
}

void
request_parse(const char *p, size_t len, struct scrape *s)
{
	struct span	 rest = { p, len }, line;
	struct accept	 accept = { 0 };
	unsigned int	 hosts = 0;
	int		 newer;

	memset(s, 0, sizeof(*s));
	s->status = 400;
	s->format = FORMAT_PROMETHEUS;
	skip_empty(&rest);
	if (!take_line(&rest, &line))
		return;
	if ((newer = parse_first(line, s)) == -1)
		return;
	while (take_line(&rest, &line) && line.len > 0) {
		if (parse_header(line, &accept, &hosts) == -1) {
			s->status = 400;
			return;
		}
	}
	if (line.len > 0 || hosts > 1 || (newer && hosts == 0)) {
		s->status = 400;
		return;
	}
	if (accept_openmetrics(&accept))
		s->format = FORMAT_OPENMETRICS;
}
