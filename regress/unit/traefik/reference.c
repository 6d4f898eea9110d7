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

#include "traefik/field.h"
#include "traefik/reference.h"

/* What is named, as ids; a literal one with = before it. */
static const char *
named(const char *id, const char *key, const char *value)
{
	static char		 text[512];
	struct reference	 ref;
	const char		*at = NULL;
	char			*to;
	size_t			 n = 0;

	*text = '\0';
	while (reference_next(id, key, value, &at, &ref)) {
		to = reference_id(&ref);
		n += (size_t)snprintf(text + n, sizeof(text) - n, "%s%s%s",
		    n > 0 ? " " : "", ref.literal ? "=" : "", to);
		assert_true(n < sizeof(text));
		free(to);
	}
	return text;
}

#define NAMES(id, key, value, wanted)	\
	assert_string_equal(named((id), (key), (value)), (wanted))

static void
routers(void **state)
{
	(void)state;
	NAMES("http/routers/r", "service", "Web", "http/services/web");
	NAMES("http/routers/r", "middlewares", "a,B",
	    "http/middlewares/a http/middlewares/b");
	NAMES("http/routers/r", "parentRefs", "p,q",
	    "http/routers/p http/routers/q");
	NAMES("http/routers/r", "rule", "a", "");
	NAMES("http/routers/r", "entryPoints", "a", "");
	NAMES("tcp/routers/r", "service", "a", "tcp/services/a");
	NAMES("tcp/routers/r", "middlewares", "a", "tcp/middlewares/a");
	NAMES("tcp/routers/r", "parentRefs", "a", "");
	NAMES("udp/routers/r", "service", "a", "udp/services/a");
	NAMES("udp/routers/r", "middlewares", "a", "");
}

/* A service may have a comma in its name. */
static void
one_or_list(void **state)
{
	(void)state;
	NAMES("http/routers/r", "service", "a,b", "http/services/a,b");
	NAMES("http/routers/r", "middlewares", ",a,,b,",
	    "http/middlewares/a http/middlewares/b");
	NAMES("http/routers/r", "middlewares", "", "");
	NAMES("http/routers/r", "service", "", "");
}

static void
services(void **state)
{
	static const char	id[] = "http/services/s";

	(void)state;
	NAMES(id, "middlewares", "m", "http/middlewares/m");
	NAMES(id, "loadBalancer/serversTransport", "t",
	    "http/serverstransports/t");
	NAMES(id, "weighted/services/0/name", "a", "http/services/a");
	NAMES(id, "weighted/services/117/name", "a", "http/services/a");
	NAMES(id, "weighted/services/[0]/name", "a", "http/services/a");
	NAMES(id, "weighted/services/[0/name", "a", "");
	NAMES(id, "weighted/services/[]/name", "a", "");
	NAMES(id, "weighted/services/name", "a", "");
	NAMES(id, "weighted/services//name", "a", "");
	NAMES(id, "weighted/services/x/name", "a", "");
	NAMES(id, "weighted/services/0/names", "a", "");
	NAMES(id, "weighted/services/0/weight", "1", "");
	NAMES(id, "highestRandomWeight/services/1/name", "a",
	    "http/services/a");
	NAMES(id, "mirroring/service", "a", "http/services/a");
	NAMES(id, "mirroring/mirrors/2/name", "a", "http/services/a");
	NAMES(id, "failover/service", "a", "http/services/a");
	NAMES(id, "failover/fallback", "a", "http/services/a");
	NAMES(id, "loadBalancer/servers/0/url", "a", "");
	NAMES("tcp/services/s", "loadBalancer/serversTransport", "t",
	    "tcp/serverstransports/t");
	NAMES("tcp/services/s", "weighted/services/0/name", "a",
	    "tcp/services/a");
	NAMES("udp/services/s", "weighted/services/0/name", "a",
	    "udp/services/a");
}

static void
middlewares(void **state)
{
	(void)state;
	NAMES("http/middlewares/m", "chain/middlewares", "a,b",
	    "http/middlewares/a http/middlewares/b");
	NAMES("http/middlewares/m", "errors/service", "s", "http/services/s");
	NAMES("http/middlewares/m", "addPrefix/prefix", "/a", "");
	NAMES("http/models/web", "middlewares", "a", "http/middlewares/a");
}

