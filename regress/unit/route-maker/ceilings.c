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

/* More than there may be: containers.c leaves out what is too much. */

#include <unistd.h>

#include "regress/unit/route-maker/inventory.h"

#include "common/bounds.h"
#include "common/log.h"
#include "route-maker/object/resolve.h"

/* Number n of many, with a server of service s; the address has its port. */
static void
take_many(int n, const char *scheme)
{
	struct container	*c;
	char			*json, why[256];

	if (asprintf(&json, "{\"Id\":\"%064d\",\"Names\":[\"/c%d\"],"
	    "\"Created\":1,\"State\":\"running\",\"HostConfig\":"
	    "{\"NetworkMode\":\"bridge\"},\"NetworkSettings\":"
	    "{\"Networks\":{\"b\":{\"IPAddress\":\"10.0.0.1\"}}},\"Labels\":{"
	    "\"traefik.http.services.s.loadbalancer.server.port\":\"%d\","
	    "\"traefik.http.services.s.loadbalancer.server.scheme\":\"%s\"}}",
	    n, n, n + 1, scheme) == -1)
		fail();
	c = container_parse(json, strlen(json), conf, why, sizeof(why));
	assert_non_null(c);
	containers_take(&containers, c);
	free(json);
}

/* How many servers service s has. */
static size_t
count_servers(size_t *bytes)
{
	struct object	*r;
	struct pack	 keys = PACK_INITIALIZER;
	const char	*at = NULL, *key, *value;
	size_t		 n = 0, slot;

	resolve_settle(&containers.objects);
	r = object_find(&containers.objects, "http/services/s");
	assert_non_null(r);
	assert_int_equal(resolve_keys(&containers.objects, r, &keys), 1);
	while (pack_next(keys.data, keys.len, &at, &key, &value)) {
		if (sscanf(key, "loadBalancer/servers/%zu/url", &slot) != 1)
			continue;
		assert_true(slot < OBJECT_SERVERS_MAX);
		n++;
	}
	*bytes = keys.len;
	pack_free(&keys);
	return n;
}

static void
test_many_servers(void **state)
{
	struct hexid	 id;
	size_t		 bytes;
	int		 n;

	(void)state;
	for (n = 0; n <= OBJECT_SERVERS_MAX; n++)
		take_many(n, "http");
	assert_int_equal(count_servers(&bytes), OBJECT_SERVERS_MAX);
	memset(&id, 0, sizeof(id));
	id.b[HEXID_BYTES - 1] = 7;
	containers_stop(&containers, &id);
	assert_int_equal(count_servers(&bytes), OBJECT_SERVERS_MAX);
}

static void
test_large_servers(void **state)
{
	size_t	 bytes, size = 100 * 1024;
	char	*scheme = calloc(1, size + 1);
	int	 n;

	(void)state;
	assert_non_null(scheme);
	memset(scheme, 'x', size);
	for (n = 0; n < 30; n++)
		take_many(n, scheme);
	assert_int_equal(count_servers(&bytes), OBJECT_BYTES_MAX / size);
	assert_true(bytes <= OBJECT_BYTES_MAX);
	free(scheme);
}

/* Forty of one name, each of which uses the network of that name. */
static void
test_circle(void **state)
{
	int	n;

	(void)state;
	for (n = 1; n <= 40; n++)
		TAKE(.n = n, .name = "x", .mode = "container:x",
		    .networks = "null");
	assert_int_equal(containers.members.count, 40);
}

static void
test_strays(void **state)
{
	int	n;

	(void)state;
	for (n = 0; n < 100000; n++)
		containers_fault(&containers, NULL, "", "no id");
	assert_true(containers.nstrays < 100);
}

/* Labels of 200 routers, none of which has a rule. */
static char *
ruleless(void)
{
	char	*labels;
	size_t	 size;
	FILE	*out;
	int	 i;

	if ((out = open_memstream(&labels, &size)) == NULL)
		fail();
	for (i = 0; i < 200; i++)
		fprintf(out, "%s\"traefik.http.routers.r%d.priority\":\"1\"",
		    i == 0 ? "" : ",", i);
	(void)fclose(out);
	return labels;
}

/* The log has some of them, and says that there are more. */
static void
test_many_faults(void **state)
{
	char	 said[65536], *labels = ruleless();
	int	 fds[2], saved, lines = 0;
	ssize_t	 i, n;

	(void)state;
	assert_int_equal(pipe(fds), 0);
	assert_int_not_equal(saved = dup(STDERR_FILENO), -1);
	assert_int_not_equal(dup2(fds[1], STDERR_FILENO), -1);
	log_set_verbose(0);
	TAKE(.n = 1, .name = "x", .labels = labels);
	TAKE(.n = 1, .name = "x", .labels = labels);
	log_set_verbose(-1);
	assert_int_not_equal(dup2(saved, STDERR_FILENO), -1);
	(void)close(saved);
	(void)close(fds[1]);
	assert_true((n = read(fds[0], said, sizeof(said) - 1)) > 0);
	(void)close(fds[0]);
	said[n] = '\0';
	for (i = 0; i < n; i++)
		lines += said[i] == '\n';
	assert_int_equal(lines, 17);
	assert_non_null(strstr(said, "184 more errors"));
	free(labels);
}

int
main(void)
{
#define TEST(f)	cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest	tests[] = {
		TEST(test_many_servers),
		TEST(test_large_servers),
		TEST(test_circle),
		TEST(test_strays),
		TEST(test_many_faults)
	};

	log_init("ceilings", LOG_TO_STDERR, -1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
