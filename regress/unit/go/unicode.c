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

#include "go/unicode.h"
#include "regress/unit/go/folds.h"

#define CHARACTERS	0x110000

static uint32_t
expected_fold(uint32_t c)
{
	size_t	 i;

	if (c >= 'A' && c <= 'Z')
		return c + 'a' - 'A';
	for (i = 0; i < sizeof(folds) / sizeof(folds[0]); i++) {
		if (c >= folds[i].first && c <= folds[i].last &&
		    (c - folds[i].first) % folds[i].step == 0)
			return (uint32_t)((int32_t)c + folds[i].delta);
	}
	return c;
}

static void
every_fold(void **state)
{
	uint32_t	 c;

	(void)state;
	for (c = 0; c <= CHARACTERS; c++)
		if (rune_fold(c) != expected_fold(c))
			fail_msg("U+%04X becomes U+%04X", c, rune_fold(c));
}

/*
 * How many characters each class has in UnicodeData.txt of Unicode 15.0.0
 * (White_Space: PropList.txt).
 */
static void
sizes_of_classes(void **state)
{
	static const struct {
		const char	*name;
		int		(*is)(uint32_t);
		size_t		 count;
	} classes[] = {
		{ "upper", rune_is_upper, 1831 },
		{ "lower", rune_is_lower, 2233 },
		{ "title", rune_is_title, 31 },
		{ "digit", rune_is_digit, 680 },
		{ "number", rune_is_number, 1831 },
		{ "letter", rune_is_letter, 136104 },
		{ "punct", rune_is_punct, 842 },
		{ "print", rune_is_print, 148998 },
		{ "space", rune_is_space, 25 },
	};
	size_t		 i, n;
	uint32_t	 c;

	(void)state;
	for (i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		for (c = 0, n = 0; c <= CHARACTERS; c++)
			n += (size_t)classes[i].is(c);
		if (n != classes[i].count)
			fail_msg("%s: %zu", classes[i].name, n);
	}
}

/*
 * A letter of each kind, and what is next to it: U upper, l lower, T title,
 * Let letter, D digit, N number, P punctuation, S space.
 */
static void
classes(void **state)
{
	static const struct {
		uint32_t	 c;
		const char	*is;
	} rows[] = {
		{ 'A', "ULet" }, { 'z', "lLet" }, { '0', "DN" },
		{ '_', "P" }, { '$', "" }, { ' ', "S" }, { '\n', "S" },
		{ 0x7f, "" }, { 0x80, "" }, { 0x85, "S" },
		{ 0xaa, "Let" },		/* feminine ordinal: Lo */
		{ 0xb2, "N" }, { 0xb5, "lLet" }, { 0xc0, "ULet" },
		{ 0xd7, "" }, { 0xdf, "lLet" },
		{ 0x100, "ULet" }, { 0x101, "lLet" },
		{ 0x1c4, "ULet" }, { 0x1c5, "TLet" }, { 0x1c6, "lLet" },
		{ 0x2b0, "Let" }, { 0x300, "" }, { 0x378, "" },
		{ 0x660, "DN" }, { 0x2028, "S" }, { 0x2160, "N" },
		{ 0x3000, "S" }, { 0x4e00, "Let" }, { 0xd800, "" },
		{ 0xfeff, "" }, { 0x10400, "ULet" }, { 0x1f600, "" },
		{ 0x323af, "Let" }, { 0x323b0, "" }, { 0x10ffff, "" },
	};
	char		 is[16], *p;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		p = is;
		if (rune_is_upper(rows[i].c))
			*p++ = 'U';
		if (rune_is_lower(rows[i].c))
			*p++ = 'l';
		if (rune_is_title(rows[i].c))
			*p++ = 'T';
		if (rune_is_letter(rows[i].c)) {
			*p++ = 'L';
			*p++ = 'e';
			*p++ = 't';
		}
		if (rune_is_digit(rows[i].c))
			*p++ = 'D';
		if (rune_is_number(rows[i].c))
			*p++ = 'N';
		if (rune_is_punct(rows[i].c))
			*p++ = 'P';
		if (rune_is_space(rows[i].c))
			*p++ = 'S';
		*p = '\0';
		assert_string_equal(is, rows[i].is);
	}
}

