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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kopd/conf/mask.h"
#include "kopd/conf/redis_url.h"

/* "host:port or path|user|password|database|tls|ignored", or the fault. */
static const char *
parsed(const char *text)
{
	static char	 out[512];
	struct url	 u;
	const char	*why;

	if (url_parse(&u, text, &why) == -1)
		return why;
	(void)snprintf(out, sizeof(out), "%s|%s|%s|%s|%s|%s",
	    u.socket != NULL ? u.socket : u.address, u.user, u.password,
	    u.database, u.insecure ? "insecure" : u.tls ? "tls" : "",
	    u.ignored);
	url_free(&u);
	return out;
}

static const struct {
	const char	*text;
	const char	*wanted;
} good[] = {
	{ "redis://h", "h:6379|||||" },
	{ "redis://h:7", "h:7|||||" },
	{ "REDIS://h:", "h:6379|||||" },
	{ "redis://", "localhost:6379|||||" },
	{ "redis:///3", "localhost:6379|||3||" },
	{ "redis://:7/3", "localhost:7|||3||" },
	{ "redis://h/2", "h:6379|||2||" },
	{ "redis://h//2/", "h:6379|||2||" },
	{ "redis://h/%32", "h:6379|||2||" },
	{ "redis://h/", "h:6379|||||" },
	{ "redis://h?db=4", "h:6379|||4||" },
	{ "redis://h/2?db=4", "h:6379|||4||" },
	{ "redis://h/2?db=", "h:6379|||2||" },
	{ "redis://h?db=1&db=4&", "h:6379|||4||" },
	{ "redis://h/2#fragment", "h:6379|||2||" },
	{ "redis://user:pass@host:6379/2", "host:6379|user|pass|2||" },
	{ "redis://:pass@h", "h:6379||pass|||" },
	{ "redis://user@h", "h:6379|user||||" },
	{ "redis://user:@h", "h:6379|user||||" },
	{ "redis://us%65r:p%40%2f%3A%23%25@h", "h:6379|user|p@/:#%|||" },
	{ "redis://u:p:q@h", "h:6379|u|p:q|||" },
	{ "redis://u:p@q@h", "h:6379|u|p@q|||" },
	{ "redis://u:a+b!$&'()*,;=-._~@h", "h:6379|u|a+b!$&'()*,;=-._~|||" },
	{ "redis://[2001:db8::1]", "[2001:db8::1]:6379|||||" },
	{ "redis://u:p@[2001:db8::1]:7/1", "[2001:db8::1]:7|u|p|1||" },
	{ "redis://[fe80::1%25eth0]:7", "[fe80::1%eth0]:7|||||" },
	{ "rediss://u:p@h:7/1", "h:7|u|p|1|tls|" },
	{ "rediss://h?skip_verify=true", "h:6379||||insecure|" },
	{ "rediss://h?skip_verify=1", "h:6379||||insecure|" },
	{ "rediss://h?skip_verify=0", "h:6379||||tls|" },
	{ "rediss://h?skip_verify=", "h:6379||||tls|" },
	{ "redis://h?dial_timeout=5s&pool_size=3",
	    "h:6379|||||dial_timeout, pool_size" },
	{ "redis://u:p@h?client_name=a@b", "h:6379|u|p|||client_name" },
	{ "unix:///run/r/r.sock", "/run/r/r.sock|||||" },
	{ "unix://u:p@/run/r/r.sock?db=2", "/run/r/r.sock|u|p|2||" },
	{ "unix:///run/redis@1/r%20s", "/run/redis@1/r s|||||" },
};

static void
test_good(void **state)
{
	size_t	 i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_string_equal(parsed(good[i].text), good[i].wanted);
}

#define ENCODE		"has a character in the user or password"
#define PORT		"has a port that is not a number from 1 to 65535"
#define DATABASE	"has a database that is not a number"
#define UNKNOWN		"has a parameter that go-redis does not know"

