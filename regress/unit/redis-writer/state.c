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

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "redis-writer/state.h"

static char	 taken[32768];

static void
note(const struct object *o, void *arg)
{
	(void)arg;
	(void)strcat(taken, o->blob_len > 0 ? " +" : " -");
	(void)strcat(taken, object_id(o));
}

static uint32_t
take(struct state *st, size_t max, int parts_only)
{
	*taken = '\0';
	return state_take(st, max, 1000, parts_only, note, NULL);
}

static void
set(struct state *st, const char *id, const char *blob)
{
	state_set(st, id, blob, strlen(blob), 1);
}

/* One service and one router, which Redis has. */
static struct state *
settled(void)
{
	struct state	*st = state_new();

	state_snapshot_begin(st);
	set(st, "http/routers/a", "1");
	set(st, "http/services/a", "1");
	state_snapshot_end(st);
	state_done(st, take(st, 10, 0));
	assert_int_equal(state_pending(st), 0);
	return st;
}

static void
test_order(void **state)
{
	struct state	*st = settled();
	uint32_t	 batch;

	(void)state;
	state_del(st, "http/services/a");
	state_del(st, "http/routers/a");
	set(st, "http/routers/b", "1");
	set(st, "tcp/middlewares/b", "1");
	assert_int_equal(state_count(st), 2);
	batch = take(st, 10, 0);
	assert_string_equal(taken, " +tcp/middlewares/b +http/routers/b"
	    " -http/routers/a -http/services/a");
	assert_int_equal(state_dirty(st), 0);
	assert_int_equal(state_pending(st), 4);
	state_done(st, batch);
	assert_int_equal(state_pending(st), 0);
	assert_null(state_find(st, "http/routers/a"));
	assert_non_null(state_find(st, "http/routers/b"));
	state_free(st);
}

static void
test_bounds(void **state)
{
	struct state	*st = state_new();

	(void)state;
	set(st, "http/services/a", "1");
	set(st, "http/services/b", "1");
	set(st, "http/routers/a", "1");
	take(st, 1, 0);
	assert_string_equal(taken, " +http/services/a");
	take(st, 10, 1);
	assert_string_equal(taken, " +http/services/b");
	*taken = '\0';
	set(st, "http/services/c", "123456");
	state_take(st, 10, 3, 0, note, NULL);
	assert_string_equal(taken, " +http/services/c");
	state_free(st);
}

static void
test_equal_is_clean(void **state)
{
	struct state	*st = settled();

	(void)state;
	set(st, "http/routers/a", "1");
	assert_int_equal(state_dirty(st), 0);
	set(st, "http/routers/a", "2");
	set(st, "http/routers/a", "3");
	assert_int_equal(state_dirty(st), 1);
	assert_int_equal(state_count(st), 2);
	state_free(st);
}

/* What changes while its older self is under way goes after it. */
static void
test_change_in_flight(void **state)
{
	struct state	*st = settled();
	uint32_t	 first, second;

	(void)state;
	set(st, "http/routers/a", "2");
	set(st, "http/services/a", "2");
	first = take(st, 10, 0);
	set(st, "http/routers/a", "3");
	state_del(st, "http/services/a");
	second = take(st, 10, 0);
	assert_string_equal(taken, " +http/routers/a -http/services/a");
	state_failed(st, first);
	assert_int_equal(state_dirty(st), 0);
	state_failed(st, second);
	assert_int_equal(state_dirty(st), 2);
	take(st, 10, 0);
	assert_string_equal(taken, " +http/routers/a -http/services/a");
	state_free(st);
}

/* However long Redis is away, what comes and goes leaves nothing. */
static void
test_no_growth(void **state)
{
	struct state	*st = settled();
	char		 id[64];
	int		 i;

	(void)state;
	for (i = 0; i < 10000; i++) {
		(void)snprintf(id, sizeof(id), "http/routers/%d", i);
		set(st, id, "1");
		state_del(st, id);
	}
	assert_int_equal(state_pending(st), 0);
	assert_int_equal(state_count(st), 2);
	state_free(st);
}

