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

/* What route-maker takes is what kopd.conf takes. */

#include "regress/unit/route-maker/containers.h"
#include "regress/unit/rules.h"
#include "route-maker/address/address.h"
#include "route-maker/program/filter.h"

#define PORTS								\
	"{\"IP\":\"0.0.0.0\",\"PrivatePort\":80,\"PublicPort\":8088,"	\
	"\"Type\":\"tcp\"},"						\
	"{\"IP\":\"::\",\"PrivatePort\":80,\"PublicPort\":8088,"	\
	"\"Type\":\"tcp\"}"

static struct route_maker_conf	*conf;

static int
setup(void **state)
{
	(void)state;
	conf = test_conf();
	conf->bind_none = 0;
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	config_free(&route_maker_table, conf);
	return 0;
}

static struct container *
labelled(const char *name, const char *value)
{
	struct test_container	 t = { .n = 1, .name = "web", .ports = PORTS };
	struct container	*c;
	char			*labels = NULL;

	/* The values of the table have nothing else that JSON escapes. */
	if (value != NULL && strpbrk(value, "\"\\") == NULL &&
	    asprintf(&labels, "\"%s\":\"%s\"", name, value) == -1)
		fail();
	t.labels = labels;
	c = test_container(&t, conf);
	free(labels);
	return c;
}

static int
has_address(struct container *c)
{
	struct decode		 d;
	struct place		 place = { .d = &d, .container = c };
	struct service_port	 port = { .protocol = PROTOCOL_TCP,
				    .service = "web", .label = "8088" };
	struct address		 a;
	int			 has;

	decode_init(&d, NULL, conf);
	has = address_of(&place, &port, &a) == 0;
	free(a.text);
	container_free(c);
	return has;
}

static int
takes_bind(char *value)
{
	char	*before = conf->bind_address;
	int	 fine;

	conf->bind_address = value;
	fine = has_address(labelled("x", NULL));
	conf->bind_address = before;
	return fine;
}

static int
takes_label(char *value)
{
	return has_address(labelled("kop.bind.ip", value));
}

static int
takes_namespace(char *value)
{
	struct string_list	 before = conf->namespaces;
	struct container	*c = labelled("kop.namespace", value);
	struct decode		 d;
	int			 fine;

	decode_init(&d, NULL, conf);
	conf->namespaces.v = &value;
	conf->namespaces.n = 1;
	fine = filter_namespace(&d, c);
	conf->namespaces = before;
	container_free(c);
	return fine;
}

static void
test_bind(void **state)
{
	(void)state;
	rules_check("bind", takes_bind);
	rules_check("bind", takes_label);
}

static void
test_namespace(void **state)
{
	(void)state;
	rules_check("namespace", takes_namespace);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bind),
		cmocka_unit_test(test_namespace),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
