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

#include "../../../redis-writer/state.c"

#include "../collide.h"

#define ID	"http/routers/"
#define OTHER	(2 * COLLIDE_NAMES)

/* More than the longest of chains that chance makes. */
#define LONGEST	24

static size_t
longest(const struct state *st)
{
	const struct object	*o;
	size_t			 i, n, most = 0;

	for (i = 0; i < st->nbuckets; i++) {
		for (n = 0, o = st->buckets[i]; o != NULL; o = o->next)
			n++;
		most = n > most ? n : most;
	}
	return most;
}

/* 4 MB of names that have one hash without a key, and as many others. */
static void
colliding_names(void **state)
{
	struct state	*st = state_new();
	char		 id[COLLIDE_LENGTH];
	uint32_t	 first;
	size_t		 i;

	(void)state;
	collide_init(ID);
	collide_name(0, ID, id);
	first = collide_hash(2166136261u, id, strlen(id));
	for (i = 0; i < COLLIDE_NAMES; i++) {
		collide_name(i, ID, id);
		assert_int_equal(collide_hash(2166136261u, id, strlen(id)),
		    first);
		state_set(st, id, "1", 1, 1);
	}
	assert_int_equal(state_count(st), COLLIDE_NAMES);
	assert_in_range(longest(st), 1, LONGEST);
	for (; i < OTHER; i++) {
		(void)snprintf(id, sizeof(id), ID "%zu", i);
		state_set(st, id, "1", 1, 1);
	}
	assert_int_equal(state_count(st), OTHER);
	assert_in_range(longest(st), 1, LONGEST);
	state_free(st);
}

/* Nobody can compute the order in which they are. */
static void
other_key(void **state)
{
	uint32_t	before = hash(ID "web");

	(void)state;
	siphash_seed();
	assert_int_not_equal(hash(ID "web"), before);
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
