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
/*
 * The time that labels take grows with their number, not with its square: ten
 * times the labels take at most GROWTH times as long.  Processor time varies on
 * a machine that has other work, so one good pair of many is enough.
 */

#include <time.h>

#include "regress/unit/route-maker/inventory.h"

#include "common/bounds.h"
#include "common/text.h"

#define FEW	400
#define GROWTH	40		/* the square is 100 */
#define TRIES	5		/* the shortest time of these counts */
#define PAIRS	10

/* Writes so many labels as members of a JSON object. */
typedef void	(*write_fn)(FILE *, size_t);

static const char	*ports;		/* of the container; NULL: as usual */

static void
feed(const char *labels, int address)
{
	char	 networks[64];

	(void)snprintf(networks, sizeof(networks),
	    "{\"bridge\":{\"IPAddress\":\"172.17.1.%d\"}}", address);
	TAKE(.n = 1, .name = "c", .labels = labels, .networks = networks,
	    .ports = ports);
}

/* The time for a new container, and for two new addresses of it. */
static double
time_of(const char *labels)
{
	struct hexid	 id = test_id(1);
	clock_t		 start = clock();

	feed(labels, 1);
	feed(labels, 2);
	feed(labels, 3);
	containers_remove(&containers, &id);
	return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static double
shortest(write_fn writer, size_t n)
{
	double	 best = 1e9, t;
	char	*labels;
	size_t	 len;
	FILE	*out;
	int	 i;

	out = text_open(&labels, &len);
	writer(out, n);
	text_close(out);
	for (i = 0; i < TRIES; i++)
		if ((t = time_of(labels)) < best)
			best = t;
	free(labels);
	return best;
}

static void
grows(write_fn writer, size_t few)
{
	double	 one = 0, ten = 0;
	int	 i;

	for (i = 0; i < PAIRS; i++) {
		one = shortest(writer, few);
		ten = shortest(writer, 10 * few);
		if (ten <= GROWTH * one)
			return;
	}
	fail_msg("%.1f ms for %zu, but %.1f ms for %zu", one * 1e3, few,
	    ten * 1e3, 10 * few);
}

static void
write_services(FILE *out, size_t n)
{
	size_t	 i;

	for (i = 0; i < n; i++)
		fprintf(out, "%s\"traefik.http.services.s%zu.loadbalancer."
		    "server.port\":\"80\"", i == 0 ? "" : ",", i);
}

/* Each service looks for kop.<service>.bind.ip. */
static void
services(void **state)
{
	(void)state;
	conf->bind_none = 0;
	free(conf->bind_address);
	assert_non_null(conf->bind_address = strdup("192.0.2.1"));
	grows(write_services, FEW);
}

static void
write_routers(FILE *out, size_t n)
{
	write_services(out, n / 2);
	for (n /= 2; n-- > 0;)
		fprintf(out, ",\"traefik.http.routers.r%zu.rule\":"
		    "\"Host(`x`)\"", n);
}

/* A router without a service counts the services; each has a warning. */
static void
routers(void **state)
{
	(void)state;
	grows(write_routers, FEW);
}

static void
write_statuses(FILE *out, size_t n)
{
	size_t	 i;

	for (i = 0; i < n; i++)
		fprintf(out, "%s\"traefik.http.middlewares.m.errors."
		    "statusrewrites.%zu\":\"404\"", i == 0 ? "" : ",", i);
}

/* A status is published as a range, which may have a label, too. */
static void
statuses(void **state)
{
	(void)state;
	grows(write_statuses, FEW);
}

static void
write_tags(FILE *out, size_t n)
{
	size_t	 i;

	fprintf(out, "\"SERVICE_NAME\":\"x\",\"SERVICE_TAGS\":\"");
	for (i = 0; i < n; i++)
		fprintf(out, "%straefik.http.middlewares.m%0100zu.addprefix."
		    "prefix=/a", i == 0 ? "" : ",", i);
	fprintf(out, "\"");
}

static void
write_targets(FILE *out, size_t n)
{
	size_t	 i;

	fprintf(out, "\"SERVICE_NAME\":\"x\",\"SERVICE_TAGS\":\"");
	for (i = 0; i < n; i++)
		fprintf(out, "%straefik.http.services.s%0100zu.loadbalancer."
		    "passhostheader=true", i == 0 ? "" : ",", i);
	fprintf(out, "\"");
}

static void
write_frontends(FILE *out, size_t n)
{
	size_t	 i;

	fprintf(out, "\"SERVICE_NAME\":\"x\",\"SERVICE_TAGS\":\"");
	for (i = 0; i < n; i++)
		fprintf(out, "%straefik.frontends.f%zu.rule=Host:a",
		    i == 0 ? "" : ",", i);
	fprintf(out, "\"");
}

static char *
many_ports(size_t n)
{
	char	*text;
	size_t	 i, len;
	FILE	*out;

	out = text_open(&text, &len);
	for (i = 1; i <= n; i++)
		fprintf(out, "%s{\"IP\":\"0.0.0.0\",\"PrivatePort\":%zu,"
		    "\"PublicPort\":%zu,\"Type\":\"tcp\"}", i == 1 ? "" : ",",
		    i, i);
	text_close(out);
	return text;
}

/* Labels of registrator, on as many ports as it may have. */
static void
registrator(void **state)
{
	char	*text = many_ports(REGISTRATOR_PORTS_MAX);

	(void)state;
	conf->registrator = conf->registrator_exposed = 1;
	free(conf->registrator_prefix);
	assert_non_null(conf->registrator_prefix = strdup("traefik"));
	ports = text;
	grows(write_tags, REGISTRATOR_TAGS_MAX / 10);
	ports = "{\"PrivatePort\":80,\"PublicPort\":80,\"Type\":\"tcp\"}";
	grows(write_frontends, REGISTRATOR_TAGS_MAX / 10);
	grows(write_targets, REGISTRATOR_TAGS_MAX / 10);
	ports = NULL;
	free(text);
}

static void
write_v1(FILE *out, size_t n)
{
	size_t	 i;

	fprintf(out, "\"traefik.port\":\"80\",\"traefik.frontend.rule\":"
	    "\"Host:a\"");
	for (i = 1; i < n / 2; i++)
		fprintf(out, ",\"traefik.frontend.errors.e%zu.status\":\"500\","
		    "\"traefik.frontend.errors.e%zu.backend\":\"b\"", i, i);
}

static void
v1(void **state)
{
	(void)state;
	conf->v1 = conf->v1_exposed = 1;
	grows(write_v1, FEW);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_setup_teardown(services, set_up, tear_down),
		cmocka_unit_test_setup_teardown(routers, set_up, tear_down),
		cmocka_unit_test_setup_teardown(statuses, set_up, tear_down),
		cmocka_unit_test_setup_teardown(registrator, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(v1, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
