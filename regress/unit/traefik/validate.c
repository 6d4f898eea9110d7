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
#include <string.h>

#include <cmocka.h>

#include "common/bounds.h"
#include "traefik/validate.h"

#define ROUTER		"http/routers/web"
#define DOMAINS		"tls/domains/"

static struct arena	arena = ARENA_INITIALIZER;

static int
teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

/*
 * What a router with these domains is refused for: their numbers of that
 * width, between open and close.
 */
static const char *
numbered(const char *open, int width, const char *close, size_t from,
    size_t to)
{
	struct validator	 v;
	const char		*fault;
	size_t			 i;

	validator_init(&v, &arena);
	validator_allow(&v, 0);
	fault = validate_object(&v, ROUTER, ROUTER);
	for (i = from; fault == NULL && i < to; i++)
		fault = validate_pair(&v, arena_printf(&arena, DOMAINS
		    "%s%0*zu%s/main", open, width, i, close), "example.com");
	return fault == NULL ? validate_end(&v) : fault;
}

/* Keys are read in the order of their text: of equal width, and no wider. */
static void
lists(void **state)
{
	(void)state;
	assert_null(numbered("", 1, "", 0, 1));
	assert_null(numbered("", 1, "", 0, 10));
	assert_null(numbered("[", 1, "]", 0, 10));
	assert_null(numbered("", 2, "", 0, 11));
	assert_null(numbered("", 2, "", 0, 100));
	assert_null(numbered("[", 3, "]", 0, 101));
	assert_null(numbered("", 4, "", 0, LABEL_COUNT_MAX));
	assert_non_null(numbered("", 4, "", 0, LABEL_COUNT_MAX + 1));
	assert_non_null(numbered("", 1, "", 0, 11));
	assert_non_null(numbered("", 2, "", 0, 10));
	assert_non_null(numbered("", 3, "", 0, 100));
	assert_non_null(numbered("", 1, "", 1, 2));
	assert_non_null(numbered("", 5, "", 0, 1));
	assert_non_null(numbered("[", 1, "", 0, 1));
	assert_non_null(numbered("[]", 1, "", 0, 1));
}

/* One key of a service, for a validator that was allowed these versions. */
static const char *
with_versions(const uint32_t *versions, size_t n, const char *key,
    const char *value)
{
	struct validator	 v;
	const char		*fault;
	size_t			 i;

	validator_init(&v, &arena);
	for (i = 0; i < n; i++)
		validator_allow(&v, versions[i]);
	fault = validate_object(&v, "http/services/web", "http/services/Web");
	if (fault == NULL)
		fault = validate_pair(&v, key, value);
	return fault == NULL ? validate_end(&v) : fault;
}

static void
versions(void **state)
{
	static const uint32_t	all[] = { TRAEFIK_VERSION(3, 4, 0),
				    TRAEFIK_VERSION(3, 3, 0),
				    TRAEFIK_VERSION(3, 2, 0),
				    TRAEFIK_VERSION(3, 1, 0),
				    TRAEFIK_VERSION(3, 0, 0) };
	static const char	key[] = "loadBalancer/strategy";

	(void)state;
	assert_null(with_versions(all, 1, key, "p2c"));
	assert_non_null(with_versions(all + 1, 1, key, "p2c"));
	assert_null(with_versions(all, VALIDATOR_VERSIONS, key, "p2c"));
	/* One too many; the first one has gone. */
	assert_non_null(with_versions(all, VALIDATOR_VERSIONS + 1, key,
	    "p2c"));
	assert_null(with_versions(all, VALIDATOR_VERSIONS + 1,
	    "loadBalancer/servers/0/preservePath", "true"));
	/* None at all. */
	assert_non_null(with_versions(all, 0, key, "p2c"));
}

/* A field of Traefik 3 where that is one of the versions. */
static void
mixed_versions(void **state)
{
	static const uint32_t	both[] = { TRAEFIK_VERSION(2, 11, 0),
				    TRAEFIK_VERSION(3, 0, 0) };

	(void)state;
	assert_null(with_versions(both, 2, "loadBalancer/servers/0/weight",
	    "1"));
	assert_non_null(with_versions(both, 1, "loadBalancer/servers/0/weight",
	    "1"));
	/* The newest known, and those that are newer still. */
	assert_null(with_versions((const uint32_t []){ 0 }, 1,
	    "loadBalancer/strategy", "p2c"));
	assert_null(with_versions((const uint32_t []){
	    TRAEFIK_VERSION(9, 0, 0) }, 1, "loadBalancer/strategy", "p2c"));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(lists),
		cmocka_unit_test(versions),
		cmocka_unit_test(mixed_versions)
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
