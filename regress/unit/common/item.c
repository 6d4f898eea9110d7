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

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "common/item.h"

static void
write_raw(struct record *r, uint8_t depth, uint8_t type, const char *name,
    const char *value)
{
	record_u8(r, depth);
	record_u8(r, type);
	record_string(r, name);
	record_string(r, value);
}

/* Reads what is written, and frees it. */
static int
reads(struct record *r)
{
	struct record_reader	 reader;
	struct item		 item;
	char			*memory;
	int			 result;

	assert_false(r->failed);
	record_read(&reader, r->buf, r->len);
	result = item_read(&reader, &item, &memory);
	assert_int_equal(memory == NULL, result == -1);
	free(memory);
	record_free(r);
	return result;
}

static int
reads_raw(uint8_t depth, uint8_t type, const char *name, const char *value)
{
	struct record	 r = RECORD_INITIALIZER;

	write_raw(&r, depth, type, name, value);
	return reads(&r);
}

static void
test_whole(void **state)
{
	static const struct item in = { 3, ITEM_NUMBER, "n", "-12" };
	struct record		 r = RECORD_INITIALIZER;
	struct record_reader	 reader;
	struct item		 out;
	char			*memory;

	(void)state;
	item_write(&r, &in);
	assert_int_equal(r.len, ITEM_BYTES_MIN + 4);
	record_read(&reader, r.buf, r.len);
	assert_int_equal(item_read(&reader, &out, &memory), 0);
	assert_int_equal(out.depth, 3);
	assert_int_equal(out.type, ITEM_NUMBER);
	assert_string_equal(out.name, "n");
	assert_string_equal(out.value, "-12");
	free(memory);
	record_u8(&r, 0);
	assert_int_equal(reads(&r), -1);
}

static void
test_rejected(void **state)
{
	struct record	 r = RECORD_INITIALIZER;

	(void)state;
	assert_int_equal(reads_raw(0, ITEM_STRING, "", ""), 0);
	assert_int_equal(reads_raw(ITEM_DEPTH_MAX, ITEM_STRING, "", ""), 0);
	assert_int_equal(reads_raw(ITEM_DEPTH_MAX + 1, ITEM_STRING, "", ""),
	    -1);
	assert_int_equal(reads_raw(0, ITEM_TIME + 1, "", ""), -1);
	assert_int_equal(reads_raw(0, ITEM_TIME, "", ""), 0);
	assert_int_equal(reads_raw(0, ITEM_TIME, "", "1"), 0);
	assert_int_equal(reads_raw(0, ITEM_TIME, "", "today"), -1);
	assert_int_equal(reads_raw(0, ITEM_NUMBER, "", ""), 0);
	assert_int_equal(reads_raw(0, ITEM_NUMBER, "",
	    "-9223372036854775808"), 0);
	assert_int_equal(reads_raw(0, ITEM_NUMBER, "",
	    "9223372036854775808"), -1);
	assert_int_equal(reads_raw(0, ITEM_NUMBER, "", "1,2"), -1);
	assert_int_equal(reads_raw(0, ITEM_NUMBER, "", "x"), -1);
	/* A NUL, and an item that is cut. */
	record_u8(&r, 0);
	record_u8(&r, ITEM_STRING);
	record_bytes(&r, "a\0b", 3);
	record_string(&r, "");
	assert_int_equal(reads(&r), -1);
	record_u8(&r, 0);
	record_u8(&r, ITEM_STRING);
	record_string(&r, "a");
	assert_int_equal(reads(&r), -1);
}

static char *
filled(size_t len)
{
	char	*s = calloc(1, len + 1);

	assert_non_null(s);
	memset(s, 'a', len);
	return s;
}

/* Too much is cut when it is written, and rejected when it is read. */
static void
test_long(void **state)
{
	char		*name = filled(ITEM_NAME_MAX + 1);
	char		*value = filled(ITEM_VALUE_MAX + 1);
	struct item	 item = { 0, ITEM_STRING, name, value };
	struct record	 r = RECORD_INITIALIZER;

	(void)state;
	item_write(&r, &item);
	assert_int_equal(r.len, ITEM_BYTES_MIN + ITEM_NAME_MAX +
	    ITEM_VALUE_MAX);
	assert_int_equal(reads(&r), 0);
	assert_int_equal(reads_raw(0, ITEM_STRING, name, ""), -1);
	assert_int_equal(reads_raw(0, ITEM_STRING, "", value), -1);
	free(name);
	free(value);
}

static void
test_null(void **state)
{
	static const struct item in = { 0, ITEM_STRING, "n", NULL };
	struct record		 r = RECORD_INITIALIZER;

	(void)state;
	item_write(&r, &in);
	assert_int_equal(r.len, ITEM_BYTES_MIN + 1);
	assert_int_equal(reads(&r), 0);
}

static void
test_count(void **state)
{
	(void)state;
	assert_string_equal(item_count("0"), "0");
	assert_string_equal(item_count("9223372036854775807"),
	    "9223372036854775807");
	assert_string_equal(item_count("-1"), "");
	assert_string_equal(item_count(""), "");
	assert_string_equal(item_count("7x"), "");
}

int
main(void)
{
	static const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_rejected),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_null),
		cmocka_unit_test(test_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
