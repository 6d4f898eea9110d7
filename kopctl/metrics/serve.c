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

#include <sys/socket.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/clock.h"
#include "common/log.h"
#include "common/text.h"
#include "kopctl/kopctl.h"
#include "kopctl/metrics/request.h"
#include "kopctl/metrics/serve.h"
#include "kopctl/sandbox.h"

/* Bytes that are read and dropped after the answer. */
#define REST_MAX	(64 * 1024)

static const struct {
	int		 status;
	const char	*words;
} phrases[] = {
	{ 200, "200 OK" },
	{ 400, "400 Bad Request" },
	{ 404, "404 Not Found" },
	{ 405, "405 Method Not Allowed" },
	{ 503, "503 Service Unavailable" },
};

static const char *const	 types[] = {
	[FORMAT_OPENMETRICS] = "application/openmetrics-text; version=1.0.0; "
	    "charset=utf-8",
	[FORMAT_PROMETHEUS] = "text/plain; version=0.0.4; charset=utf-8",
};

/* Waits until the deadline, in ms of clock_ms().  Returns 0 when it is over. */
static int
wait_until(int fd, short events, uint64_t deadline)
{
	struct pollfd	 pfd = { fd, events, 0 };
	uint64_t	 now = clock_ms();
	int		 n;

	if (now >= deadline)
		return 0;
	do {
		n = poll(&pfd, 1, (int)(deadline - now));
	} while (n == -1 && errno == EINTR);
	return n > 0;
}

/* Like read(2), with a deadline: the end of the input, or -1. */
static ssize_t
read_some(char *buf, size_t size, uint64_t deadline)
{
	ssize_t	 n;

	for (;;) {
		if (!wait_until(STDIN_FILENO, POLLIN, deadline))
			return -1;
		n = read(STDIN_FILENO, buf, size);
		if (n != -1 || (errno != EAGAIN && errno != EINTR))
			return n;
	}
}

static void
write_all(const char *p, size_t len, uint64_t deadline)
{
	ssize_t	 n;

	while (len > 0 && wait_until(STDOUT_FILENO, POLLOUT, deadline)) {
		n = write(STDOUT_FILENO, p, len);
		if (n == -1 && errno != EAGAIN && errno != EINTR)
			return;
		if (n > 0) {
			p += n;
			len -= (size_t)n;
		}
	}
}

/*
 * Reads a request.  Returns 0 if the client has sent nothing; one that is not
 * complete, too long or late is malformed.
 */
static int
read_request(struct scrape *s)
{
	static char	 buf[REQUEST_MAX];
	uint64_t	 deadline = clock_ms() + SERVE_SECONDS * 1000;
	size_t		 len = 0;
	ssize_t		 n;

	while (len < sizeof(buf) && !request_complete(buf, len)) {
		if ((n = read_some(buf + len, sizeof(buf) - len,
		    deadline)) <= 0)
			break;
		len += (size_t)n;
	}
	request_parse(buf, len, s);
	if (!request_complete(buf, len))
		s->status = 400;
	return len > 0;
}

static const char *
phrase(int status)
{
	size_t	 i;

	for (i = 0; phrases[i].status != status; i++)
		continue;
	return phrases[i].words;
}

static void
put_body(FILE *out, const struct scrape *s, const struct samples *samples,
    const char *error)
{
	if (s->status == 200)
		format_write(out, s->format, samples);
	else
		fprintf(out, "%s\n", s->status == 503 ? error :
		    phrase(s->status));
}

/* date is that of the answer, as RFC 9110 writes it. */
static void
put_headers(FILE *out, const struct scrape *s, const char *date, size_t len)
{
	fprintf(out, "HTTP/1.1 %s\r\nDate: %s\r\nContent-Type: %s\r\n"
	    "Content-Length: %zu\r\nCache-Control: no-store\r\n"
	    "Connection: close\r\n%s\r\n", phrase(s->status), date,
	    s->status == 200 ? types[s->format] : "text/plain; charset=utf-8",
	    len, s->status == 405 ? "Allow: GET, HEAD\r\n" : "");
}

/*
 * Drops what the client still sends: to close the socket before that would
 * discard the answer.
 */
static void
drop_rest(uint64_t deadline)
{
	static char	 buf[4096];
	size_t		 total = 0;
	ssize_t		 n;

	if (shutdown(STDOUT_FILENO, SHUT_WR) == -1)
		return;
	while (total < REST_MAX &&
	    (n = read_some(buf, sizeof(buf), deadline)) > 0)
		total += (size_t)n;
}

static void
answer(const struct scrape *s, const char *date,
    const struct samples *samples, const char *error)
{
	uint64_t	 deadline = clock_ms() + SERVE_SECONDS * 1000;
	char		*body, *headers;
	size_t		 body_len, headers_len;
	FILE		*f;

	f = text_open(&body, &body_len);
	put_body(f, s, samples, error);
	text_close(f);
	f = text_open(&headers, &headers_len);
	put_headers(f, s, date, body_len);
	text_close(f);
	write_all(headers, headers_len, deadline);
	if (!s->head)
		write_all(body, body_len, deadline);
	drop_rest(deadline);
	free(headers);
	free(body);
}

static void
set_nonblocking(int fd)
{
	int	 flags = fcntl(fd, F_GETFL);

	if (flags == -1 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) == -1)
		fatal("descriptor %d", fd);
}

int
serve(const struct samples *samples, const char *error)
{
	struct scrape	 s;
	char		 date[64];
	time_t		 now = time(NULL);
	struct tm	 tm;

	if (gmtime_r(&now, &tm) == NULL || strftime(date, sizeof(date),
	    "%a, %d %b %Y %H:%M:%S GMT", &tm) == 0)
		fatalx("the time is not valid");
	set_nonblocking(STDIN_FILENO);
	set_nonblocking(STDOUT_FILENO);
	(void)sandbox_serve();
	if (!read_request(&s))
		return EXIT_OK;
	if (s.status == 200 && error != NULL)
		s.status = 503;
	answer(&s, date, samples, error);
	return EXIT_OK;
}
