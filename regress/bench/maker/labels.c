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

/* From labels to keys, with and without the reading of Docker's list. */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/arena.h"
#include "common/messages.h"
#include "regress/bench/maker/maker.h"
#include "regress/bench/report.h"
#include "route-maker/container/container.h"
#include "route-maker/docker/answer.h"
#include "route-maker/docker/split.h"
#include "route-maker/inventory/containers.h"
#include "route-maker/route/route.h"

#define US		1000.0
#define AIM_US		15	/* a container */

struct work {
	const struct input	*in;
	struct route_maker_conf	*conf;
	struct container	**parsed;
	struct containers	 containers;
	struct pending		 pending;
	struct answer		 answer;
	struct answer_list	 list;
	struct arena		 arena;
	size_t			 labels;
	size_t			 keys;
};

static const struct container *
find_none(void *arg, const char *name)
{
	(void)arg;
	(void)name;
	return (NULL);
}

static struct container *
read_one(struct work *w, const char *data, size_t len)
{
	struct container	*c;
	char			 why[256];

	c = container_parse(data, len, w->conf, why, sizeof(why));
	if (c == NULL)
		errx(1, "a container: %s", why);
	return (c);
}

static void
make_one(struct work *w, struct container *c)
{
	struct decode	 d;
	struct translation	 t;
	struct place	 place = { .d = &d, .container = c,
			    .find = find_none };
	struct settings	 settings;
	struct routes	 routes;
	struct route	*r;

	arena_reset(&w->arena);
	decode_init(&d, &w->arena, w->conf);
	route_settings(&d, c, &t, &settings);
	if (route_make(&place, NULL, &t, &settings, &routes) != ROUTE_GOOD ||
	    !STAILQ_EMPTY(&d.faults))
		errx(1, "container %s: no routes, or faults", c->name);
	STAILQ_FOREACH(r, &routes, entry)
		w->keys += r->keys.count + r->server.count;
}

static void
make_all(void *arg)
{
	struct work	*w = arg;
	size_t		 i;

	w->keys = 0;
	for (i = 0; i < w->in->count; i++)
		make_one(w, w->parsed[i]);
}

static void
on_element(void *arg, const char *data, size_t len)
{
	struct work		*w = arg;
	struct container	*c = read_one(w, data, len);

	make_one(w, c);
	container_free(c);
}

static void
on_fault(void *arg, const char *data, size_t len, const char *reason)
{
	(void)arg;
	(void)data;
	(void)len;
	errx(1, "an element: %s", reason);
}

/* In the pieces that docker-reader sends. */
static void
feed(const struct input *in, const struct split_callbacks *callbacks,
    void *arg)
{
	struct split	 split;
	size_t		 at, n;

	split_init(&split, callbacks, arg);
	for (at = 0; at < in->len; at += n) {
		n = in->len - at > DOCKER_CHUNK ? DOCKER_CHUNK : in->len - at;
		if (split_feed(&split, in->data + at, n) == -1)
			errx(1, "%s", split_reason(&split));
	}
	if (split_end(&split) == -1)
		errx(1, "%s", split_reason(&split));
	split_free(&split);
}

static void
read_and_make(void *arg)
{
	static const struct split_callbacks	 callbacks = {
		.element = on_element,
		.fault = on_fault
	};
	struct work				*w = arg;

	w->keys = 0;
	feed(w->in, &callbacks, w);
}

/* A full list that changes nothing, as the engine takes it. */
static void
poll_again(void *arg)
{
	struct work	*w = arg;

	containers_round_begin(&w->containers);
	feed(w->in, &answer_elements, &w->list);
	containers_round_end(&w->containers);
}

static void
begin_polls(struct work *w)
{
	containers_init(&w->containers, w->conf, NULL);
	pending_init(&w->pending);
	answer_init(&w->answer, &w->pending, &w->containers);
	w->list.answer = &w->answer;
	w->list.all = 1;
	idset_init(&w->list.unhealthy);
}

static void
say(const char *what, double ns, size_t n, double aim)
{
	char	text[64];

	(void)snprintf(text, sizeof(text), "%s, all", what);
	report_row(text, "ms", ns / 1000 / US, aim * (double)n / US);
	(void)snprintf(text, sizeof(text), "%s, each", what);
	report_row(text, "us", ns / (double)n / US, aim);
}

void
measure_labels(const struct input *in)
{
	struct work	 w = { .in = in, .conf = bench_conf() };
	size_t		 i;
	double		 ns[3];
	char		 title[128];

	w.parsed = reallocarray(NULL, in->count, sizeof(*w.parsed));
	if (w.parsed == NULL)
		err(1, NULL);
	for (i = 0; i < in->count; i++) {
		w.parsed[i] = read_one(&w, in->elements[i].data,
		    in->elements[i].len);
		w.labels += w.parsed[i]->nlabels;
	}
	ns[0] = median_of(make_all, &w);
	for (i = 0; i < in->count; i++)
		container_free(w.parsed[i]);
	free(w.parsed);
	ns[1] = median_of(read_and_make, &w);
	begin_polls(&w);
	ns[2] = median_of(poll_again, &w);
	containers_free(&w.containers);

	(void)snprintf(title, sizeof(title), "%zu containers, %.0f labels "
	    "each, %.1f keys each, %zu bytes of JSON each", in->count,
	    (double)w.labels / (double)in->count,
	    (double)w.keys / (double)in->count, in->len / in->count);
	report_heading(title, "kopd", "aim");
	say("labels to keys", ns[0], in->count, AIM_US);
	say("Docker's list to keys", ns[1], in->count, -1);
	say("a list with nothing new", ns[2], in->count, -1);
	arena_free(&w.arena);
	config_free(&route_maker_table, w.conf);
}
