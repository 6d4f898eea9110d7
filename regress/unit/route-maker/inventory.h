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

/* A host to take containers, made anew for each test. */

#ifndef REGRESS_UNIT_ROUTE_MAKER_INVENTORY_H
#define REGRESS_UNIT_ROUTE_MAKER_INVENTORY_H

#include "regress/unit/route-maker/containers.h"

#include "route-maker/inventory/containers.h"

static struct route_maker_conf	*conf;
static struct containers		 containers;

static int
set_up(void **state)
{
	(void)state;
	conf = test_conf();
	containers_init(&containers, conf, NULL);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	containers_free(&containers);
	config_free(&route_maker_table, conf);
	return 0;
}

static void
take(const struct test_container *t)
{
	containers_take(&containers, test_container(t, conf));
}

#define TAKE(...)	take(&(struct test_container){ __VA_ARGS__ })

#endif