static void
test_snapshot(void **state)
{
	struct state	*st = settled();

	(void)state;
	state_snapshot_begin(st);
	set(st, "http/routers/a", "1");
	set(st, "http/routers/b", "1");
	state_snapshot_end(st);
	take(st, 10, 0);
	assert_string_equal(taken, " +http/routers/b -http/services/a");
	state_free(st);
}

static void
test_compare(void **state)
{
	struct state	*st = settled();

	(void)state;
	set(st, "http/routers/b", "1");
	state_del(st, "http/services/a");
	state_forget(st);
	state_seen(st, "http/routers/a", "1", 1);
	state_seen(st, "http/routers/b", "old", 3);
	state_seen(st, "http/routers/c", "1", 1);
	state_seen(st, "http/routers/c", "1", 1);
	take(st, 10, 0);
	assert_string_equal(taken, " +http/routers/b -http/routers/c "
	    "-http/services/a");
	state_free(st);
}

/* What of these Redis has lost: its name. */
static void
traced(const struct object *o, void *arg)
{
	(void)arg;
	if ((o->flags & OBJECT_TRACE) == 0 || o->old_len == 0)
		return;
	(void)strlcat(taken, " ", sizeof(taken));
	(void)strlcat(taken, object_id(o), sizeof(taken));
}

/* Redis lost it all: what changed or went goes with what was there. */
static void
test_trace(void **state)
{
	struct state	*st = settled();
	uint32_t	 batch;

	(void)state;
	set(st, "http/routers/seen", "1");
	state_done(st, take(st, 10, 0));
	state_del(st, "http/services/a");
	state_forget(st);
	state_seen(st, "http/routers/seen", "1", 1);
	set(st, "http/routers/seen", "2");
	set(st, "http/routers/a", "2");
	set(st, "http/routers/new", "1");
	*taken = '\0';
	batch = state_take(st, 10, 1000, 0, traced, NULL);
	assert_string_equal(taken, " http/routers/a http/services/a");
	state_done(st, batch);
	set(st, "http/routers/a", "3");
	*taken = '\0';
	state_done(st, state_take(st, 10, 1000, 0, traced, NULL));
	assert_string_equal(taken, "");
	state_free(st);
}

/* A restart: what Redis has is read before route-maker has said all. */
static void
test_compare_first(void **state)
{
	struct state	*st = state_new();

	(void)state;
	state_forget(st);
	state_snapshot_begin(st);
	state_seen(st, "http/routers/same", "1", 1);
	state_seen(st, "http/routers/other", "1", 1);
	state_seen(st, "http/routers/gone", "1", 1);
	assert_int_equal(state_count(st), 0);
	assert_int_equal(state_dirty(st), 0);
	set(st, "http/routers/same", "1");
	set(st, "http/routers/other", "2");
	assert_int_equal(state_count(st), 2);
	state_snapshot_end(st);
	take(st, 10, 0);
	assert_string_equal(taken, " +http/routers/other -http/routers/gone");
	state_free(st);
}

static void
count(struct object *o, void *arg)
{
	unsigned int	*seen = arg;

	seen[atoi(object_id(o))]++;
}

static void
test_walk(void **state)
{
	struct state	*st = state_new();
	unsigned int	 seen[1000] = { 0 };
	size_t		 i, cursor = 0, visited = 0;
	char		 id[8];

	(void)state;
	for (i = 0; i < 1000; i++) {
		(void)snprintf(id, sizeof(id), "%zu", i);
		set(st, id, "1");
	}
	assert_int_equal(state_walk(st, &cursor, 100, count, seen), 0);
	state_done(st, take(st, 1000, 0));
	while (visited < 1000)
		visited += state_walk(st, &cursor, 90, count, seen);
	for (i = 0; i < 1000; i++)
		assert_true(seen[i] >= 1);
	state_redo(st, "7");
	state_redo(st, "nobody");
	assert_int_equal(state_dirty(st), 1);
	state_free(st);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_equal_is_clean),
		cmocka_unit_test(test_change_in_flight),
		cmocka_unit_test(test_no_growth),
		cmocka_unit_test(test_snapshot),
		cmocka_unit_test(test_compare),
		cmocka_unit_test(test_trace),
		cmocka_unit_test(test_compare_first),
		cmocka_unit_test(test_walk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
