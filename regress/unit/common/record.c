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
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/bounds.h"
#include "common/record.h"

static void
fill(struct record *r)
{
	record_u8(r, 0x12);
	record_u16(r, 0x3456);
	record_u32(r, 0x789abcde);
	record_u64(r, 0x0123456789abcdefULL);
	record_string(r, "text");
	record_string(r, NULL);
	record_bytes(r, "a\0b", 3);
}

static void
test_round_trip(void **state)
{
	struct record		 r = RECORD_INITIALIZER;
	struct record_reader	 in;
	const void		*p;
	char			*s;
	size_t			 len;

	(void)state;
	fill(&r);
	assert_false(r.failed);
	record_read(&in, r.buf, r.len);
	assert_int_equal(record_get_u8(&in), 0x12);
	assert_int_equal(record_get_u16(&in), 0x3456);
	assert_int_equal(record_get_u32(&in), 0x789abcde);
	assert_true(record_get_u64(&in) == 0x0123456789abcdefULL);
	assert_string_equal(s = record_get_string(&in, 4), "text");
	free(s);
	assert_string_equal(s = record_get_string(&in, 0), "");
	free(s);
	assert_non_null(p = record_get_bytes(&in, &len, 3));
	assert_int_equal(len, 3);
	assert_memory_equal(p, "a\0b", 3);
	assert_int_equal(record_end(&in), 0);
	record_free(&r);
	assert_null(r.buf);
}

/* Whatever is cut off, the reader fails and returns zeros. */
static void
test_truncated(void **state)
{
	struct record		 r = RECORD_INITIALIZER;
	struct record_reader	 in;
	size_t			 cut, len;

	(void)state;
	fill(&r);
	for (cut = 0; cut < r.len; cut++) {
		record_read(&in, r.buf, cut);
		(void)record_get_u8(&in);
		(void)record_get_u16(&in);
		(void)record_get_u32(&in);
		(void)record_get_u64(&in);
		free(record_get_string(&in, 16));
		free(record_get_string(&in, 16));
		assert_null(record_get_bytes(&in, &len, 16));
		assert_int_equal(len, 0);
		assert_int_equal(record_end(&in), -1);
		assert_int_equal(record_get_u8(&in), 0);
	}
	record_free(&r);
}

static void
test_string_rules(void **state)
{
	struct record		 r = RECORD_INITIALIZER;
	struct record_reader	 in;

	(void)state;
	record_string(&r, "12345");
	record_read(&in, r.buf, r.len);
	assert_null(record_get_string(&in, 4));
	assert_true(in.failed);

	record_reset(&r);
	record_bytes(&r, "a\0b", 3);
	record_read(&in, r.buf, r.len);
	assert_null(record_get_string(&in, 16));
	assert_true(in.failed);

	record_reset(&r);
	record_u32(&r, 0xffffffff);
	record_read(&in, r.buf, r.len);
	assert_null(record_get_string(&in, SIZE_MAX));
	assert_int_equal(record_end(&in), -1);
	record_free(&r);
}

static void
test_trailing(void **state)
{
	struct record		 r = RECORD_INITIALIZER;
	struct record_reader	 in;

	(void)state;
	record_u16(&r, 1);
	record_read(&in, r.buf, r.len);
	(void)record_get_u8(&in);
	assert_int_equal(record_end(&in), -1);
	(void)record_get_u8(&in);
	assert_int_equal(record_end(&in), 0);
	record_free(&r);
}

static void
test_ceiling(void **state)
{
	struct record	 r = RECORD_INITIALIZER;
	char		*big;
	size_t		 len;

	(void)state;
	assert_non_null(big = calloc(1, MSG_PAYLOAD_MAX + 1));
	record_bytes(&r, big, MSG_PAYLOAD_MAX - sizeof(uint32_t));
	assert_false(r.failed);
	assert_int_equal(r.len, MSG_PAYLOAD_MAX);
	len = r.len;
	record_u8(&r, 0);
	assert_true(r.failed);
	assert_int_equal(r.len, len);
	record_reset(&r);
	assert_false(r.failed);
	record_bytes(&r, big, MSG_PAYLOAD_MAX + 1);
	assert_true(r.failed);
	record_free(&r);
	free(big);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_string_rules),
		cmocka_unit_test(test_trailing),
		cmocka_unit_test(test_ceiling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
