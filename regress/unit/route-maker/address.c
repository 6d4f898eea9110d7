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

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sys/socket.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "address.h"

#define ID	"4bee268b9c91e46bc7a1a878793513a8de1cbcf4bc543117ccbe648691c681b5"

/* What a case's container is like, as Docker lists it. */
#define BRIDGE	"{\"bridge\":{\"IPAddress\":\"172.17.0.2\"}}"
#define TWO	"{\"b\":{\"IPAddress\":\"10.0.0.2\"},"			\
		"\"a\":{\"IPAddress\":\"10.0.0.1\"}}"
#define SIX	"{\"n\":{\"GlobalIPv6Address\":\"2001:0DB8::0:7\"}}"
#define BOTH	"{\"n\":{\"IPAddress\":\"10.0.0.1\","			\
		"\"GlobalIPv6Address\":\"2001:db8::7\"}}"
#define EMPTY	"{\"a\":{},\"b\":{\"IPAddress\":\"10.0.0.2\"}}"

#define EXPOSED(n, t)		"{\"PrivatePort\":" #n ",\"Type\":\"" t "\"}"
#define PUBLISHED(ip, h, n, t)	"{\"IP\":\"" ip "\",\"PublicPort\":" #h	\
				",\"PrivatePort\":" #n ",\"Type\":\"" t "\"}"
#define WEB	PUBLISHED("0.0.0.0", 8080, 80, "tcp") ","		\
		PUBLISHED("::", 8080, 80, "tcp")
#define TLS	PUBLISHED("0.0.0.0", 8443, 443, "tcp")
#define DNS	PUBLISHED("0.0.0.0", 1053, 53, "tcp") ","		\
		PUBLISHED("0.0.0.0", 2053, 53, "udp")

struct address_case {
	const char	*mode;
	const char	*networks;
	const char	*ports;
	const char	*labels;
	const char	*network;	/* of the container's traefik labels */
	enum protocol	 protocol;
	const char	*port;		/* labelled */
	const char	*expected;	/* or what the reason holds */
};

static char	bind_address[] = "192.168.1.75";
static char	no_prefix[] = "";
static struct route_maker_conf	conf;
static struct container		*others[JOINED_MAX + 2];
static size_t			 nothers;

static struct container *
make(const char *name, const char *mode, const char *networks,
    const char *ports, const char *labels)
{
	struct container	*c;
	char			*json, why[256];

	conf.prefix = no_prefix;
	if (asprintf(&json, "{\"Id\":\"" ID "\",\"Names\":[\"/%s\"],"
	    "\"HostConfig\":{\"NetworkMode\":\"%s\"},"
	    "\"NetworkSettings\":{\"Networks\":%s},"
	    "\"Ports\":[%s],\"Labels\":{%s}}", name, mode, networks, ports,
	    labels) == -1)
		fail();
	c = container_parse(json, strlen(json), &conf, why, sizeof(why));
	if (c == NULL)
		fail_msg("%s: %s", json, why);
	free(json);
	return c;
}

static const struct container *
find(void *arg, const char *name)
{
	size_t	i;

	(void)arg;
	for (i = 0; i < nothers; i++)
		if (strcmp(others[i]->name, name) == 0)
			return others[i];
	return NULL;
}

static void
run(const struct address_case *cases, size_t n)
{
	struct container	*c;
	size_t			 i;
	char			*got, why[256];

	for (i = 0; i < n; i++) {
		c = make("web", cases[i].mode, cases[i].networks,
		    cases[i].ports, cases[i].labels);
		if (cases[i].network != NULL) {
			free(c->network);
			c->network = strdup(cases[i].network);
			c->network_labelled = 1;
		}
		why[0] = '\0';
		got = address_of(
		    &(struct place){ &conf, c, find, NULL, NULL },
		    &(struct service_port){ cases[i].protocol, "web",
		    cases[i].port }, why, sizeof(why));
		if (got == NULL && strstr(why, cases[i].expected) == NULL)
			fail_msg("%zu: %s, not %s", i, why, cases[i].expected);
		if (got != NULL && strcmp(got, cases[i].expected) != 0)
			fail_msg("%zu: %s, not %s", i, got, cases[i].expected);
		free(got);
		container_free(c);
	}
}

#define RUN(cases)	run(cases, sizeof(cases) / sizeof((cases)[0]))
#define TCP		PROTOCOL_TCP
#define UDP		PROTOCOL_UDP

