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

/* Deltas: what is written can be read; all else is malformed. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "common/bounds.h"
#include "common/delta.h"

static struct arena	memory = ARENA_INITIALIZER;

static int
reads(const struct record *r, struct delta *d)
{
	struct record_reader	 reader;

	assert_false(r->failed);
	record_read(&reader, r->buf, r->len);
	return delta_read(&reader, d, &memory);
}

/* The largest one, with the longest names. */
static void
fill(struct delta *d)
{
	static char	 name[OBJECT_NAME_MAX + 2];
	size_t		 i;

	memset(name, 'x', sizeof(name) - 1);
	memset(d, 0, sizeof(*d));
	d->time = 1234567890123;
	d->latency = DELTA_NO_LATENCY;
	d->container = name;
	d->more = 7;
	for (i = 0; i < DELTA_OBJECTS_MAX; i++) {
		d->objects[i].kind = (enum delta_kind)(i % DELTA_KINDS);
		d->objects[i].name = name;
	}
	d->nobjects = DELTA_OBJECTS_MAX;
	for (i = 0; i < DELTA_ADDRESSES_MAX; i++)
		d->addresses[i] = name;
	d->naddresses = DELTA_ADDRESSES_MAX;
}

static void
test_largest(void **state)
{
	static struct delta	 in, out;
	struct record		 r = RECORD_INITIALIZER;
	size_t			 i;

	(void)state;
	fill(&in);
	delta_write(&r, &in);
	assert_int_equal(reads(&r, &out), 0);
	assert_int_equal(out.time, in.time);
	assert_true(out.latency == DELTA_NO_LATENCY);
	assert_int_equal(strlen(out.container), OBJECT_NAME_MAX);
	assert_int_equal(out.more, 7);
	assert_int_equal(out.nobjects, DELTA_OBJECTS_MAX);
	for (i = 0; i < out.nobjects; i++)
		assert_int_equal(out.objects[i].kind, i % DELTA_KINDS);
	assert_int_equal(out.naddresses, DELTA_ADDRESSES_MAX);
	record_free(&r);
	arena_free(&memory);
}

static void
test_smallest(void **state)
{
	static struct delta	 in, out;
	struct record		 r = RECORD_INITIALIZER;

	(void)state;
	in.container = "";
	delta_write(&r, &in);
	assert_int_equal(r.len, DELTA_BYTES_MIN);
	assert_int_equal(reads(&r, &out), 0);
	assert_int_equal(out.nobjects + out.naddresses, 0);
	record_free(&r);
	arena_free(&memory);
}

/* A delta without objects, up to there. */
static void
begin(struct record *r, const char *container, size_t len)
{
	record_reset(r);
	record_u64(r, 1);
	record_u64(r, 2);
	record_bytes(r, container, len);
	record_u32(r, 0);
}

static void
test_malformed(void **state)
{
	static char		 name[OBJECT_NAME_MAX + 1];
	static struct delta	 d;
	struct record		 r = RECORD_INITIALIZER;
	int			 i;

	(void)state;
	memset(name, 'x', sizeof(name));
	begin(&r, name, sizeof(name));
	record_u16(&r, 0);
	assert_int_equal(reads(&r, &d), -1);	/* too long */
	begin(&r, "a\0b", 3);
	record_u16(&r, 0);
	assert_int_equal(reads(&r, &d), -1);	/* a NUL */
	begin(&r, "a", 1);
	assert_int_equal(reads(&r, &d), -1);	/* too short */
	record_u16(&r, 0);
	assert_int_equal(reads(&r, &d), 0);
	record_u8(&r, 0);
	assert_int_equal(reads(&r, &d), -1);	/* more follows */
	begin(&r, "a", 1);
	record_u8(&r, 1);
	record_u8(&r, DELTA_KINDS);
	record_string(&r, "http/routers/a");
	record_u8(&r, 0);
	assert_int_equal(reads(&r, &d), -1);	/* no such kind */
	begin(&r, "a", 1);
	record_u8(&r, DELTA_OBJECTS_MAX + 1);
	for (i = 0; i <= DELTA_OBJECTS_MAX; i++) {
		record_u8(&r, 0);
		record_string(&r, "");
	}
	record_u8(&r, 0);
	assert_int_equal(reads(&r, &d), -1);	/* too many */
	record_free(&r);
	arena_free(&memory);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_largest),
		cmocka_unit_test(test_smallest),
		cmocka_unit_test(test_malformed),
	};

	return cmocka_run_group_tests_name("delta", tests, NULL, NULL);
}
