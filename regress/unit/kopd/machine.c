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
#include <sys/stat.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "kopd/machine.h"

#define ID	"0123456789abcdef0123456789abcdef"

static char	folder[] = "/tmp/kopd-machine.XXXXXX";
static char	path[64];

static int
setup(void **state)
{
	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	(void)snprintf(path, sizeof(path), "%s/id", folder);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	(void)unlink(path);
	return rmdir(folder);
}

static void
check(const char *text, size_t len, const char *wanted)
{
	char	 id[MACHINE_DIGITS + 1];
	FILE	*f;

	assert_non_null(f = fopen(path, "w"));
	assert_int_equal(fwrite(text, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
	machine_read(path, id);
	assert_string_equal(id, wanted);
}

#define CHECK(text, wanted)	check(text, sizeof(text) - 1, wanted)

static void
files(void **state)
{
	(void)state;
	CHECK(ID "\n", ID);
	CHECK(ID, ID);
	CHECK(ID "\nmore", ID);
	CHECK("", "");
	CHECK("\n", "");
	CHECK("uninitialized\n", "");
	CHECK("0123456789abcdef0123456789abcde\n", "");
	CHECK(ID "0\n", "");
	CHECK("0123456789ABCDEF0123456789ABCDEF\n", "");
	CHECK("01234567-89ab-cdef-0123-456789ab\n", "");
	CHECK("00000000000000000000000000000000\n", "");
	CHECK(" " ID "\n", "");
	CHECK("0123456789abcdef\0" "123456789abcdef\n", "");
}

static void
none(void **state)
{
	char	 id[MACHINE_DIGITS + 1];

	(void)state;
	(void)unlink(path);
	machine_read(path, id);
	assert_string_equal(id, "");
	machine_read(folder, id);
	assert_string_equal(id, "");
	/* Nobody writes to it: it must not be waited for. */
	assert_int_equal(mkfifo(path, 0600), 0);
	machine_read(path, id);
	assert_string_equal(id, "");
}

/* printf kopd...| sha256sum | cut -c 1-32 */
static void
digests(void **state)
{
	char	 digits[MACHINE_DIGITS + 1];

	(void)state;
	assert_string_equal(machine_digest(ID, "/run/podman/podman.sock",
	    digits), "e7ab08a6a5f8cd48c349a79f37a76f49");
	assert_string_equal(machine_digest(ID, "/run/podman/podman.soc",
	    digits), "004477035fa680c2596d344d1bdbc304");
	assert_string_equal(machine_digest("", "/run/podman/podman.sock",
	    digits), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files),
		cmocka_unit_test(none),
		cmocka_unit_test(digests),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
