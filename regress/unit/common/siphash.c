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
#include <string.h>

#include <cmocka.h>

#include "common/siphash.h"

static uint64_t
digest(const char *s)
{
	return siphash(0, s, strlen(s));
}

static void
test_digest(void **state)
{
	char	text[32];
	size_t	i;

	(void)state;
	assert_int_equal(digest("rule"), digest("rule"));
	assert_int_not_equal(digest("rule"), digest("rules"));
	assert_int_not_equal(siphash(1, "", 0), siphash(2, "", 0));
	/* Each byte counts, wherever it is. */
	memset(text, 'a', sizeof(text));
	for (i = 0; i < sizeof(text); i++) {
		text[i] = 'b';
		assert_int_not_equal(siphash(0, text, sizeof(text)),
		    digest("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
		text[i] = 'a';
	}
}

/* These two are one for FNV-1a, which everybody can compute. */
static void
test_forgery(void **state)
{
	uint64_t	before;

	(void)state;
	assert_int_not_equal(digest("8yn0iYCKYHlIj4-BwPqk"),
	    digest("GReLUrM4wMqfg9yzV3KQ"));
	before = digest("rule");
	siphash_seed();
	assert_int_not_equal(digest("rule"), before);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_digest),
		cmocka_unit_test(test_forgery)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
