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

/* Ports of compose files in the short syntax. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kopctl/compose/ports.h"

/* "IP HOST-HOST OWN-OWN PROTOCOL"; NULL: an error. */
static void
check(const char *text, const char *wanted)
{
	struct port_range	 p;
	char			*got;
	const char		*why = ports_parse(text, &p);

	if (wanted == NULL) {
		if (why == NULL)
			fail_msg("%s: no error", text);
		return;
	}
	if (why != NULL)
		fail_msg("%s: %s", text, why);
	if (asprintf(&got, "%s %u-%u %u-%u %s", p.ip, p.host[0], p.host[1],
	    p.own[0], p.own[1], p.protocol) == -1)
		fail_msg("no memory");
	if (strcmp(got, wanted) != 0)
		fail_msg("%s: %s, not %s", text, got, wanted);
	free(got);
}

/* The examples of the specification are among these. */
static void
test_good(void **state)
{
	(void)state;
	check("3000", " 0-0 3000-3000 tcp");
	check("3000-3005", " 0-0 3000-3005 tcp");
	check("8000:8000", " 8000-8000 8000-8000 tcp");
	check("9090-9091:8080-8081", " 9090-9091 8080-8081 tcp");
	check("8000-9000:80", " 8000-9000 80-80 tcp");
	check("127.0.0.1:8001:8001", "127.0.0.1 8001-8001 8001-8001 tcp");
	check("127.0.0.1:5000-5010:5000-5010",
	    "127.0.0.1 5000-5010 5000-5010 tcp");
	check("127.0.0.1::80", "127.0.0.1 0-0 80-80 tcp");
	check("::1:6000:6000", "::1 6000-6000 6000-6000 tcp");
	check("[::1]:6001:6001", "::1 6001-6001 6001-6001 tcp");
	check("[::]::80", ":: 0-0 80-80 tcp");
	check("6060:6060/udp", " 6060-6060 6060-6060 udp");
	check("80/SCTP", " 0-0 80-80 sctp");
	check("0:80", " 0-0 80-80 tcp");
	check("1:65535", " 1-1 65535-65535 tcp");
	check("080:080", " 80-80 80-80 tcp");
}

static void
test_bad(void **state)
{
	static const char *const	rows[] = { "", ":", "80:", "::", "a",
	    "80:a", "a:80", "0", "65536", "65536:80", "80:65536", "-1", "+80",
	    " 80", "80 ", "8 0", "80-", "-80", "81-80", "80-81-82", "0-3:80",
	    "8000-8001:80-82", "8000:80-81", "80/", "80/icmp", "80/tcp/udp",
	    "localhost:80:80", "300.0.0.1:80:80", "[::1:80:80", "1:2:3:4:5",
	    "0x50", "80.0", "1e3", "99999999999999999999", "80/tcp:80" };
	size_t				 i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		check(rows[i], NULL);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_bad),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
