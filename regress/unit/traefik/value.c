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
#include <string.h>

#include <cmocka.h>

#include "traefik/value.h"

struct row {
	enum field_type	 type;
	const char	*value;
	const char	*canonical;	/* NULL: refused */
};

static const struct row	scalars[] = {
	{ FIELD_BOOL, "1", "true" }, { FIELD_BOOL, "t", "true" },
	{ FIELD_BOOL, "TRUE", "true" }, { FIELD_BOOL, "True", "true" },
	{ FIELD_BOOL, "0", "false" }, { FIELD_BOOL, "F", "false" },
	{ FIELD_BOOL, "False", "false" }, { FIELD_BOOL, "", NULL },
	{ FIELD_BOOL, "tRUE", NULL }, { FIELD_BOOL, " true", NULL },
	{ FIELD_BOOL, "yes", NULL }, { FIELD_BOOL, "2", NULL },
	{ FIELD_INT, "+5", "5" }, { FIELD_INT, "007", "7" },
	{ FIELD_INT, "-0", "0" }, { FIELD_INT, "", NULL },
	{ FIELD_INT, "+", NULL }, { FIELD_INT, "1_000", NULL },
	{ FIELD_INT, "0x10", NULL }, { FIELD_INT, "1 ", NULL },
	{ FIELD_INT, "--1", NULL },
	{ FIELD_INT64, "9223372036854775807", "9223372036854775807" },
	{ FIELD_INT64, "-9223372036854775808", "-9223372036854775808" },
	{ FIELD_INT64, "9223372036854775808", NULL },
	{ FIELD_INT64, "-9223372036854775809", NULL },
	{ FIELD_INT64, "99999999999999999999", NULL },
	{ FIELD_UINT, "18446744073709551615", "18446744073709551615" },
	{ FIELD_UINT, "18446744073709551616", NULL },
	{ FIELD_UINT, "+1", NULL }, { FIELD_UINT, "-1", NULL },
	{ FIELD_FLOAT, "1.5", "1.5" }, { FIELD_FLOAT, "-1e3", "-1e3" },
	{ FIELD_FLOAT, "1e999", NULL }, { FIELD_FLOAT, "0x1p1", NULL },
	{ FIELD_FLOAT, " 1", NULL }, { FIELD_FLOAT, "1.5.", NULL },
	{ FIELD_FLOAT, "", NULL },
	{ FIELD_STRING, "  Host(`x`)\t", "  Host(`x`)\t" },
	{ FIELD_STRING, "", "" },
};

static const struct row	addresses[] = {
	{ FIELD_PORT, "1", "1" }, { FIELD_PORT, "65535", "65535" },
	{ FIELD_PORT, "080", "080" }, { FIELD_PORT, "00080", "00080" },
	{ FIELD_PORT, "", "" }, { FIELD_PORT, "0", NULL },
	{ FIELD_PORT, "00000", NULL }, { FIELD_PORT, "000080", NULL },
	{ FIELD_PORT, "65536", NULL }, { FIELD_PORT, "99999", NULL },
	{ FIELD_PORT, "18446744073709551696", NULL },
	{ FIELD_PORT, "-80", NULL }, { FIELD_PORT, "+80", NULL },
	{ FIELD_PORT, " 80", NULL }, { FIELD_PORT, "80 ", NULL },
	{ FIELD_PORT, "80\n", NULL }, { FIELD_PORT, "0x50", NULL },
	{ FIELD_PORT, "http", NULL }, { FIELD_PORT, "80/../", NULL },
	{ FIELD_PORT, "@10.0.0.5:6379", NULL }, { FIELD_PORT, "80#", NULL },
	{ FIELD_PORT, "80?", NULL }, { FIELD_PORT, "\331\241", NULL },
	{ FIELD_PORTNUMBER, "0", "0" }, { FIELD_PORTNUMBER, "+080", "80" },
	{ FIELD_PORTNUMBER, "65535", "65535" },
	{ FIELD_PORTNUMBER, "65536", NULL },
	{ FIELD_PORTNUMBER, "-1", NULL }, { FIELD_PORTNUMBER, "", NULL },
	{ FIELD_SCHEME, "https", "https" }, { FIELD_SCHEME, "", "" },
	{ FIELD_SCHEME, "a+b-c.1", "a+b-c.1" }, { FIELD_SCHEME, "h2c", "h2c" },
	{ FIELD_SCHEME, "HTTPS", NULL }, { FIELD_SCHEME, "1a", NULL },
	{ FIELD_SCHEME, "+a", NULL }, { FIELD_SCHEME, "http:", NULL },
	{ FIELD_SCHEME, "http://evil/?", NULL },
	{ FIELD_SCHEME, "ht tp", NULL }, { FIELD_SCHEME, "http\n", NULL },
};

