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
 * Claims that are made without containers, for tests: objects with the keys
 * that a test wants, and a clock that stands still.
 */

#ifndef REGRESS_UNIT_ROUTE_MAKER_CLAIMS_H
#define REGRESS_UNIT_ROUTE_MAKER_CLAIMS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/log.h"
#include "route-maker/object/object.h"
#include "route-maker/object/resolve.h"

#define CONTAINERS	8
#define PAIRS		4

static struct objects	objects;
static struct claimant	claimants[CONTAINERS];
static uint64_t		now;

static uint64_t
test_clock(void)
{
	return now;
}

/* Containers "a", "b", ... in the order of their creation. */
static void
add_claimant(int n)
{
	struct claimant	*c = &claimants[n];

	memset(c, 0, sizeof(*c));
	c->id.b[0] = (unsigned char)n;
	c->created = n;
	if (asprintf(&c->name, "%c", 'a' + n) == -1 ||
	    asprintf(&c->service, "%c", 'a' + n) == -1)
		fail();
	LIST_INIT(&c->claims);
}

static int
set_up(void **state)
{
	int	n;

	(void)state;
	objects_init(&objects);
	objects.clock = test_clock;
	objects.live = 1;
	objects.reserve = 5;
	now = 1000;
	for (n = 0; n < CONTAINERS; n++)
		add_claimant(n);
	return 0;
}

static void
drop_all(int n)
{
	struct claim	*c;

	while ((c = LIST_FIRST(&claimants[n].claims)) != NULL)
		claim_drop(&objects, c);
}

static int
tear_down(void **state)
{
	int	n;

	(void)state;
	for (n = 0; n < CONTAINERS; n++) {
		drop_all(n);
		claimants_remove(&objects.claimants, &claimants[n]);
		free(claimants[n].name);
		free(claimants[n].service);
	}
	objects_free(&objects);
	return 0;
}

/* An object of the container: "key=value" pairs; what differs is a meaning. */
static void
want(int n, const char *name, ...)
{
	struct pair	 list[PAIRS];
	struct route	 r = { .name = name, .id = name };
	const char	*pair;
	char		*copies[PAIRS], *value;
	size_t		 i;
	va_list		 ap;

	r.meaning = pack_digest(PACK_DIGEST, name, strlen(name));
	r.keys.list = list;
	va_start(ap, name);
	while ((pair = va_arg(ap, const char *)) != NULL) {
		assert_true(r.keys.count < PAIRS);
		r.meaning = pack_digest(r.meaning, pair, strlen(pair) + 1);
		if ((copies[r.keys.count] = strdup(pair)) == NULL)
			fail();
		value = strchr(copies[r.keys.count], '=');
		*value++ = '\0';
		memset(&list[r.keys.count], 0, sizeof(list[0]));
		list[r.keys.count].key = copies[r.keys.count];
		list[r.keys.count++].value = value;
	}
	va_end(ap);
	claim_set(&objects, &claimants[n], &r);
	for (i = 0; i < r.keys.count; i++)
		free(copies[i]);
}

#define WANT(n, ...)	want((n), __VA_ARGS__, (const char *)NULL)

static struct claim *
claim_of(int n, const char *id)
{
	struct claim	*c;

	LIST_FOREACH(c, &claimants[n].claims, of_claimant)
		if (strcmp(c->object->id, id) == 0)
			return c;
	return NULL;
}

static void
drop(int n, const char *id)
{
	struct claim	*c = claim_of(n, id);

	assert_non_null(c);
	claim_drop(&objects, c);
}

/* Sends all, as redis-writer would get it at once. */
static inline void
settle(void)
{
	struct pack	 keys = PACK_INITIALIZER;
	struct object	*o;

	resolve_settle(&objects);
	while ((o = TAILQ_FIRST(&objects.unsent)) != NULL) {
		resolve_keys(&objects, o, &keys);
		resolve_sent(&objects, o, &keys);
	}
	pack_free(&keys);
}

#endif
