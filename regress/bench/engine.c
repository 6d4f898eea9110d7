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
 * The fake engine of the tests as the benchmark needs it: it says nothing,
 * and answers from what it has made before.
 */

#include <event2/buffer.h>

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "regress/bench/bench.h"
#include "regress/lib/fake/docker/docker.h"

#define FIRST_PORT	20000
#define PORTS		40000

static struct container	*extra;		/* the one above n that runs */
static size_t		 counted;	/* bytes that were asked for already */

void
engine_init(struct event_base *base, const char *path)
{
	answer_init(base, path, 0);
	answer_listen();
}

unsigned int
engine_port(void)
{
	return (answer_port());
}

static struct container *
run(unsigned int number)
{
	struct container	*c;
	char			 name[32];

	(void)snprintf(name, sizeof(name), "c%u", number);
	c = container_new(name, FIRST_PORT + number % PORTS,
	    container_labels(number));
	c->listed = 1;
	return (c);
}

void
engine_containers(unsigned int n)
{
	struct evbuffer	*made;
	unsigned int	 i;

	while (!RB_EMPTY(&containers))
		container_free(RB_MIN(containers, &containers));
	extra = NULL;
	for (i = 0; i < n; i++)
		(void)run(i);
	if ((made = evbuffer_new()) == NULL)
		err(1, NULL);
	containers_list(made);
	evbuffer_free(made);
}

static uint64_t
tell(const char *action)
{
	char		*line = container_event(extra, action);
	uint64_t	 clock = now();

	answer_event(line, NULL);
	free(line);
	return (clock);
}

uint64_t
engine_start(unsigned int number)
{
	extra = run(number);
	return (tell("start"));
}

uint64_t
engine_stop(void)
{
	uint64_t	clock = tell("die");

	container_free(extra);
	extra = NULL;
	return (clock);
}

size_t
engine_bytes(void)
{
	struct counts	c;
	size_t		bytes;

	answer_count(&c);
	bytes = c.list_bytes - counted;
	counted = c.list_bytes;
	return (bytes);
}

void
engine_times(uint64_t *asked, uint64_t *answered)
{
	struct counts	c;

	answer_count(&c);
	*asked = c.asked * 1000;
	*answered = c.answered * 1000;
}