/* All that uses TLS uses the store. */
static void
stores(void **state)
{
	static const char	store[] = "tls/stores/default";

	(void)state;
	NAMES("http/routers/r", "tls", "true", store);
	NAMES("http/routers/r", "tls/certResolver", "le", store);
	NAMES("http/routers/r", "tls/domains/0/main", "a,b@docker", store);
	NAMES("tcp/routers/r", "tls/passthrough", "true", store);
	NAMES("http/models/web", "tls", "true", store);
	NAMES("http/routers/r", "tlsx", "true", "");
	NAMES("udp/routers/r", "tls", "true", "");
	NAMES("http/middlewares/m", "tls", "true", "");
}

static void
providers(void **state)
{
	(void)state;
	NAMES("http/routers/r", "service", "a@docker",
	    "http/services/a =http/services/a@docker");
	NAMES("http/routers/r", "service", "a@redis",
	    "http/services/a =http/services/a@redis");
	NAMES("http/routers/r", "service", "api@internal",
	    "=http/services/api@internal");
	NAMES("http/routers/r", "service", "a@Docker",
	    "=http/services/a@docker");
	NAMES("http/routers/r", "service", "a@b@docker",
	    "=http/services/a@b@docker");
	NAMES("http/routers/r", "service", "@docker",
	    "=http/services/@docker");
	NAMES("http/routers/r", "service", "a@", "=http/services/a@");
	NAMES("http/routers/r", "middlewares", "a@file,b@docker,c@redis,d",
	    "=http/middlewares/a@file "
	    "http/middlewares/b =http/middlewares/b@docker "
	    "http/middlewares/c =http/middlewares/c@redis "
	    "http/middlewares/d");
}

/* Without its provider the name is what stands in the value before it. */
static void
in_place(void **state)
{
	static const char	 value[] = "a,bc@docker";
	struct reference	 ref;
	const char		*at = NULL;

	(void)state;
	assert_true(reference_next("http/routers/r", "middlewares", value,
	    &at, &ref));
	assert_ptr_equal(ref.name, value);
	assert_int_equal(ref.len, 1);
	assert_int_equal(ref.provider, 0);
	assert_true(reference_next("http/routers/r", "middlewares", value,
	    &at, &ref));
	assert_ptr_equal(ref.name, value + 2);
	assert_int_equal(ref.len, 2);
	assert_int_equal(ref.provider, strlen("@docker"));
	assert_false(ref.literal);
}

/* Fields that are called like a reference. */
static int
may_refer(const struct field *f, const struct field *above)
{
	static const char *const	names[] = { "service", "fallback",
					    "middlewares", "serversTransport",
					    "parentRefs" };
	size_t				i;

	if (f->type != FIELD_STRING && f->type != FIELD_STRINGS)
		return 0;
	if (strcmp(f->name, "name") == 0)
		return strcmp(above->name, "[n]") == 0;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(f->name, names[i]) == 0)
			return 1;
	return 0;
}

/* id: where the object's name ends in the path, once there is one. */
static size_t
check_fields(const struct field *f, const char *path, size_t id)
{
	const struct field	*child;
	char			 below[256], object[256];
	size_t			 n = 0;
	uint16_t		 i;

	for (i = 0; i < f->nchildren; i++) {
		child = &f->children[i];
		(void)snprintf(below, sizeof(below), "%s%s%s", path,
		    *path == '\0' ? "" : "/",
		    strcmp(child->name, "[n]") == 0 ? "0" : child->name);
		if (may_refer(child, f) && id > 0) {
			(void)snprintf(object, sizeof(object), "%.*s", (int)id,
			    below);
			if (*named(object, below + id + 1, "x") == '\0')
				fail_msg("%s names nothing", below);
			n++;
		}
		n += check_fields(child, below, id > 0 ? id :
		    strcmp(child->name, "<name>") == 0 ? strlen(below) : 0);
	}
	return n;
}

/* A field of a new version that names objects is not forgotten. */
static void
all_fields(void **state)
{
	(void)state;
	assert_int_equal(check_fields(&field_root, "", 0), 20);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(routers),
		cmocka_unit_test(one_or_list),
		cmocka_unit_test(services),
		cmocka_unit_test(middlewares),
		cmocka_unit_test(stores),
		cmocka_unit_test(providers),
		cmocka_unit_test(in_place),
		cmocka_unit_test(all_fields),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
