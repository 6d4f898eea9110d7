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

/* What a container costs in memory once it is published and at rest. */

#include <err.h>
#include <malloc.h>
#include <stdio.h>

#include "regress/bench/maker/maker.h"
#include "regress/bench/report.h"
#include "route-maker/base/pack.h"
#include "route-maker/container/container.h"
#include "route-maker/inventory/containers.h"
#include "route-maker/object/resolve.h"

#define AIM	2048	/* bytes a container */

/* What redis-writer would be told, and has then. */
static void
send_all(struct containers *cs)
{
	struct object	*o;
	struct pack	 keys = PACK_INITIALIZER;

	resolve_settle(&cs->objects);
	while ((o = TAILQ_FIRST(&cs->objects.unsent)) != NULL) {
		pack_reset(&keys);
		(void)resolve_keys(&cs->objects, o, &keys);
		resolve_sent(&cs->objects, o, &keys);
	}
	pack_free(&keys);
}

void
measure_memory(const struct input *in)
{
	struct route_maker_conf	*conf = bench_conf();
	struct mallinfo2	 before, after;
	struct container	*c;
	struct containers	 containers;
	char			 why[256], title[64];
	size_t			 i, used;

	before = mallinfo2();
	containers_init(&containers, conf, NULL);
	for (i = 0; i < in->count; i++) {
		c = container_parse(in->elements[i].data, in->elements[i].len,
		    conf, why, sizeof(why));
		if (c == NULL)
			errx(1, "a container: %s", why);
		containers_take(&containers, c);
	}
	send_all(&containers);
	after = mallinfo2();
	if (containers_published(&containers) != in->count)
		errx(1, "%zu of %zu containers are published",
		    containers_published(&containers), in->count);
	used = after.uordblks + after.hblkhd - before.uordblks -
	    before.hblkhd;
	(void)snprintf(title, sizeof(title), "%zu containers at rest",
	    in->count);
	report_heading(title, "kopd", "aim");
	report_row("memory of route-maker, a container", "B",
	    (double)used / (double)in->count, AIM);
	containers_free(&containers);
	config_free(&route_maker_table, conf);
}
