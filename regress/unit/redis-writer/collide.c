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

/* What a stranger's names cost in the table of objects, in steps. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/siphash.h"
#include "redis-writer/table.h"

#include "regress/unit/collide.h"

#define ID	"http/routers/"
#define OTHER	(2 * COLLIDE_NAMES)

/* More than the longest of chains that chance makes. */
#define LONGEST	24

static size_t
longest(const struct table *t)
{
	const struct object	*o;
	size_t			 i, n, most = 0;

	for (i = 0; i < t->nbuckets; i++) {
		for (n = 0, o = TABLE_BUCKET(t, i); o != NULL; o = o->next)
			n++;
		most = n > most ? n : most;
	}
	return most;
}

static uint32_t
insert(struct table *t, const char *id)
{
	struct bytes	 blob = { "1", 1 }, none = { NULL, 0 };
	struct object	*o = object_new(id, blob, none);

	table_insert(t, o);
	return o->hash;
}

static void
empty(struct table *t)
{
	struct object	*o;
	size_t		 i;

	for (i = 0; i < t->nbuckets; i++) {
		while ((o = TABLE_BUCKET(t, i)) != NULL) {
			table_remove(t, o);
			free(o);
		}
	}
	table_free(t);
}

/* 4 MB of names that have one hash without a key, and as many others. */
static void
colliding_names(void **state)
{
	struct table	 t;
	char		 id[COLLIDE_LENGTH];
	uint32_t	 first;
	size_t		 i;

	(void)state;
	table_init(&t);
	collide_init(ID);
	collide_name(0, ID, id);
	first = collide_hash(2166136261u, id, strlen(id));
	for (i = 0; i < COLLIDE_NAMES; i++) {
		collide_name(i, ID, id);
		assert_int_equal(collide_hash(2166136261u, id, strlen(id)),
		    first);
		(void)insert(&t, id);
	}
	assert_int_equal(t.nobjects, COLLIDE_NAMES);
	assert_in_range(longest(&t), 1, LONGEST);
	for (; i < OTHER; i++) {
		(void)snprintf(id, sizeof(id), ID "%zu", i);
		(void)insert(&t, id);
	}
	assert_int_equal(t.nobjects, OTHER);
	assert_in_range(longest(&t), 1, LONGEST);
	empty(&t);
}

/* Nobody can compute the order in which they are. */
static void
other_key(void **state)
{
	struct table	t;
	uint32_t	before;

	(void)state;
	table_init(&t);
	before = insert(&t, ID "web");
	empty(&t);
	table_init(&t);
	siphash_seed();
	assert_int_not_equal(insert(&t, ID "web"), before);
	empty(&t);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(colliding_names),
		cmocka_unit_test(other_key)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
