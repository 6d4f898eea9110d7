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

/* Errors for people and for GitHub. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "kopctl/annotate.h"

/* What GitHub gets; with a line, the place is read from that. */
static void
check(enum annotation kind, const struct place *at, const char *message,
    const char *line, const char *wanted)
{
	struct annotate	 a = { NULL, 0 };
	char		*got;
	size_t		 size;

	assert_non_null(a.github = open_memstream(&got, &size));
	if (line != NULL)
		annotate_line(&a, kind, line);
	else
		annotate(&a, kind, at, message);
	assert_int_equal(fclose(a.github), 0);
	assert_string_equal(got, wanted);
	assert_int_equal(a.errors, kind == ANNOTATE_ERROR);
	free(got);
}

static void
test_github(void **state)
{
	const struct place	 at = { "a.yml", 7 }, file = { "a.yml", 0 },
				 none = { NULL, 0 },
				 odd = { "a,b:c%\r\n.yml", 1 };

	(void)state;
	check(ANNOTATE_ERROR, &at, "bad: a, b", NULL,
	    "::error file=a.yml,line=7::bad: a, b\n");
	check(ANNOTATE_WARNING, &file, "odd", NULL,
	    "::warning file=a.yml::odd\n");
	check(ANNOTATE_NOTE, NULL, "so", NULL, "::notice::so\n");
	check(ANNOTATE_NOTE, &none, "so", NULL, "::notice::so\n");
	check(ANNOTATE_ERROR, &odd, "x", NULL,
	    "::error file=a%2Cb%3Ac%25%0D%0A.yml,line=1::x\n");
	check(ANNOTATE_ERROR, NULL, "100%\r\n::error::x\033[1m", NULL,
	    "::error::100%25%0D%0A::error::x?[1m\n");
	/* C1, a change of direction, a byte that is not UTF-8 */
	check(ANNOTATE_ERROR, NULL, "a\302\2331m\342\200\256b\377\303\251",
	    NULL, "::error::a?1m?b?\303\251\n");
}

static void
test_line(void **state)
{
	(void)state;
	check(ANNOTATE_ERROR, NULL, NULL, "a.yml:7: bad: 1: b",
	    "::error file=a.yml,line=7::bad: 1: b\n");
	check(ANNOTATE_ERROR, NULL, NULL, "/a:b/c.yml:12: x",
	    "::error file=/a%3Ab/c.yml,line=12::x\n");
	check(ANNOTATE_ERROR, NULL, NULL, "a.yml:7", "::error::a.yml:7\n");
	check(ANNOTATE_ERROR, NULL, NULL, "too many", "::error::too many\n");
	check(ANNOTATE_ERROR, NULL, NULL, "", "::error::\n");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_github),
		cmocka_unit_test(test_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
