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
#include "kopctl/kopctl.h"

/* In a process of its own: it ends with EXIT_FAULT and a line that has why. */
static void
ends(struct items *items, const char *value, const char *why)
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
		items_add(items, "n", value);
		_exit(EXIT_OK);
	}
	close(out[1]);
	while ((n = read(out[0], line + len, sizeof(line) - 1 - len)) > 0)
		len += (size_t)n;
	close(out[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), EXIT_FAULT);
	assert_non_null(strstr(line, why));
}

static void
test_bytes(void **state)
{
	struct items	 items = { 0 };

	(void)state;
	items_add(&items, "name", "value");
	assert_int_equal(items.bytes, 9);
	items.bytes = ANSWER_BYTES_MAX - 3;
	ends(&items, "abc", "more than 536870912 bytes");
	items_add(&items, "n", "ab");
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
		items_add(&items, "", "");
	assert_int_equal(items.n, 1000);
	items_free(&items);
	items.n = ANSWER_ITEMS_MAX;	/* it is not looked at */
	ends(&items, "", "more than 4194304 items");
}

int
main(void)
{
	static const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
