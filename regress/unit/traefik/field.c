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
#include <string.h>

#include <cmocka.h>

#include "go/fold.h"
#include "traefik/field.h"

/* No field is older than what it is a field of, but below FIELD_ALONE. */
static void
check_since(const struct field *f, const struct field *child)
{
	if (f == &field_root || f->flags & FIELD_ALONE || child->last != 0)
		return;
	if (child->since_v2 != 0)
		assert_in_range(f->since_v2, 1, child->since_v2);
	if (child->since_v3 != 0)
		assert_in_range(f->since_v3, 1, child->since_v3);
}

/* Every row must be found by its own name: bsearch needs them sorted. */
static void
check_below(const struct field *f, size_t depth)
{
	char		folded[64];
	uint16_t	i;

	assert_true(depth < 16);
	assert_true(f->nchildren == 0 || f->type <= FIELD_FREE);
	for (i = 0; i < f->nchildren; i++) {
		const struct field	*child = &f->children[i];

		assert_true(fold(folded, sizeof(folded), child->name,
		    strlen(child->name)) < sizeof(folded));
		assert_string_equal(folded, child->folded);
		assert_ptr_equal(field_child(f, folded), child);
		assert_true(child->since_v2 != 0 || child->since_v3 != 0);
		check_since(f, child);
		check_below(child, depth + 1);
	}
}

static void
all_fields(void **state)
{
	(void)state;
	check_below(&field_root, 0);
}

static const struct field *
find(const char *const *path)
{
	const struct field	*f = &field_root;

	for (; *path != NULL && f != NULL; path++)
		f = field_child(f, *path);
	return f;
}

#define FIND(...)	find((const char *const []){ __VA_ARGS__, NULL })

static void
types_and_flags(void **state)
{
	const struct field	*f;

	(void)state;
	f = FIND("http", "routers", "any name", "entrypoints");
	assert_non_null(f);
	assert_string_equal(f->name, "entryPoints");
	assert_int_equal(f->type, FIELD_STRINGS);
	f = FIND("http", "routers", "x", "tls");
	assert_non_null(f);
	assert_int_equal(f->flags, FIELD_ALONE);
	f = FIND("http", "services", "x", "loadbalancer", "servers");
	assert_non_null(f);
	assert_int_equal(f->type, FIELD_LIST);
	assert_int_equal(f->flags, FIELD_SINGLE | FIELD_APART);
	f = FIND("http", "services", "x", "loadbalancer", "servers", "0",
	    "port");
	assert_non_null(f);
	assert_int_equal(f->flags, FIELD_NO_KEY);
	f = FIND("http", "services", "x", "loadbalancer", "passhostheader");
	assert_non_null(f);
	assert_string_equal(f->fallback, "true");
	assert_null(FIND("http", "routers", "x", "entrypoint"));
	assert_null(FIND("http", "routers", "x", "rule", "y"));
}

static void
nearest(void **state)
{
	const struct field	*router = FIND("http", "routers", "x");
	const struct field	*near;

	(void)state;
	near = field_nearest(router, "entrypoint");
	assert_non_null(near);
	assert_string_equal(near->name, "entryPoints");
	near = field_nearest(router, "entry-points");
	assert_non_null(near);
	assert_string_equal(near->name, "entryPoints");
	near = field_nearest(router, "roule");
	assert_non_null(near);
	assert_string_equal(near->name, "rule");
	assert_null(field_nearest(router, "loadbalancer"));
	/* Ignored fields are no help. */
	assert_null(field_nearest(router, "parentref"));
	assert_null(field_nearest(router, "entrypointsentrypointsentrypoints"
	    "entrypointsentrypoints"));
	assert_null(field_nearest(FIND("http", "routers"), "x"));
	/* Nor are those that are gone. */
	near = field_nearest(FIND("http", "middlewares", "x", "headers"),
	    "accesscontrolalloworigins");
	assert_non_null(near);
	assert_string_equal(near->name, "accessControlAllowOriginList");
}

static void
versions(void **state)
{
	const struct field	*f, *content;
	char			 text[FIELD_VERSION_TEXT];

	(void)state;
	f = FIND("http", "services", "x", "loadbalancer", "strategy");
	assert_non_null(f);
	assert_true(field_known(f, 0));
	assert_true(field_known(f, TRAEFIK_VERSION(99, 0, 0)));
	assert_true(field_known(f, TRAEFIK_VERSION(3, 4, 0)));
	assert_false(field_known(f, TRAEFIK_VERSION(3, 3, 99)));
	assert_false(field_known(f, TRAEFIK_VERSION(2, 11, 99)));
	/* A patch of 2.11 that came after 3.0. */
	f = FIND("http", "middlewares", "x", "forwardauth",
	    "maxresponsebodysize");
	assert_non_null(f);
	assert_false(field_known(f, TRAEFIK_VERSION(2, 11, 37)));
	assert_true(field_known(f, TRAEFIK_VERSION(2, 11, 38)));
	assert_false(field_known(f, TRAEFIK_VERSION(3, 6, 8)));
	assert_true(field_known(f, TRAEFIK_VERSION(3, 6, 9)));
	/* It is older than its standing alone. */
	content = FIND("http", "middlewares", "x", "contenttype");
	assert_non_null(content);
	assert_true(field_known(content, TRAEFIK_VERSION(2, 11, 0)));
	assert_false(field_alone(content, TRAEFIK_VERSION(2, 11, 0)));
	assert_true(field_alone(content, TRAEFIK_VERSION(3, 0, 0)));
	assert_string_equal(field_version_text(text, TRAEFIK_VERSION(3, 6, 15)),
	    "3.6.15");
	assert_int_equal(field_newest, TRAEFIK_NEWEST);
	assert_int_equal(field_newest_v2, TRAEFIK_NEWEST_V2);
	/* One that is gone. */
	f = FIND("http", "middlewares", "x", "headers",
	    "accesscontrolalloworigin");
	assert_non_null(f);
	assert_true(field_known(f, TRAEFIK_VERSION(2, 4, 14)));
	assert_false(field_known(f, TRAEFIK_VERSION(2, 11, 0)));
	assert_false(field_known(f, 0));
	assert_non_null(f->instead);
}

/* By the path of a key. */
static void
by_path(void **state)
{
	const struct field	*service;

	(void)state;
	service = field_at(&field_root, "http/services/a.b");
	assert_ptr_equal(service, FIND("http", "services", "x"));
	assert_ptr_equal(field_at(service, "loadBalancer/sticky/cookie"),
	    FIND("http", "services", "x", "loadbalancer", "sticky", "cookie"));
	assert_string_equal(field_at(service,
	    "loadBalancer/servers/7/url")->name, "url");
	assert_null(field_at(service, "loadBalancer/nonsense"));
	assert_null(field_at(service, "loadBalancer/nonsense/url"));
	assert_null(field_at(service, "loadBalancer/passHostHeader/x"));
	assert_null(field_at(service, ""));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(all_fields),
		cmocka_unit_test(types_and_flags),
		cmocka_unit_test(nearest),
		cmocka_unit_test(versions),
		cmocka_unit_test(by_path),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