/* bind none: Traefik's own. */
static void
test_traefik(void **state)
{
	static const struct address_case	cases[] = {
		{ "default", BRIDGE, EXPOSED(80, "tcp"), "", NULL, TCP, NULL,
		    "172.17.0.2:80" },
		{ "default", BRIDGE, WEB, "", NULL, TCP, NULL,
		    "172.17.0.2:80" },
		{ "default", BRIDGE, EXPOSED(443, "tcp") "," EXPOSED(53, "udp"),
		    "", NULL, TCP, NULL, "172.17.0.2:53" },
		{ "default", BRIDGE, "", "", NULL, TCP, NULL, "has no port" },
		{ "default", BRIDGE, "", "", NULL, TCP, "", "has no port" },
		{ "default", "{}", "", "", NULL, TCP, NULL, "has no address" },
		{ "default", SIX, "", "", NULL, TCP, "1", "[2001:db8::7]:1" },
		{ "default", BOTH, "", "", NULL, TCP, "1", "10.0.0.1:1" },
		{ "default", TWO, "", "", NULL, TCP, "1", "10.0.0.1:1" },
		{ "default", TWO, "", "", "b", TCP, "1", "10.0.0.2:1" },
		{ "default", TWO, "", "", "c", TCP, "1", "10.0.0.1:1" },
		{ "default", EMPTY, "", "", NULL, TCP, "1", "10.0.0.2:1" },
		{ "default", EMPTY, "", "", "a", TCP, "1",
		    "no address in network a" },
		{ "host", "{\"host\":{}}", "", "", NULL, TCP, "1",
		    "127.0.0.1:1" },
		{ "host", "{\"host\":{}}", "", "", "host", TCP, "1",
		    "no address in network host" },
		{ "default", BRIDGE, "", "\"kop.bind.ip\":\"192.0.2.1\"", NULL,
		    TCP, "1", "172.17.0.2:1" }
	};

	(void)state;
	memset(&conf, 0, sizeof(conf));
	conf.bind_none = 1;
	RUN(cases);
}

static void
test_bind_port_ip(void **state)
{
	static const struct address_case	cases[] = {
		{ "default", BRIDGE, PUBLISHED("192.0.2.1", 8080, 80, "tcp"),
		    "", NULL, TCP, NULL, "192.0.2.1:8080" },
		{ "default", BRIDGE, WEB, "", NULL, TCP, NULL,
		    "172.17.0.2:80" },
		{ "default", BRIDGE, PUBLISHED("0.0.0.0", 81, 80, "tcp") ","
		    PUBLISHED("192.0.2.1", 82, 80, "tcp"), "", NULL, TCP, NULL,
		    "172.17.0.2:80" },
		{ "default", BRIDGE, PUBLISHED("192.0.2.1", 82, 53, "udp") ","
		    PUBLISHED("192.0.2.1", 81, 53, "tcp"), "", NULL, UDP, "53",
		    "192.0.2.1:81" },
		{ "default", BRIDGE, PUBLISHED("192.0.2.1", 8080, 80, "tcp"),
		    "", NULL, TCP, "8080", "172.17.0.2:8080" },
		{ "default", BRIDGE, PUBLISHED("2001:DB8::1", 81, 80, "tcp"),
		    "", NULL, TCP, NULL, "[2001:db8::1]:81" }
	};

	(void)state;
	memset(&conf, 0, sizeof(conf));
	conf.use_bind_port_ip = 1;
	conf.bind_address = bind_address;
	RUN(cases);
}

