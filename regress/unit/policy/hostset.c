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

#include "policy/hostset.h"

/* The set as a text: its members with blanks between them, or "any". */
static void
check(const char *rule, const char *wanted)
{
	struct arena	 a = ARENA_INITIALIZER;
	struct set	 s = hostset_of(&a, rule);
	char		 text[512] = "";
	size_t		 i;

	if (s.any)
		(void)strlcpy(text, "any", sizeof(text));
	for (i = 0; i < s.n; i++) {
		(void)strlcat(text, i > 0 ? " " : "", sizeof(text));
		(void)strlcat(text, s.v[i], sizeof(text));
	}
	if (strcmp(text, wanted) != 0)
		fail_msg("%s: %s, but %s is expected", rule, text, wanted);
	arena_free(&a);
}

static void
names(void **state)
{
	(void)state;
	check("Host(`a.example.com`)", "a.example.com");
	check("Host(\"a\")", "a");
	check("host(`A.Example.COM`)", "a.example.com");
	check("HOST(`a`)", "a");
	check("HostSNI(`a`)", "a");
	check("hostsni(`a`)", "a");
	check("HOSTSNI(`a`)", "a");
	check("Hostsni(`a`)", "a");
	check("HostHeader(`a`)", "a");
	check("Host(`a.`)", "a");
	check("Host(`*.a`)", "*.a");
	check("Host(`a`, `b`)", "a b");
	check("Host(`a`,)", "a");
	check("Host(\"\\x61\")", "a");
}

/* Other spellings are not Traefik's. */
static void
not_names(void **state)
{
	(void)state;
	check("hOST(`a`)", "any");
	check("HostSni(`a`)", "any");
	check("HostRegexp(`a`)", "any");
	check("HostSNIRegexp(`a`)", "any");
	check("PathPrefix(`/`)", "any");
	check("HostSNI(`*`)", "any");
	check("Host(`*`)", "any");
	check("Host(`a*.b`)", "any");
	check("Host(`*.*.b`)", "any");
	check("Host(`{a}`)", "any");
	check("Host(``)", "any");
	check("Host(`.`)", "any");
	check("Host(`a..`)", "any");
	check("Host()", "any");
	check("Host(`\303\244`)", "any");
	check("Host(\"a\\x00b\")", "any");
	check("Host(`a b`)", "any");
}

static void
operators(void **state)
{
	(void)state;
	check("Host(`a`) || Host(`b`)", "a b");
	check("Host(`a`) || PathPrefix(`/`)", "any");
	check("Host(`a`) && PathPrefix(`/`)", "a");
	check("PathPrefix(`/`) && Host(`a`)", "a");
	check("Host(`a`, `b`) && Host(`b`)", "b");
	check("(Host(`a`) || Host(`b`)) && Path(`/`)", "a b");
	check("Host(`a`) || Host(`b`) && Path(`/`)", "a b");
	check("Path(`/`) || Host(`b`) && Path(`/`)", "any");
	check("!Host(`a`)", "any");
	check("!!Host(`a`)", "any");
	check("Host(`a`) && !Host(`b`)", "a");
	check("Host(`a`) ||\n Host(`b`)\n", "a b");
	check("Host(`a`) /* || */ // Host(`b`)", "a");
}

/* What Traefik does not parse, it does not match; here it is any host. */
static void
malformed(void **state)
{
	(void)state;
	check("", "any");
	check("Host(`a`", "any");
	check("Host(`a`))", "any");
	check("Host(`a`) &&", "any");
	check("Host(`a`) Host(`b`)", "any");
	check("Host(`a`)\n || Host(`b`)", "any");
	check("Host(`a`)(`b`)", "any");
	check("Host(`a` `b`)", "any");
	check("Host(a)", "any");
	check("Host(`a` + `b`)", "any");
	check("x.Host(`a`)", "any");
	check("Host(`a`) == Host(`a`)", "any");
	check("Host(`a`) | Host(`a`)", "any");
	check("Host:a", "any");
	check("\377Host(`a`)", "any");
}

static void
deep(void **state)
{
	char	 rule[2 * 200 + 16];
	int	 n;

	(void)state;
	for (n = 1; n < 200; n += 99) {
		memset(rule, '(', (size_t)n);
		(void)strlcpy(rule + n, "Host(`a`)", sizeof(rule) - (size_t)n);
		memset(rule + n + 9, ')', (size_t)n);
		rule[2 * n + 9] = '\0';
		check(rule, n < HOSTSET_NEST_MAX ? "a" : "any");
	}
}

static void
many(void **state)
{
	struct arena	 a = ARENA_INITIALIZER;
	char		*rule = NULL, *longer;
	int		 i;

	(void)state;
	assert_true(asprintf(&rule, "Host(`a`)") > 0);
	for (i = 1; i <= SET_MEMBERS_MAX; i++) {
		assert_int_equal(hostset_of(&a, rule).n, i);
		assert_true(asprintf(&longer, "%s||Host(`a%d`)", rule, i) > 0);
		free(rule);
		rule = longer;
		arena_reset(&a);
	}
	assert_int_equal(hostset_of(&a, rule).any, 1);
	free(rule);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(names),
		cmocka_unit_test(not_names),
		cmocka_unit_test(operators),
		cmocka_unit_test(malformed),
		cmocka_unit_test(deep),
		cmocka_unit_test(many)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
