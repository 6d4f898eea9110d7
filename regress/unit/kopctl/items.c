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

/* What kopctl keeps of an answer. */

#include <sys/types.h>
#include <sys/wait.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/bounds.h"
#include "common/log.h"
#include "kopctl/items.h"
#include "kopctl/kopctl.h"

static void
add_string(void *items, const void *value)
{
	items_string(items, "n", value);
}

static void
add_item(void *answer, const void *item)
{
	(void)answer_add(answer, ROLE_PARENT, item);
}

/* In a process of its own: it ends with EXIT_FAULT and a line that has why. */
static void
adding_ends(void (*add)(void *, const void *), void *to, const void *what,
    const char *why)
{
	char	 line[256] = "";
	pid_t	 pid;
	size_t	 len = 0;
	ssize_t	 n;
	int	 status, out[2];

	assert_int_equal(pipe(out), 0);
	(void)fflush(NULL);
	assert_int_not_equal(pid = fork(), -1);
	if (pid == 0) {
		if (dup2(out[1], STDERR_FILENO) == -1)
			_exit(3);
		log_init("kopctl", LOG_TO_STDERR, 0);
		add(to, what);
		_exit(EXIT_OK);
	}
	(void)close(out[1]);
	while ((n = read(out[0], line + len, sizeof(line) - 1 - len)) > 0)
		len += (size_t)n;
	(void)close(out[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), EXIT_FAULT);
	assert_non_null(strstr(line, why));
}

static void
ends(struct items *items, const char *value, const char *why)
{
	adding_ends(add_string, items, value, why);
}

static void
answer_ends(struct answer *answer, const struct item *item, const char *why)
{
	adding_ends(add_item, answer, item, why);
}

static void
test_bytes(void **state)
{
	struct items	 items = { 0 };

	(void)state;
	items_string(&items, "name", "value");
	assert_int_equal(items.bytes, 9);
	items.bytes = ANSWER_BYTES_MAX - 3;
	ends(&items, "abc", "more than 536870912 bytes");
	items_string(&items, "n", "ab");
	assert_int_equal(items.n, 2);
	assert_string_equal(items.v[1].value, "ab");
	ends(&items, "", "more than 536870912 bytes");
	items_free(&items);
	assert_int_equal(items.bytes, 0);
}

static void
test_count(void **state)
{
	struct items	 items = { 0 };
	size_t		 i;

	(void)state;
	for (i = 0; i < 1000; i++)
		items_string(&items, "", "");
	assert_int_equal(items.n, 1000);
	items_free(&items);
	items.n = ANSWER_ITEMS_MAX;	/* it is not looked at */
	ends(&items, "", "more than 4194304 items");
}

/* Of all processes together. */
static void
test_answer(void **state)
{
	static const struct item	 item = { .name = "n", .value = "ab" };
	struct answer			 answer = { 0 };

	(void)state;
	assert_int_equal(answer_add(&answer, ROLE_PARENT, &item), 0);
	assert_int_equal(answer_add(&answer, ROLE_REDIS_WRITER, &item), 0);
	assert_int_equal(answer_count(&answer), 2);
	assert_int_equal(answer.of[ROLE_REDIS_WRITER].bytes, 3);
	answer.of[ROLE_ROUTE_MAKER].bytes = ANSWER_BYTES_MAX - 9;
	assert_int_equal(answer_add(&answer, ROLE_PARENT, &item), 0);
	answer_ends(&answer, &item, "more than 536870912 bytes");
	answer.of[ROLE_ROUTE_MAKER].bytes = 0;
	answer.of[ROLE_ROUTE_MAKER].n = ANSWER_ITEMS_MAX - 3;
	answer_ends(&answer, &item, "more than 4194304 items");
	answer.of[ROLE_ROUTE_MAKER].n = 0;
	answer_free(&answer);
	assert_int_equal(answer_count(&answer), 0);
}

static int
add(struct items *items, unsigned int depth, const char *name,
    const char *value)
{
	struct item	 item = { .depth = depth, .name = name,
			    .value = value };

	return items_add(items, &item);
}

static void
test_tree(void **state)
{
	struct items		 items = { 0 };
	const struct item	*a, *b, *item;
	size_t			 n = 0;

	(void)state;
	assert_int_equal(add(&items, 1, "x", ""), -1);
	assert_int_equal(add(&items, 0, "a", "1"), 0);
	assert_int_equal(add(&items, 2, "x", ""), -1);
	assert_int_equal(add(&items, 1, "x", "2"), 0);
	assert_int_equal(add(&items, 2, "y", "3"), 0);
	assert_int_equal(add(&items, 1, "x", "4"), 0);
	assert_int_equal(add(&items, 0, "b", "5"), 0);
	assert_int_equal(add(&items, 1, "y", "6"), 0);
	assert_int_equal(items.n, 6);
	assert_non_null(a = items_below(&items, NULL, "a"));
	assert_non_null(b = items_below(&items, NULL, "b"));
	assert_ptr_equal(items_beside(&items, a, NULL), b);
	assert_null(items_beside(&items, a, "a"));
	assert_null(items_beside(&items, b, NULL));
	assert_string_equal(items_value(&items, a, "x"), "2");
	assert_string_equal(items_value(&items, a, "y"), "");
	assert_string_equal(items_value(&items, b, "y"), "6");
	assert_null(items_below(&items, b, "x"));
	ITEMS_FOREACH(item, &items, a, "x")
		n++;
	assert_int_equal(n, 2);
	assert_string_equal(items_value(&items, items_below(&items, a, "x"),
	    "y"), "3");
	items_free(&items);
	assert_null(items_below(&items, NULL, NULL));
}

int
main(void)
{
	static const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_count),
		cmocka_unit_test(test_answer),
		cmocka_unit_test(test_tree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
