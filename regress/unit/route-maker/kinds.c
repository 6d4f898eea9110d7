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

/* Whose address a server has, for the rules of kopd.conf. */

#include "common/xstrdup.h"
#include "regress/unit/route-maker/containers.h"
#include "route-maker/address/address.h"

#define PUBLISHED							\
	"{\"IP\":\"0.0.0.0\",\"PrivatePort\":80,\"PublicPort\":8080,"	\
	"\"Type\":\"tcp\"}"
#define EXPOSED		"{\"PrivatePort\":80,\"Type\":\"tcp\"}"
#define BIND(address)	"\"kop.bind.ip\":\"" address "\""
#define OWN		"172.17.0.1"	/* of the first container */

struct kind_case {
	const char		*mode;
	const char		*ports;
	const char		*labels;
	const char		*port;		/* of the label */
	enum address_kind	 kind;
};

static void
check(const struct route_maker_conf *conf, const struct kind_case *k)
{
	struct test_container	 t = { .n = 1, .name = "web", .mode = k->mode,
				    .ports = k->ports, .labels = k->labels };
	struct container	*c = test_container(&t, conf);
	struct decode		 d;
	struct place		 place = { .d = &d, .container = c };
	struct service_port	 port = { .protocol = PROTOCOL_TCP,
				    .service = "web", .label = k->port };
	struct address		 a;

	decode_init(&d, NULL, conf);
	if (address_of(&place, &port, &a) == -1)
		fail_msg("%s", a.why);
	if (a.kind != k->kind)
		fail_msg("%s: %d, not %d", a.text, (int)a.kind, (int)k->kind);
	free(a.text);
	container_free(c);
}

static void
published(void **state)
{
	static const struct kind_case	 cases[] = {
		{ NULL, PUBLISHED, "", NULL, ADDRESS_PUBLISHED },
		{ NULL, PUBLISHED, "", "80", ADDRESS_PUBLISHED },
		{ NULL, PUBLISHED, "", "8080", ADDRESS_PUBLISHED },
		/* The port of another program. */
		{ NULL, PUBLISHED, "", "3306", ADDRESS_LABELLED },
		{ NULL, EXPOSED, "", NULL, ADDRESS_LABELLED },
		{ NULL, PUBLISHED, BIND("192.0.2.1"), NULL, ADDRESS_LABELLED },
		{ NULL, PUBLISHED, BIND(OWN), NULL, ADDRESS_CONTAINER },
		{ "host", "", "", "1", ADDRESS_CONTAINER },
		{ "host", "", BIND("192.0.2.1"), "1", ADDRESS_LABELLED }
	};
	struct route_maker_conf		*conf = test_conf();
	size_t				 i;

	(void)state;
	conf->bind_none = 0;
	free(conf->bind_address);
	conf->bind_address = xstrdup("192.0.2.9");
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check(conf, &cases[i]);
	conf->unpublished_ports = UNPUBLISHED_CONTAINER;
	check(conf, &(struct kind_case){ NULL, EXPOSED, "", NULL,
	    ADDRESS_CONTAINER });
	config_free(&route_maker_table, conf);
}

/* Traefik's own rules: bind none, use bind port ip. */
static void
traefiks(void **state)
{
	struct route_maker_conf	*conf = test_conf();

	(void)state;
	check(conf, &(struct kind_case){ NULL, PUBLISHED, "", NULL,
	    ADDRESS_CONTAINER });
	check(conf, &(struct kind_case){ NULL, PUBLISHED, "", "3306",
	    ADDRESS_CONTAINER });
	conf->use_bind_port_ip = 1;
	check(conf, &(struct kind_case){ NULL, "{\"IP\":\"192.0.2.9\","
	    "\"PrivatePort\":80,\"PublicPort\":8080,\"Type\":\"tcp\"}", "",
	    NULL, ADDRESS_PUBLISHED });
	config_free(&route_maker_table, conf);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(published),
		cmocka_unit_test(traefiks)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
