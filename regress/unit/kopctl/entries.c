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

/* Compose's rules for a value that several files have. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/xstrdup.h"
#include "kopctl/compose/entries.h"

static const struct place	 at = { "compose.yml", 1 };

/* Fills a list from "a=1 b=2 -c"; -c removes c. */
static struct entries
list_of(const char *text, struct quota *q)
{
	struct entries	 list = { NULL, 0 };
	struct entry	 gone = { .removed = 1 };
	char		*copy = xstrdup(text), *rest = copy, *s, *value;
	char		 none[1] = "";

	while ((s = strsep(&rest, " ")) != NULL) {
		if (*s == '-') {
			gone.key = s + 1;
			gone.value = none;
			entries_set(&list, &gone, q);
		} else if ((value = strchr(s, '=')) != NULL) {
			*value++ = '\0';
			entries_put(&list, s, value, &at, q);
		}
	}
	free(copy);
	return list;
}

static char *
text_of(const struct entries *list)
{
	char	*text;
	size_t	 i, size;
	FILE	*out = open_memstream(&text, &size);

	assert_non_null(out);
	for (i = 0; i < list->n; i++) {
		if (!list->v[i].removed)
			fprintf(out, " %s=%s", list->v[i].key,
			    list->v[i].value);
	}
	assert_int_equal(fclose(out), 0);
	return text;
}

static void
check(const char *below, const char *over, const char *wanted)
{
	struct quota	 q = { 0, 0, 0 };
	struct entries	 a = list_of(below, &q), b = list_of(over, &q);
	char		*got;

	entries_merge(&a, &b, &q);
	got = text_of(&a);
	assert_string_equal(got, wanted);
	free(got);
	entries_free(&a);
	entries_free(&b);
}

static void
test_merge(void **state)
{
	(void)state;
	check("", "", "");
	check("a=1 b=2", "", " a=1 b=2");
	check("", "a=1", " a=1");
	check("a=1 b=2", "b=3 c=4", " a=1 b=3 c=4");
	check("a=1 b=2 c=3", "a=9", " a=9 b=2 c=3");
	check("a=1 a=2", "", " a=2");
	check("a=1 b=2", "-a", " b=2");
	check("a=1 b=2", "-a c=3", " b=2 c=3");
	check("-a b=2", "a=3", " b=2 a=3");
	check("=1", "=2", " =2");
}

static void
test_find(void **state)
{
	struct quota	 q = { 0, 0, 0 };
	struct entries	 list = list_of("a=1 -b =only", &q);

	(void)state;
	assert_string_equal(entries_find(&list, "a")->value, "1");
	assert_null(entries_find(&list, "b"));
	assert_null(entries_find(&list, "c"));
	assert_string_equal(entries_only(&list)->value, "only");
	entries_free(&list);
}

/* Beyond the quota nothing is added. */
static void
test_quota(void **state)
{
	struct quota	 q = { ENTRIES_MAX - 1, 0, 0 };
	struct entries	 list = list_of("a=1 b=2", &q);

	(void)state;
	assert_int_equal(list.n, 1);
	assert_true(q.exceeded);
	entries_free(&list);
	q = (struct quota){ 0, ENTRIES_BYTES_MAX - 3, 0 };
	list = list_of("a=1 b=2", &q);
	assert_int_equal(list.n, 1);
	assert_true(q.exceeded);
	entries_free(&list);
}

/* Each new entry is compared with the others: a list has a limit, too. */
static void
test_full(void **state)
{
	struct quota	 q = { 0, 0, 0 };
	struct entries	 list = { NULL, 0 };
	char		 key[16];
	int		 i;

	(void)state;
	for (i = 0; i < ENTRIES_LIST_MAX; i++) {
		(void)snprintf(key, sizeof(key), "%d", i);
		entries_put(&list, key, "", &at, &q);
	}
	entries_put(&list, "0", "again", &at, &q);
	assert_int_equal(list.n, ENTRIES_LIST_MAX);
	assert_false(q.exceeded);
	entries_put(&list, "more", "", &at, &q);
	assert_int_equal(list.n, ENTRIES_LIST_MAX);
	assert_true(q.exceeded);
	entries_free(&list);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_merge),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_quota),
		cmocka_unit_test(test_full),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
