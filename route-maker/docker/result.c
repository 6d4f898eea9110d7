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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "route-maker/docker/result.h"

/* NULL: no error.  Logs a new error, and the end of an error. */
static void
set_error(struct exchange *x, const char *line)
{
	char	*said = NULL;

	if (line != NULL && (said = strdup(line)) == NULL)
		fatal(NULL);
	if (x->error != NULL && (said == NULL ||
	    strcmp(x->error, said) != 0))
		(void)log_repeat_over(x->error);
	if (x->error != NULL && said == NULL)
		log_info("%s: works again", x->what);
	free(x->error);
	if ((x->error = said) != NULL)
		log_repeat(said, "%s", said);
}

void
result_good(struct exchange *x)
{
	set_error(x, NULL);
	channel_waiting(x->channel, NULL);
}

void
result_forget(struct exchange *x)
{
	if (x->error != NULL)
		(void)log_repeat_over(x->error);
	free(x->error);
	x->error = NULL;
	channel_waiting(x->channel, NULL);
}

void
result_error(struct exchange *x, const char *why, const char *endpoint)
{
	char	*line;
	int	 n;

	if (http_speaks_tls(&x->http))
		n = asprintf(&line, "the Docker engine at %s uses TLS; see "
		    "REMOTE ENGINES in kopd.conf(5)", endpoint);
	else
		n = asprintf(&line, "%s: %s", x->what, why);
	if (n == -1)
		fatal(NULL);
	set_error(x, line);
	channel_waiting(x->channel, http_speaks_tls(&x->http) ? line : why);
	free(line);
}

void
result_refused(struct exchange *x)
{
	char	*line;

	if (asprintf(&line, "%s is refused; %sallow %s", x->what,
	    x->kind == DOCKER_INFO ? "set hostname in kopd.conf, or " : "",
	    x->allow) == -1)
		fatal(NULL);
	set_error(x, line);
	channel_waiting(x->channel, line);
	free(line);
}

void
result_note(struct exchange *x, const char *line)
{
	set_error(x, line);
	channel_waiting(x->channel, NULL);
}

/*
 * A proxy's filter rejects the request, perhaps before it has read all of it.
 */
static int
is_refusal(const struct http *h)
{
	return h->state == HTTP_IN_BODY && (h->status == 401 ||
	    h->status == 403 || h->status == 404 || h->status == 405);
}

/*
 * HAProxy (400), nginx (414), Go (431) and others answer like this if a request
 * line is too long for them.  Some close the connection.
 */
static int
is_too_long(const struct exchange *x, enum docker_end how)
{
	const struct http	*h = &x->http;

	if (x->kind != DOCKER_LIST_IDS || http_speaks_tls(h))
		return 0;
	if (h->state == HTTP_IN_BODY)
		return h->status == 400 || h->status == 413 ||
		    h->status == 414 || h->status == 431;
	return h->headers == 0 && how != DOCKER_TIMED_OUT;
}

/* A proxy may send an HTML page instead of a list. */
static const char *
content_error(struct exchange *x, const char *why)
{
	const char	*page = http_page(&x->http);

	return page != NULL ? page : why;
}

enum result
result_of(struct exchange *x, enum docker_end how, int error,
    const char **why)
{
	if (is_refusal(&x->http))
		return RESULT_REFUSED;
	if (is_too_long(x, how))
		return RESULT_TOO_LONG;
	if (x->failed)
		*why = content_error(x, exchange_is_list(x) ?
		    split_reason(&x->split) : "it is too long");
	else if (how == DOCKER_TIMED_OUT)
		*why = "it takes too long";
	else if (http_end(&x->http) == HTTP_STATUS)
		*why = http_reason(&x->http);
	else if (how == DOCKER_CUT)
		*why = strerror(error);
	else if (http_end(&x->http) != HTTP_COMPLETE)
		*why = http_reason(&x->http);
	else if (exchange_is_list(x) && split_end(&x->split) == -1)
		*why = content_error(x, split_reason(&x->split));
	else
		return RESULT_WHOLE;
	return RESULT_ERROR;
}