static const struct {
	const char	*text;
	const char	*begins;
} bad[] = {
	{ "http://h", "is a URL of another kind" },
	{ "valkey://h", "is a URL of another kind" },
	{ "redisx://h", "is a URL of another kind" },
	{ "://h", "is a URL of another kind" },
	{ "x://redis://u:secret@h", "is a URL of another kind" },
	{ "redis://u:sec/ret@h", ENCODE },
	{ "redis://u:sec?ret@h", ENCODE },
	{ "redis://u:sec#ret@h", ENCODE },
	{ "redis://:12/secret@h", ENCODE },
	{ "redis://:12?secret@h", ENCODE },
	{ "redis://u:sec%ret@h", ENCODE },
	{ "redis://u:sec%2", PORT },
	{ "redis://u:sec%4@h", ENCODE },
	{ "redis://u:sec%00ret@h", ENCODE },
	{ "redis://u:sec ret@h", ENCODE },
	{ "redis://u:sec^ret@h", ENCODE },
	{ "redis://u:sec\"ret@h", ENCODE },
	{ "redis://u:sec\nret@h", ENCODE },
	{ "redis://u:sec\001ret@h", ENCODE },
	{ "redis://sec\303\251@h", ENCODE },
	{ "redis://:secret", PORT },
	{ "redis://h:secret", PORT },
	{ "redis://h:0", PORT },
	{ "redis://h:65536", PORT },
	{ "redis://:12345678", PORT },
	{ "redis://h/secret", DATABASE },
	{ "redis://h/1/2", DATABASE },
	{ "redis://h/-1", DATABASE },
	{ "redis://h?db=secret", DATABASE },
	{ "redis://u:a@b/secret@h", DATABASE },
	{ "redis://h?database=2",
	    "has the parameter database, which go-redis does not know" },
	{ "redis://h?skip_verify=true", "has the parameter skip_verify, "
	    "which go-redis does not know without rediss" },
	{ "redis://h?%73ecret=1", UNKNOWN },
	{ "redis://u:a@b?secret@h", UNKNOWN },
	{ "redis://u:a@b?secret=c@h", UNKNOWN },
	{ "rediss://h?skip_verify=secret",
	    "has a skip_verify that is neither true nor false" },
	{ "unix://", "does not have the path of a socket" },
	{ "unix://u:secret@", "does not have the path of a socket" },
	{ "unix://run/r.sock", "has a host before the path" },
	{ "unix:///run/%zz", "has a % in its path" },
};

static void
test_bad(void **state)
{
	const char	*why;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		why = parsed(bad[i].text);
		assert_int_equal(strncmp(why, bad[i].begins,
		    strlen(bad[i].begins)), 0);
		assert_null(strstr(why, "sec"));
		assert_null(strstr(why, "ret@"));
		assert_null(strstr(why, "12"));
	}
}

static void
test_hide(void **state)
{
	static const struct {
		const char	*text;
		const char	*hidden;
	} cases[] = {
		{ "redis://u:secret@h:7/2?db=1",
		    "redis://u:\001@h:7/2?db=1" },
		{ "redis://:s@h", "redis://:\001@h" },
		{ "redis://u:a@b:c@h", "redis://u:\001@h" },
		{ "unix://u:secret@/p", "unix://u:\001@/p" },
		{ "redis://u@h/a:b@", "redis://u@h/a:b@" },
		{ "redis://u:@h", "redis://u:@h" },
		{ "redis://h:7", "redis://h:7" },
		{ "h:7", "h:7" },
	};
	char	 text[64];
	size_t	 i, j;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		memset(text, 0, sizeof(text));
		(void)strlcpy(text, cases[i].text, sizeof(text));
		url_hide(text);
		assert_string_equal(text, cases[i].hidden);
		for (j = strlen(text); j < sizeof(text); j++)
			assert_int_equal(text[j], 0);
		url_hide(text);
		assert_string_equal(text, cases[i].hidden);
	}
	assert_string_equal(parsed("redis://u:\001@h/2"),
	    "h:6379|u|" CONF_KEPT "|2||");
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_bad),
		cmocka_unit_test(test_hide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