static void
printable(void **state)
{
	(void)state;
	assert_true(rune_is_print(' '));
	assert_true(rune_is_print('~'));
	assert_true(rune_is_print(0x300));
	assert_true(rune_is_print(0x20ac));
	assert_false(rune_is_print(0xa0));
	assert_false(rune_is_print(0xad));
	assert_false(rune_is_print(0x200b));
	assert_false(rune_is_print(0xe000));
}

static void
cases(void **state)
{
	static const struct {
		uint32_t	 c;
		uint32_t	 upper;
		uint32_t	 title;
		uint32_t	 lower;
	} rows[] = {
		{ 'a', 'A', 'A', 'a' }, { 'Z', 'Z', 'Z', 'z' },
		{ '[', '[', '[', '[' },
		{ 0xb5, 0x39c, 0x39c, 0xb5 },		/* micro sign */
		{ 0xdf, 0xdf, 0xdf, 0xdf },		/* sharp s */
		{ 0xff, 0x178, 0x178, 0xff },
		{ 0x100, 0x100, 0x100, 0x101 }, { 0x101, 0x100, 0x100, 0x101 },
		{ 0x130, 0x130, 0x130, 'i' },		/* dotted I */
		{ 0x131, 'I', 'I', 0x131 },		/* dotless i */
		{ 0x1c4, 0x1c4, 0x1c5, 0x1c6 },
		{ 0x1c5, 0x1c4, 0x1c5, 0x1c6 },
		{ 0x1c6, 0x1c4, 0x1c5, 0x1c6 },
		{ 0x10d0, 0x1c90, 0x10d0, 0x10d0 },	/* Georgian */
		{ 0x13a0, 0x13a0, 0x13a0, 0xab70 },	/* Cherokee */
		{ 0x212a, 0x212a, 0x212a, 'k' },	/* Kelvin sign */
		{ 0x10428, 0x10400, 0x10400, 0x10428 },
		{ 0x1e943, 0x1e921, 0x1e921, 0x1e943 },
		{ 0x110000, 0x110000, 0x110000, 0x110000 },
	};
	size_t	 i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(rune_upper(rows[i].c), rows[i].upper);
		assert_int_equal(rune_title(rows[i].c), rows[i].title);
		assert_int_equal(rune_lower(rows[i].c), rows[i].lower);
	}
}

/* How many characters have another one in a case, and how far these are. */
static void
sums_of_cases(void **state)
{
	static const struct {
		const char	*name;
		uint32_t	(*to)(uint32_t);
		size_t		 count;
		int64_t		 sum;
	} mappings[] = {
		{ "upper", rune_upper, 1450, -2746007 },
		{ "title", rune_title, 1404, -2884363 },
		{ "lower", rune_lower, 1433, 2691860 },
		{ "fold", rune_fold, 1454, -3547545 },
	};
	size_t		 i, n;
	int64_t		 sum;
	uint32_t	 c;

	(void)state;
	for (i = 0; i < sizeof(mappings) / sizeof(mappings[0]); i++) {
		for (c = 0, n = 0, sum = 0; c <= CHARACTERS; c++) {
			n += mappings[i].to(c) != c;
			sum += (int64_t)mappings[i].to(c) - (int64_t)c;
		}
		if (n != mappings[i].count || sum != mappings[i].sum)
			fail_msg("%s: %zu, %lld", mappings[i].name, n,
			    (long long)sum);
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(every_fold),
		cmocka_unit_test(sizes_of_classes),
		cmocka_unit_test(classes),
		cmocka_unit_test(printable),
		cmocka_unit_test(cases),
		cmocka_unit_test(sums_of_cases),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
