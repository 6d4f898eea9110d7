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

#include <sys/stat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kopd/conf/file.h"

static char	 dir[64];

static void
make(const char *name, size_t len)
{
	char	 path[128];
	FILE	*f;

	(void)snprintf(path, sizeof(path), "%s/%s", dir, name);
	if ((f = fopen(path, "w")) == NULL)
		fail_msg("cannot make %s", path);
	while (len-- > 0)
		fputc('x', f);
	(void)fclose(f);
}

static int
group_setup(void **state)
{
	(void)state;
	(void)strlcpy(dir, "/tmp/kopd-file.XXXXXX", sizeof(dir));
	return mkdtemp(dir) == NULL ? -1 : 0;
}

static int
group_teardown(void **state)
{
	static const char *const names[] = { "a", "sub/b" };
	char			 path[128];
	size_t			 i;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		(void)snprintf(path, sizeof(path), "%s/%s", dir, names[i]);
		(void)unlink(path);
	}
	(void)snprintf(path, sizeof(path), "%s/sub", dir);
	(void)rmdir(path);
	return rmdir(dir);
}

static char *
load(const char *name, size_t max, size_t *len, const char **why)
{
	struct stat	 st;
	char		 path[128];

	(void)snprintf(path, sizeof(path), "%s/%s", dir, name);
	return file_load(path, max, len, &st, why);
}

static void
test_size(void **state)
{
	const char	*why;
	size_t		 len;
	char		*p;

	(void)state;
	make("a", 100);
	p = load("a", 100, &len, &why);
	assert_non_null(p);
	assert_int_equal(len, 100);
	assert_int_equal(strlen(p), 100);
	free(p);
	assert_null(load("a", 99, &len, &why));
	assert_string_equal(why, "larger than 99 bytes");
	make("a", 0);
	p = load("a", 0, &len, &why);
	assert_non_null(p);
	assert_string_equal(p, "");
	free(p);
}

static void
test_beside(void **state)
{
	static const char *const cases[][3] = {
		{ "/etc/kopd/kopd.conf", "x", "/etc/kopd/x" },
		{ "/etc/kopd/kopd.conf", "/x", "/x" },
		{ "kopd.conf", "sub/x", "sub/x" },
		{ "conf/kopd.conf", "../x", "conf/../x" },
		{ "/kopd.conf", "x", "/x" },
	};
	char		*p;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		p = file_beside(cases[i][0], cases[i][1]);
		assert_string_equal(p, cases[i][2]);
		free(p);
	}
}

/* The last one: files_confine() is for good. */
static void
test_confined(void **state)
{
	static const char *const outside[] = {
		"/etc/passwd", "sub", "/dev/null",
	};
	char		 path[128];
	const char	*why;
	struct stat	 st;
	size_t		 i, len;
	char		*p;

	(void)state;
	make("a", 3);
	(void)snprintf(path, sizeof(path), "%s/sub", dir);
	assert_int_equal(mkdir(path, 0700), 0);
	make("sub/b", 5);
	files_confine(dir, 0);
	p = load("a", 10, &len, &why);
	assert_non_null(p);
	free(p);
	for (i = 0; i < sizeof(outside) / sizeof(outside[0]); i++) {
		assert_int_equal(file_open(outside[i], &st, &why), -1);
		assert_non_null(strstr(why, "outside"));
	}
	(void)snprintf(path, sizeof(path), "%sx/a", dir);
	assert_int_equal(file_open(path, &st, &why), -1);
	assert_non_null(strstr(why, "outside"));
	assert_null(load("sub/../a", 10, &len, &why));
	assert_non_null(strstr(why, "outside"));

	/* As a root directory it is left out of the paths. */
	(void)snprintf(path, sizeof(path), "%s/etc/passwd", dir);
	files_confine(dir, 1);
	p = file_load(path, 1024 * 1024, &len, &st, &why);
	assert_non_null(p);
	free(p);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_size),
		cmocka_unit_test(test_beside),
		cmocka_unit_test(test_confined),
	};

	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