/* Held against url.Parse of Go. */
static const struct row	urls[] = {
	{ FIELD_URL, "http://h:1/p?q=%#f", "http://h:1/p?q=%#f" },
	{ FIELD_URL, "http://h", "http://h" }, { FIELD_URL, "h", "h" },
	{ FIELD_URL, "", "" }, { FIELD_URL, "/p", "/p" },
	{ FIELD_URL, "h2c://h:", "h2c://h:" },
	{ FIELD_URL, "HTTP://H:80/ x", "HTTP://H:80/ x" },
	{ FIELD_URL, "http://u:p%20@[fe80::1%25eth0]:80/",
	    "http://u:p%20@[fe80::1%25eth0]:80/" },
	{ FIELD_URL, "http:h:x", "http:h:x" },
	{ FIELD_URL, "http://\303\274/", "http://\303\274/" },
	{ FIELD_URL, "http://%C3%BC/%41", "http://%C3%BC/%41" },
	{ FIELD_URL, "///h:x", "///h:x" }, { FIELD_URL, "./a:b", "./a:b" },
	{ FIELD_URL, "http:///h:x", "http:///h:x" },
	{ FIELD_URL, "http://h:x", NULL }, { FIELD_URL, "h:80", "h:80" },
	{ FIELD_URL, "10.0.0.1:80", NULL }, { FIELD_URL, ":80", NULL },
	{ FIELD_URL, "http://h:80@", "http://h:80@" },
	{ FIELD_URL, "http://h h/", NULL }, { FIELD_URL, "http://h\n/", NULL },
	{ FIELD_URL, "http://a@b@c/", "http://a@b@c/" },
	{ FIELD_URL, "http://[::1", NULL }, { FIELD_URL, "http://[::1]x", NULL },
	{ FIELD_URL, "http://%41/", NULL }, { FIELD_URL, "http://h/%4", NULL },
	{ FIELD_URL, "http://h/%zz", NULL }, { FIELD_URL, "a%zz", NULL },
	{ FIELD_URL, "http://h/#%", NULL }, { FIELD_URL, "http://h\177", NULL },
	{ FIELD_URL, "http://h\\@e/", NULL }, { FIELD_URL, "//h:x", NULL },
};

static const struct row	lists[] = {
	{ FIELD_STRINGS, "web", "web" }, { FIELD_STRINGS, "", "" },
	{ FIELD_STRINGS, " web , websecure ", "web,websecure" },
	{ FIELD_STRINGS, "a,,b", "a,,b" }, { FIELD_STRINGS, ",", "," },
	{ FIELD_STRINGS, "web, ", "web," }, { FIELD_STRINGS, " ", " " },
	{ FIELD_STRINGS, "\t\n", " " },
	{ FIELD_STRINGS, "\302\240web\343\200\200", "web" },
	{ FIELD_STRINGS, "\342\200\200a\342\200\212,\302\205b\341\232\200",
	    "a,b" },
	/* No white space: zero width, byte order mark. */
	{ FIELD_STRINGS, "\342\200\213web", "\342\200\213web" },
	{ FIELD_STRINGS, "\357\273\277web", "\357\273\277web" },
	{ FIELD_STRINGS, "a b", "a b" }, { FIELD_STRINGS, "\205", "\205" },
};