/* A published address: traefik-kop's precedence, for every protocol. */
static const struct address_case when_published[] = {
	{ "default", BRIDGE, WEB, "", NULL, TCP, NULL,
	    "192.168.1.75:8080" },
	{ "default", BRIDGE, WEB, "", NULL, TCP, "80",
	    "192.168.1.75:8080" },
	{ "default", BRIDGE, WEB, "", NULL, TCP, "8080",
	    "192.168.1.75:8080" },
	{ "default", BRIDGE, WEB, "", NULL, TCP, "9000",
	    "192.168.1.75:9000" },
	{ "default", BRIDGE, WEB "," TLS, "", NULL, TCP, NULL,
	    "192.168.1.75:8080" },
	{ "default", BRIDGE, WEB "," TLS, "", NULL, TCP, "443",
	    "192.168.1.75:8443" },
	{ "default", BRIDGE, PUBLISHED("0.0.0.0", 80, 8080, "tcp") ","
	    PUBLISHED("0.0.0.0", 8080, 80, "tcp"), "", NULL, TCP, "80",
	    "192.168.1.75:80" },
	{ "default", BRIDGE, EXPOSED(80, "tcp"), "", NULL, TCP, NULL,
	    "192.168.1.75:80" },
	{ "default", BRIDGE, "", "", NULL, TCP, NULL, "has no port" },
	{ "default", "{}", WEB, "", NULL, TCP, NULL,
	    "192.168.1.75:8080" },
	{ "default", BRIDGE, PUBLISHED("127.0.0.1", 81, 80, "tcp") ","
	    PUBLISHED("192.168.1.75", 82, 80, "tcp"), "", NULL, TCP,
	    "80", "192.168.1.75:82" },
	{ "default", BRIDGE, PUBLISHED("0.0.0.0", 82, 80, "tcp") ","
	    PUBLISHED("0.0.0.0", 81, 80, "tcp"), "", NULL, TCP, "80",
	    "192.168.1.75:81" },
	{ "default", BRIDGE, DNS, "", NULL, TCP, "53",
	    "192.168.1.75:1053" },
	{ "default", BRIDGE, DNS, "", NULL, UDP, "53",
	    "192.168.1.75:2053" },
	{ "default", BRIDGE, DNS, "", NULL, UDP, NULL,
	    "192.168.1.75:2053" },
	{ "default", BRIDGE, WEB, "", NULL, UDP, "80",
	    "192.168.1.75:80" },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"192.0.2.1\"",
	    NULL, TCP, "80", "192.0.2.1:8080" },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"192.0.2.1\","
	    "\"KOP.web.bind.ip\":\"192.0.2.2\"", NULL, TCP, "80",
	    "192.0.2.2:8080" },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"192.0.2.1\","
	    "\"kop.other.bind.ip\":\"192.0.2.2\"", NULL, TCP, "80",
	    "192.0.2.1:8080" },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"2001:db8::0\"",
	    NULL, TCP, "80", "[2001:db8::]:8080" },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"box.lan\"",
	    NULL, TCP, "80", "box.lan:8080" },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"a/b\"",
	    NULL, TCP, "80", "kop.bind.ip: a/b is no address" },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"u@10.0.0.5\"",
	    NULL, TCP, "80", "kop.bind.ip: u@10.0.0.5 is no address" },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"10.0.0.5:99\"",
	    NULL, TCP, "80", "kop.bind.ip: 10.0.0.5:99 is no address" },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"box..lan\"",
	    NULL, TCP, "80", "kop.bind.ip: box..lan is no address" },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\".\"",
	    NULL, TCP, "80", "kop.bind.ip: . is no address" },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"-box\"",
	    NULL, TCP, "80", "kop.bind.ip: -box is no address" },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"10.0.0.5.\"",
	    NULL, TCP, "80", "kop.bind.ip: 10.0.0.5. is no address" },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"\"",
	    NULL, TCP, "80", "192.168.1.75:8080" },
	{ "default", TWO, WEB, "", "b", TCP, "80", "10.0.0.2:80" },
	{ "default", TWO, WEB, "", "b", TCP, NULL, "10.0.0.2:80" },
	{ "default", TWO, WEB, "", "c", TCP, NULL,
	    "192.168.1.75:8080" },
	{ "default", TWO, WEB, "\"kop.bind.ip\":\"192.0.2.1\"", "b",
	    TCP, "80", "192.0.2.1:8080" },
	{ "host", "{\"host\":{}}", "", "", "host", TCP, "8080",
	    "192.168.1.75:8080" },
	{ "host", "{\"host\":{}}", "", "", NULL, TCP, NULL,
	    "has no port" }
};

static void
test_published(void **state)
{
	static const struct address_case	unbound[] = {
		{ "default", BRIDGE, WEB, "", NULL, TCP, "80",
		    "no address to publish" }
	};
	static char	none[] = "";

	(void)state;
	memset(&conf, 0, sizeof(conf));
	conf.bind_address = bind_address;
	RUN(when_published);
	conf.bind_address = none;
	RUN(unbound);
}

static void
test_joined(void **state)
{
	static const struct address_case	own[] = {
		{ "container:vpn", "{}", "", "", NULL, TCP, "80",
		    "10.0.0.1:80" },
		{ "container:vpn", "{}", "", "", "b", TCP, "80",
		    "10.0.0.2:80" },
		{ "container:vpn", "{}", "", "", NULL, TCP, NULL,
		    "has no port" },
		{ "container:gone", "{}", "", "", NULL, TCP, "80",
		    "which is not there" },
		{ "container:bad", "{}", "", "", NULL, TCP, "80",
		    "whose labels are wrong" },
		{ "container:chain", "{}", "", "", NULL, TCP, "80",
		    "10.0.0.1:80" },
		{ "container:self", "{}", "", "", NULL, TCP, "80",
		    "in a row" }
	};
	static const struct address_case	published[] = {
		{ "container:vpn", "{}", "", "", NULL, TCP, "80",
		    "192.168.1.75:8080" },
		{ "container:vpn", "{}", "", "", NULL, TCP, NULL,
		    "192.168.1.75:8080" },
		{ "container:vpn", "{}", "", "", "a", TCP, "80",
		    "10.0.0.1:80" },
		{ "container:gone", "{}", "", "", NULL, TCP, "80",
		    "192.168.1.75:80" },
		{ "container:self", "{}", "", "", NULL, TCP, "80",
		    "192.168.1.75:80" }
	};

	(void)state;
	memset(&conf, 0, sizeof(conf));
	nothers = 0;
	others[nothers++] = make("vpn", "default", TWO, WEB, "");
	others[nothers++] = make("bad", "default", TWO, "", "");
	others[1]->docker_fault = 1;
	others[nothers++] = make("chain", "container:vpn", "{}", "", "");
	others[nothers++] = make("self", "container:self", "{}", "", "");
	conf.bind_none = 1;
	RUN(own);
	conf.bind_none = 0;
	conf.bind_address = bind_address;
	RUN(published);
	while (nothers > 0)
		container_free(others[--nothers]);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_traefik),
		cmocka_unit_test(test_bind_port_ip),
		cmocka_unit_test(test_published),
		cmocka_unit_test(test_joined)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
