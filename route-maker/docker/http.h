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
 * Parses an HTTP/1.0 or 1.1 answer in pieces of any size.  Passes the body of a
 * 200 answer on, piece by piece.  Keeps the beginning of any body for the log.
 * Allocates no memory.
 */

#ifndef ROUTE_MAKER_DOCKER_HTTP_H
#define ROUTE_MAKER_DOCKER_HTTP_H

#include <stddef.h>
#include <stdint.h>

#define HTTP_EXCERPT	512	/* bytes kept of a body's beginning */
#define HTTP_LINE	512	/* bytes kept of one header line */

enum http_verdict {
	HTTP_COMPLETE,		/* 200, with its whole length */
	HTTP_CUT,		/* incomplete */
	HTTP_STATUS,		/* any status but 200 */
	HTTP_NOT_HTTP		/* not HTTP, or HTTP that kopd does not
				   support */
};

enum http_state {
	HTTP_IN_STATUS,
	HTTP_IN_HEADERS,
	HTTP_IN_BODY,
	HTTP_FAILED
};

typedef void	(*http_body_fn)(void *arg, const char *, size_t);

/* Private except status. */
struct http {
	enum http_state	 state;
	int		 status;	/* 100 to 599; 0 before it is known */
	int		 has_length;
	uint64_t	 length;	/* Content-Length, if has_length */
	uint64_t	 received;	/* bytes of the body so far */
	size_t		 headers;	/* bytes of status line and headers */
	size_t		 line_len;	/* more than HTTP_LINE: line is
					   truncated */
	char		 line[HTTP_LINE];
	size_t		 excerpt_len;
	char		 excerpt[HTTP_EXCERPT];
	const char	*why;		/* with HTTP_FAILED, static */
	char		 reason[HTTP_EXCERPT + 64];
	char		 page[HTTP_EXCERPT + 64];
	http_body_fn	 body;
	void		*arg;
};

/* Prepares for an answer.  Calls body with each piece of the body of a 200. */
void	 http_init(struct http *, http_body_fn body, void *arg);

/*
 * Processes the next bytes.  Returns 0; -1 if this is not HTTP, or HTTP that
 * kopd does not support.  From then on it always returns -1: the connection
 * cannot be used.
 */
int	 http_feed(struct http *, const void *, size_t);

/* The result, after the answer's last byte. */
enum http_verdict http_end(const struct http *);

/*
 * The error as a string for the log; "" for HTTP_COMPLETE.  For HTTP_STATUS it
 * ends with Docker's own message: {"message": "..."} (Docker Engine API,
 * "Errors").  It may have foreign bytes.  Valid until the next call.
 */
const char *http_reason(struct http *);

/*
 * If the body is an HTML page: "an HTML page: " and its title, or else its
 * first characters, without tags.  Otherwise NULL.  It may have foreign bytes.
 * Valid until the next call.
 */
const char *http_page(struct http *);

/*
 * True if the server expects TLS: it answers so in plain HTTP (Go's net/http,
 * nginx), or it sends TLS itself (RFC 8446, section 5.1).
 */
int	 http_speaks_tls(const struct http *);

#endif
