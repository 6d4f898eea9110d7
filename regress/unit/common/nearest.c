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

#include "common/nearest.h"

static const char *const words[] = {
	"host", "hostname", "socket", "no", "never", "entryPoints",
};
#define NWORDS	(sizeof(words) / sizeof(words[0]))

static const char *
word(const void *arg, size_t i)
{
	(void)arg;
	return words[i];
}

static void
test_nearest(void **state)
{
	static const struct {
		const char	*unknown;
		const char	*known;
	} cases[] = {
		{ "hots", "host" }, { "hostnme", "hostname" },
		{ "sokcet", "socket" }, { "sockets", "socket" },
		{ "HOST", "host" }, { "entrypoint", "entryPoints" },
		{ "nevr", "never" }, { "foo", NULL }, { "x", NULL },
		{ "", NULL }, { "completelydifferent", NULL },
	};
	const char	*known;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		known = nearest(cases[i].unknown, NWORDS, word, NULL);
		if (cases[i].known == NULL)
			assert_null(known);
		else
			assert_string_equal(known, cases[i].known);
	}
}

static void
test_long(void **state)
{
	char	 text[4096];
	size_t	 i;

	(void)state;
	for (i = 0; i < sizeof(text) - 1; i++)
		text[i] = 'a';
	text[i] = '\0';
	assert_null(nearest(text, NWORDS, word, NULL));
	assert_null(nearest("host", 0, word, NULL));
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_nearest),
		cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
