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

/* What a name given to kopctl explain stands for. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "route-maker/explain/wanted.h"

#define ID	"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static enum match
container(const char *name, const char *of)
{
	struct wanted	*w = wanted_new(name);
	struct hexid	 id;
	enum match	 match;

	assert_int_equal(hexid_parse(&id, ID, strlen(ID)), 0);
	match = wanted_container(w, &id, of);
	wanted_free(w);
	return match;
}

static int
object(const char *name, const char *id)
{
	struct wanted	*w = wanted_new(name);
	int		 match;

	match = wanted_object(w, id);
	wanted_free(w);
	return match;
}

static void
test_container(void **state)
{
	(void)state;
	assert_int_equal(container("web", "web"), MATCH_GOOD);
	assert_int_equal(container("/web", "web"), MATCH_GOOD);
	assert_int_equal(container("WEB", "Web"), MATCH_GOOD);
	assert_int_equal(container("web", "web2"), MATCH_NONE);
	assert_int_equal(container("web@docker", "web"), MATCH_NONE);
	assert_int_equal(container(ID, "web"), MATCH_GOOD);
	assert_int_equal(container(ID "0", "web"), MATCH_NONE);
	assert_int_equal(container("0123456789AB", "web"), MATCH_GOOD);
	assert_int_equal(container("0123456789a", "web"), MATCH_PREFIX);
	assert_int_equal(container("0123", "web"), MATCH_PREFIX);
	assert_int_equal(container("012", "web"), MATCH_NONE);
	assert_int_equal(container("1234", "web"), MATCH_NONE);
}

static void
test_object(void **state)
{
	(void)state;
	assert_true(object("web", "http/routers/web"));
	assert_true(object("WEB", "http/routers/web"));
	assert_true(object("routers/web", "http/routers/web"));
	assert_true(object("http/routers/web", "http/routers/web"));
	assert_true(object("web@docker", "http/routers/web"));
	assert_true(object("routers/web@redis", "http/routers/web"));
	assert_true(object("a@docker", "http/routers/a@docker"));
	assert_false(object("web@file", "http/routers/web"));
	assert_false(object("eb", "http/routers/web"));
	assert_false(object("services/web", "http/routers/web"));
	assert_false(object("x/http/routers/web", "http/routers/web"));
	assert_false(object("@docker", "http/routers/web"));
}

static void
test_all(void **state)
{
	struct wanted	*w = wanted_new("");

	(void)state;
	assert_true(wanted_all(w));
	wanted_free(w);
	assert_int_equal(container("", "web"), MATCH_GOOD);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_container),
		cmocka_unit_test(test_object),
		cmocka_unit_test(test_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
