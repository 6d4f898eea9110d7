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

/* ${NAME} and similar forms, as Compose expands them. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kopctl/compose/expand.h"

static int	 unset;

static const char *
get(void *arg, const char *name)
{
	(void)arg;
	if (strcmp(name, "SET") == 0)
		return "value";
	return strcmp(name, "EMPTY") == 0 ? "" : NULL;
}

static void
count_unset(void *arg, const char *name)
{
	(void)arg;
	(void)name;
	unset++;
}

/* The result, or "!" and the reason; to be freed. */
static char *
result_of(const char *text)
{
	struct expand	 e = { .get = get, .unset = count_unset };
	char		*result;

	unset = 0;
	if ((result = expand(&e, text)) == NULL &&
	    asprintf(&result, "!%s", e.why) == -1)
		fail_msg("no memory");
	return result;
}

static void
test_forms(void **state)
{
	static const char *const	rows[][2] = {
		{ "", "" },
		{ "a b", "a b" },
		{ "$SET", "value" },
		{ "${SET}", "value" },
		{ "<$SET>", "<value>" },
		{ "$SET.b", "value.b" },
		{ "$SETTER", "" },
		{ "${SET}TER", "valueTER" },
		{ "$NONE", "" },
		{ "${SET:-x}", "value" },
		{ "${EMPTY:-x}", "x" },
		{ "${EMPTY-x}", "" },
		{ "${NONE-x}", "x" },
		{ "${NONE:-}", "" },
		{ "${SET:+x}", "x" },
		{ "${EMPTY:+x}", "" },
		{ "${EMPTY+x}", "x" },
		{ "${NONE+x}", "" },
		{ "${SET:?no}", "value" },
		{ "${EMPTY?no}", "" },
		{ "${EMPTY:?no}", "!EMPTY is not set: no" },
		{ "${NONE?no}", "!NONE is not set: no" },
		{ "${NONE:-${SET}}", "value" },
		{ "${NONE:-a${NONE:-b}c}", "abc" },
		{ "${NONE:-a}${SET}", "avalue" },
		{ "$$", "$" },
		{ "$$SET", "$SET" },
		{ "$$$SET", "$value" },
		{ "${", "!${ is not closed" },
		{ "${SET", "!${ is not closed" },
		{ "${}", "!${} is not a variable" },
		{ "${SET/a/b}", "!${SET} is not a variable" },
		{ "$", "$" },
		{ "a$", "a$" },
		{ "^a$`)", "^a$`)" },
		{ "$1", "$1" },
		{ "$ SET", "$ SET" },
	};
	size_t				 i;
	char				*result;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		result = result_of(rows[i][0]);
		if (strcmp(result, rows[i][1]) != 0)
			fail_msg("%s: %s, not %s", rows[i][0], result,
			    rows[i][1]);
		free(result);
	}
}

/* Each unset variable without a default is reported. */
static void
test_unset(void **state)
{
	(void)state;
	free(result_of("$NONE ${NONE} ${NONE-a} ${NONE+a} ${SET}"));
	assert_int_equal(unset, 2);
}

static void
test_limits(void **state)
{
	static const char	 nested[] = "${A:-${A:-${A:-${A:-${A:-${A:-${A:-"
				    "${A:-${A:-x}}}}}}}}}";
	char			 name[EXPAND_NAME_MAX + 3] = "$";
	char			*result;

	(void)state;
	result = result_of(nested);
	assert_string_equal(result, "!more than 8 nested ${");
	free(result);
	memset(name + 1, 'A', EXPAND_NAME_MAX + 1);
	result = result_of(name);
	assert_string_equal(result,
	    "!a variable's name is longer than 128 bytes");
	free(result);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_unset),
		cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
