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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "redis-writer/allowed.h"

static char	 none[] = "";
static char	 shop[] = "\"f:1\" block all\n"
		    "\"f:2\" pass router host \"*.shop.com\" from container \"s\"\n"
		    "\"f:3\" pass service address \"10.0.0.1\" reference \"a@file\"\n"
		    "\"f:4\" pass service address \"10.0.0.2\"\n";
static char	 other[] = "\"g:1\" block router host \"a.shop.com\"\n";

static const char *
fault_of(struct allowed *al, struct arena *a, const char *id, ...)
{
	struct facts	 f;
	const char	*key;
	va_list		 ap;

	arena_reset(a);
	facts_begin(&f, a, id, id);
	va_start(ap, id);
	while ((key = va_arg(ap, const char *)) != NULL)
		facts_add(&f, key, va_arg(ap, const char *));
	va_end(ap);
	facts_end(&f);
	return allowed_fault(al, &f);
}

#define ROUTER(host)	"http/routers/r", "rule", "Host(`" host "`)", NULL
#define SERVER(n)	"loadBalancer/servers/" n "/url"

static struct allowed *
take(char *policy)
{
	const struct redis_writer_conf	 conf = { .policy = policy,
					    .policy_number = 1 };
	struct allowed			*al = allowed_new();

	assert_int_equal(allowed_take(al, &conf), 0);
	return al;
}

static void
routers(void **state)
{
	struct arena	 a = ARENA_INITIALIZER;
	struct allowed	*al = take(none);

	(void)state;
	assert_null(fault_of(al, &a, ROUTER("evil.com")));
	allowed_free(al);
	al = take(shop);
	assert_null(fault_of(al, &a, ROUTER("a.shop.com")));
	assert_string_equal(fault_of(al, &a, ROUTER("evil.com")),
	    "blocked by f:1: host evil.com");
	allowed_free(al);
	arena_free(&a);
}

/* Each server may be that of another container. */
static void
services(void **state)
{
	struct arena	 a = ARENA_INITIALIZER;
	struct allowed	*al = take(shop);
	const char	*s = "http/services/s";

	(void)state;
	assert_null(fault_of(al, &a, s, SERVER("0"), "http://10.0.0.1:80",
	    NULL));
	assert_null(fault_of(al, &a, s, SERVER("0"), "http://10.0.0.1:80",
	    SERVER("1"), "http://10.0.0.2:80", NULL));
	assert_null(fault_of(al, &a, s, "middlewares", "a@file", SERVER("0"),
	    "http://10.0.0.1:80", SERVER("1"), "http://10.0.0.2:80", NULL));
	assert_string_equal(fault_of(al, &a, s, SERVER("0"),
	    "http://10.0.0.1:80", SERVER("1"), "http://10.0.0.3:80", NULL),
	    "blocked by f:1: address 10.0.0.3 port 80");
	allowed_free(al);
	arena_free(&a);
}

/* The former policy counts until all containers were read again. */
static void
reloads(void **state)
{
	const struct redis_writer_conf	 next = { .policy = other,
					    .policy_number = 2 };
	struct arena			 a = ARENA_INITIALIZER;
	struct allowed			*al = take(shop);

	(void)state;
	assert_non_null(fault_of(al, &a, ROUTER("evil.com")));
	assert_int_equal(allowed_add(al, &next), 0);
	assert_null(fault_of(al, &a, ROUTER("evil.com")));
	allowed_settled(al, 1);
	assert_null(fault_of(al, &a, ROUTER("a.shop.com")));
	assert_int_equal(allowed_take(al, &next), 0);
	allowed_settled(al, 7);
	assert_null(fault_of(al, &a, ROUTER("a.shop.com")));
	allowed_settled(al, 2);
	assert_string_equal(fault_of(al, &a, ROUTER("a.shop.com")),
	    "blocked by g:1: host a.shop.com");
	assert_null(fault_of(al, &a, ROUTER("evil.com")));
	allowed_free(al);
	arena_free(&a);
}

/* What was added for a reload that another process rejected is dropped. */
static void
rejected(void **state)
{
	const struct redis_writer_conf	 bad = { .policy = none,
					    .policy_number = 2 };
	const struct redis_writer_conf	 next = { .policy = other,
					    .policy_number = 2 };
	static char			 malformed[] = "block all\n";
	const struct redis_writer_conf	 wrong = { .policy = malformed,
					    .policy_number = 4 };
	struct arena			 a = ARENA_INITIALIZER;
	struct allowed			*al = take(shop);

	(void)state;
	assert_int_equal(allowed_add(al, &bad), 0);
	assert_int_equal(allowed_take(al, &next), 0);
	allowed_settled(al, 2);
	assert_non_null(fault_of(al, &a, ROUTER("a.shop.com")));
	assert_int_equal(allowed_add(al, &wrong), -1);
	allowed_free(al);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(routers),
		cmocka_unit_test(services),
		cmocka_unit_test(reloads),
		cmocka_unit_test(rejected)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
