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

/*
 * Prints a list of random containers, as Docker's /containers/json would.
 * usage: generate fields.tsv version seed count
 * The same seed is the same list.  One container in five has a label that is
 * spoilt.
 */

#include <stdio.h>
#include <stdlib.h>

#include "regress/property/lib/chance.h"
#include "regress/property/lib/labels.h"
#include "regress/property/lib/table.h"

static void
print_name(size_t n)
{
	static const char *const	names[] = { "web", "Web", "api_1", "404",
					    "___", "a.b", "\303\274ber",
					    "\305\277hop", NULL };

	if (chance_percent(20))
		labels_string(chance_word(names));
	else
		printf("\"/box%zu\"", n);
}

static void
print_ports(void)
{
	size_t	i, n = chance(4);

	for (i = 0; i < n; i++) {
		printf("%s{\"PrivatePort\":%zu,", i > 0 ? "," : "",
		    80 + chance(4));
		if (chance_percent(50))
			printf("\"IP\":\"%s\",\"PublicPort\":%zu,",
			    chance_percent(50) ? "0.0.0.0" : "192.0.2.7",
			    8080 + chance(100));
		printf("\"Type\":\"%s\"}", chance_percent(80) ? "tcp" : "udp");
	}
}

static void
print_network(size_t n)
{
	static const char *const	modes[] = { "bridge", "bridge", "back",
					    "host", "none", NULL };

	if (n > 0 && chance_percent(10))
		printf("\"HostConfig\":{\"NetworkMode\":\"container:%064zx\"},",
		    1 + chance(n));
	else
		printf("\"HostConfig\":{\"NetworkMode\":\"%s\"},",
		    chance_word(modes));
	printf("\"NetworkSettings\":{\"Networks\":{");
	if (chance_percent(95))
		printf("\"bridge\":{\"IPAddress\":\"172.17.%zu.%zu\"}",
		    chance(8), 2 + chance(200));
	printf("}},");
}

static void
print_container(const struct row *table, long version, size_t n)
{
	char	name[32];

	printf("%s{\"Id\":\"%064zx\",\"Names\":[", n > 0 ? ",\n" : "", n + 1);
	print_name(n);
	printf("],\"Created\":%zu,\"State\":\"%s\",\"Status\":\"%s\",",
	    1700000000 + chance(1000), chance_percent(90) ? "running" :
	    "exited", chance_percent(90) ? "Up 2 hours" :
	    "Up 1 second (unhealthy)");
	printf("\"Ports\":[");
	print_ports();
	printf("],");
	print_network(n);
	printf("\"Labels\":{");
	(void)snprintf(name, sizeof(name), "o%zu", n);
	labels_print(table, version, name, chance_percent(20));
	printf("}}");
}

int
main(int argc, char *argv[])
{
	static struct row	*table;
	size_t			 i, count;
	long			 version;

	if (argc != 5) {
		fprintf(stderr, "usage: generate fields.tsv version seed count\n");
		return 1;
	}
	table = table_read(argv[1]);
	version = table_version(argv[2]);
	chance_seed(strtoull(argv[3], NULL, 10));
	count = (size_t)strtoull(argv[4], NULL, 10);
	printf("[");
	for (i = 0; i < count; i++)
		print_container(table, version, i);
	printf("]\n");
	return 0;
}