static const struct row	durations[] = {
	{ FIELD_DURATION, "0", "0s" }, { FIELD_DURATION, "90", "1m30s" },
	{ FIELD_DURATION, "-5", "-5s" }, { FIELD_DURATION, "+2s", "2s" },
	{ FIELD_DURATION, "007", "7s" }, { FIELD_DURATION, "-0", "0s" },
	{ FIELD_DURATION, "1.5h", "1h30m0s" },
	{ FIELD_DURATION, "1h1h", "2h0m0s" },
	{ FIELD_DURATION, ".5s", "500ms" }, { FIELD_DURATION, "1.s", "1s" },
	{ FIELD_DURATION, "1us", "1\302\265s" },
	{ FIELD_DURATION, "1500ns", "1.5\302\265s" },
	{ FIELD_DURATION, "1\302\265s", "1\302\265s" },
	{ FIELD_DURATION, "1\316\274s", "1\302\265s" },
	{ FIELD_DURATION, "1.000001s", "1.000001s" },
	{ FIELD_DURATION, "1.0000000001s", "1s" },
	{ FIELD_DURATION, "0.3333333333333333333h", "20m0s" },
	{ FIELD_DURATION, "1.00000000000000000000000000001s", "1s" },
	{ FIELD_DURATION, "2562047h47m16.854775807s",
	    "2562047h47m16.854775807s" },
	{ FIELD_DURATION, "-2562047h47m16.854775808s",
	    "-2562047h47m16.854775808s" },
	/* Seconds wrap around. */
	{ FIELD_DURATION, "9223372037", "-2562047h47m16.709551616s" },
	{ FIELD_DURATION, "9223372036854775807", "-1s" },
	{ FIELD_DURATION, "-9223372036854775808", "0s" },
	{ FIELD_DURATION, "18446744074", "290.448384ms" },
	{ FIELD_DURATION, "2562047h47m16.854775808s", NULL },
	{ FIELD_DURATION, "9223372036854775808", NULL },
	{ FIELD_DURATION, "9223372036854775808h", NULL },
	{ FIELD_DURATION, "", NULL }, { FIELD_DURATION, "-", NULL },
	{ FIELD_DURATION, "s", NULL }, { FIELD_DURATION, ".s", NULL },
	{ FIELD_DURATION, ".", NULL }, { FIELD_DURATION, "1s2", NULL },
	{ FIELD_DURATION, "1 s", NULL }, { FIELD_DURATION, "1S", NULL },
	{ FIELD_DURATION, "1d", NULL }, { FIELD_DURATION, "1h-1m", NULL },
	{ FIELD_DURATION, "1e3s", NULL }, { FIELD_DURATION, "1,5s", NULL },
	{ FIELD_DURATION, "1.5", NULL }, { FIELD_DURATION, "+-1s", NULL },
};

static void
check(const struct row *rows, size_t n)
{
	struct arena	 arena = ARENA_INITIALIZER;
	const char	*canonical;
	size_t		 i;

	for (i = 0; i < n; i++) {
		canonical = value_canonical(&arena, rows[i].type,
		    rows[i].value);
		if (rows[i].canonical == NULL && canonical != NULL)
			fail_msg("`%s' became `%s'", rows[i].value, canonical);
		if (rows[i].canonical != NULL && canonical == NULL)
			fail_msg("`%s' was refused", rows[i].value);
		if (canonical != NULL)
			assert_string_equal(canonical, rows[i].canonical);
	}
	arena_free(&arena);
}

static void
scalar_values(void **state)
{
	(void)state;
	check(scalars, sizeof(scalars) / sizeof(scalars[0]));
}

static void
address_values(void **state)
{
	(void)state;
	check(addresses, sizeof(addresses) / sizeof(addresses[0]));
	check(urls, sizeof(urls) / sizeof(urls[0]));
}

static void
list_values(void **state)
{
	(void)state;
	check(lists, sizeof(lists) / sizeof(lists[0]));
}

static void
duration_values(void **state)
{
	(void)state;
	check(durations, sizeof(durations) / sizeof(durations[0]));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(scalar_values),
		cmocka_unit_test(address_values),
		cmocka_unit_test(list_values),
		cmocka_unit_test(duration_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
