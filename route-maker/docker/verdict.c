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
#include "route-maker/docker/engine.h"
#include "route-maker/docker/verdict.h"

void
verdict_waiting(struct engine *e, const char *why)
{
	free(e->waiting);
	e->waiting = NULL;
	if (why != NULL && (e->waiting = strdup(why)) == NULL)
		fatal(NULL);
}

/* NULL: none.  Another one than before, or none, is said. */
static void
set_fault(struct exchange *x, const char *line)
{
	char	*fault = NULL;

	if (line != NULL && (fault = strdup(line)) == NULL)
		fatal(NULL);
	if (x->fault != NULL && (fault == NULL ||
	    strcmp(x->fault, fault) != 0))
		log_repeat_over(x->fault);
	if (x->fault != NULL && fault == NULL)
		log_info("%s: all is well again", x->what);
	free(x->fault);
	if ((x->fault = fault) != NULL)
		log_repeat(fault, "%s", fault);
}

static void
ask_later(struct engine *e)
{
	struct timeval	 delay = backoff_next(&e->backoff);

	if (event_add(e->retry, &delay) == -1)
		fatalx("event_add");
}

void
verdict_good(struct exchange *x)
{
	struct engine	*e = x->engine;

	set_fault(x, NULL);
	verdict_waiting(e, NULL);
	/* One that lists nothing is not asked more often for what it can do. */
	if (exchange_is_list(x))
		backoff_reset(&e->backoff);
}

void
verdict_forget(struct exchange *x)
{
	if (x->fault != NULL)
		(void)log_repeat_over(x->fault);
	free(x->fault);
	x->fault = NULL;
	verdict_waiting(x->engine, NULL);
}

void
verdict_fail(struct exchange *x, const char *why)
{
	char	*line;
	int	 n;

	if (http_speaks_tls(&x->http))
		n = asprintf(&line, "the Docker engine at %s speaks TLS: see "
		    "REMOTE ENGINES in kopd.conf(5)",
		    x->engine->host->conf->endpoint);
	else
		n = asprintf(&line, "%s: %s", x->what, why);
	if (n == -1)
		fatal(NULL);
	set_fault(x, line);
	verdict_waiting(x->engine, http_speaks_tls(&x->http) ? line : why);
	ask_later(x->engine);
	free(line);
}

void
verdict_refused(struct exchange *x)
{
	char	*line;

	if (asprintf(&line, "%s is refused: %sallow %s", x->what,
	    x->kind == DOCKER_INFO ? "set hostname in kopd.conf, or " : "",
	    x->allow) == -1)
		fatal(NULL);
	set_fault(x, line);
	verdict_waiting(x->engine, line);
	ask_later(x->engine);
	free(line);
}

void
verdict_say(struct exchange *x, const char *line)
{
	set_fault(x, line);
	verdict_waiting(x->engine, NULL);
}

/* A filter says no; that also ends a connection before it has read all. */
static int
is_refusal(const struct http *h)
{
	return h->state == HTTP_IN_BODY && (h->status == 401 ||
	    h->status == 403 || h->status == 404 || h->status == 405);
}

/*
 * What HAProxy (400), nginx (414), Go (431) and others say of a request line
 * that is longer than they take; some say nothing.
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

/* A list may be an HTML page, of somebody else. */
static const char *
content_fault(struct exchange *x, const char *why)
{
	const char	*page = http_page(&x->http);

	return page != NULL ? page : why;
}

enum verdict
verdict_of(struct exchange *x, enum docker_end how, int error,
    const char **why)
{
	if (is_refusal(&x->http))
		return VERDICT_REFUSED;
	if (is_too_long(x, how))
		return VERDICT_TOO_LONG;
	if (x->failed)
		*why = content_fault(x, exchange_is_list(x) ?
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
		*why = content_fault(x, split_reason(&x->split));
	else
		return VERDICT_WHOLE;
	return VERDICT_FAULT;
}

int
verdict_shorter(struct exchange *x)
{
	struct engine	*e = x->engine;

	/* A connection may end for another reason. */
	e->ids_doubted = x->http.headers == 0;
	if (e->nasked <= 1) {
		if (e->ids_doubted)
			e->ids_max = LIST_IDS_MAX;
		return -1;
	}
	e->ids_max = e->nasked / 2;
	log_debug("Docker takes no more than %zu ids at a time", e->ids_max);
	return 0;
}
