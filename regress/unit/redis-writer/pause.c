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

/* Who names whom, and in which order it leaves and enters the view. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/siphash.h"
#include "redis-writer/definition.h"
#include "redis-writer/state.h"

static char	 taken[4096];

static void
note(const struct object *o, void *arg)
{
	(void)arg;
	(void)strcat(taken, o->flags & OBJECT_PAUSE ? " ~" :
	    o->blob_len > 0 ? " +" : " -");
	(void)strcat(taken, object_id(o));
}

static uint32_t
take(struct state *st)
{
	*taken = '\0';
	return state_take(st, 100, 100000, 0, note, NULL);
}

static void
set(struct state *st, const char *id, const char *key, const char *value)
{
	struct definition	*d = definition_new(id, id, "c", 0);
	struct msgpack		 blob = MSGPACK_INITIALIZER;

	assert_null(definition_add(d, key, strlen(key), value, strlen(value)));
	assert_null(definition_pack(d, &blob));
	state_set(st, id, blob.buf, blob.len, 1);
	msgpack_free(&blob);
	definition_free(d);
}

#define R	"http/routers/r"
#define CHAIN	"http/middlewares/chain"
#define AUTH	"http/middlewares/auth"

/* A router behind a chain of one middleware, which Redis has. */
static struct state *
chained(void)
{
	struct state	*st = state_new();

	state_snapshot_begin(st);
	set(st, R, "middlewares", "chain");
	set(st, CHAIN, "chain/middlewares", "auth");
	set(st, AUTH, "basicAuth/users", "x");
	state_snapshot_end(st);
	state_done(st, take(st));
	assert_string_equal(taken, " +" AUTH " +" CHAIN " +" R);
	assert_int_equal(state_pending(st), 0);
	return st;
}

static void
test_order(void **state)
{
	struct state	*st = chained();

	(void)state;
	state_del(st, AUTH);
	state_del(st, CHAIN);
	state_del(st, R);
	state_done(st, take(st));
	assert_string_equal(taken, " -" R " -" CHAIN " -" AUTH);
	assert_null(state_find(st, AUTH));
	state_free(st);
}

static void
test_named(void **state)
{
	struct state	*st = chained();

	(void)state;
	assert_true(state_is_named(st, AUTH));
	assert_true(state_is_named(st, CHAIN));
	assert_false(state_is_named(st, R));
	/* What it named until now counts until Redis has the new one. */
	set(st, CHAIN, "chain/middlewares", "other");
	assert_true(state_is_named(st, AUTH));
	assert_true(state_is_named(st, "http/middlewares/other"));
	state_done(st, take(st));
	assert_false(state_is_named(st, AUTH));
	assert_true(state_is_named(st, "http/middlewares/other"));
	state_del(st, CHAIN);
	assert_true(state_is_named(st, "http/middlewares/other"));
	state_done(st, take(st));
	assert_false(state_is_named(st, "http/middlewares/other"));
	state_free(st);
}

/* All that names it, over the chain, leaves before it changes. */
static void
test_pause(void **state)
{
	struct state	*st = chained();
	uint32_t	 batch;

	(void)state;
	set(st, AUTH, "basicAuth/users", "y");
	batch = take(st);
	state_failed(st, batch);
	state_pause(st, AUTH);
	batch = take(st);
	assert_string_equal(taken, " ~" CHAIN " ~" R " +" AUTH);
	assert_false(state_is_named(st, AUTH));
	state_done(st, batch);
	/* And comes again. */
	batch = take(st);
	assert_string_equal(taken, " +" CHAIN " +" R);
	state_done(st, batch);
	assert_int_equal(state_pending(st), 0);
	assert_true(state_is_named(st, AUTH));
	state_free(st);
}

static void
test_pause_fails(void **state)
{
	struct state	*st = chained();
	uint32_t	 batch;

	(void)state;
	state_pause(st, AUTH);
	batch = take(st);
	assert_string_equal(taken, " ~" CHAIN " ~" R);
	state_failed(st, batch);
	assert_true(state_is_named(st, AUTH));
	state_done(st, take(st));
	assert_string_equal(taken, " ~" CHAIN " ~" R);
	state_done(st, take(st));
	assert_int_equal(state_pending(st), 0);
	state_free(st);
}

/* The connection goes: what may be paused is sent, though it is equal. */
static void
test_resync(void **state)
{
	struct state	*st = chained();
	struct object	*o;
	void		*blob;
	size_t		 len;

	(void)state;
	o = state_find(st, R);
	len = o->blob_len;
	assert_non_null(blob = malloc(len));
	memcpy(blob, object_blob(o), len);
	state_pause(st, CHAIN);
	state_failed(st, take(st));
	state_forget(st);
	state_seen(st, R, blob, len);
	state_done(st, take(st));
	assert_string_equal(taken, " +" AUTH " +" CHAIN " +" R);
	state_forget(st);
	state_seen(st, R, blob, len);
	state_done(st, take(st));
	assert_string_equal(taken, " +" AUTH " +" CHAIN);
	free(blob);
	state_free(st);
}

/* What Redis has of a former kopd names things, too. */
static void
test_stale(void **state)
{
	struct state	*st = chained(), *new = state_new();
	struct object	*o = state_find(st, R);

	(void)state;
	state_snapshot_begin(new);
	state_seen(new, R, object_blob(o), o->blob_len);
	state_seen(new, "http/routers/bad", "\x96\xa1", 2);
	assert_true(state_is_named(new, CHAIN));
	state_pause(new, CHAIN);
	state_done(new, take(new));
	assert_string_equal(taken, " ~" R);
	/* Wanted as it is there: it has to be sent all the same. */
	set(new, R, "middlewares", "chain");
	state_snapshot_end(new);
	state_done(new, take(new));
	assert_string_equal(taken, " +" R " -http/routers/bad");
	state_free(new);
	state_free(st);
}

static int
count(const char *id, void *arg)
{
	(void)id;
	return ++*(int *)arg;
}

static void
count_reference(const char *id, void *arg)
{
	(void)count(id, arg);
}

/* Foreign bytes: nothing is read beyond their end, whatever they say. */
static void
test_foreign(void **state)
{
	static const char	good[] = "\x96\xa1n\xa1\x90\x81\xcd\x01\x00\x92"
	    "\xa1k\xd9\x01v\x01\x92\xa1" "a\xda\x00\x01" "b\xa1" "c";
	struct outline		 outline;
	char			*copy;
	size_t			 len, i;
	int			 n = 0, byte;

	(void)state;
	definition_references(good, sizeof(good) - 1, count_reference, &n);
	assert_int_equal(n, 2);
	for (len = 0; len < sizeof(good); len++) {
		for (i = 0; i < len; i++) {
			for (byte = 0; byte < 256; byte++) {
				assert_non_null(copy = malloc(len));
				memcpy(copy, good, len);
				copy[i] = (char)byte;
				definition_references(copy, len,
				    count_reference, &n);
				(void)definition_outline(copy, len, &outline);
				free(copy);
			}
		}
	}
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_named),
		cmocka_unit_test(test_pause),
		cmocka_unit_test(test_pause_fails),
		cmocka_unit_test(test_resync),
		cmocka_unit_test(test_stale),
		cmocka_unit_test(test_foreign),
	};

	siphash_seed();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
