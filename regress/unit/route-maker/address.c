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

#include "route-maker/address/address.h"

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
#define APART	PUBLISHED("0.0.0.0", 32769, 80, "tcp") ","		\
		PUBLISHED("::", 32768, 80, "tcp")
#define TLS	PUBLISHED("0.0.0.0", 8443, 443, "tcp")
#define DNS	PUBLISHED("0.0.0.0", 1053, 53, "tcp") ","		\
		PUBLISHED("0.0.0.0", 2053, 53, "udp")

#define TCP	PROTOCOL_TCP
#define UDP	PROTOCOL_UDP

struct address_case {
	const char	*mode;
	const char	*networks;
	const char	*ports;
	const char	*labels;
	const char	*network;	/* of the container's traefik labels */
	enum protocol	 protocol;
	const char	*port;		/* labelled */
	const char	*expected;	/* or what the reason holds */
	const char	*doubt;		/* what the warning holds; NULL: any */
};

static char	bind_address[] = "192.168.1.75";
static char	no_prefix[] = "";
static struct route_maker_conf	conf;
static struct container		*others[JOINED_MAX + 2];
static size_t			 nothers;
static const char		*joined;

static struct container *
make(const char *name, const char *mode, const char *networks,
    const char *ports, const char *labels)
{
	struct container	*c;
	char			*json, why[256];

	conf.prefix = conf.policy = no_prefix;
	if (conf.bind_address == NULL)
		conf.bind_address = no_prefix;
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
	struct address		 a;
	struct decode		 d;

	decode_init(&d, NULL, &conf);
	for (i = 0; i < n; i++) {
		c = make("web", cases[i].mode, cases[i].networks,
		    cases[i].ports, cases[i].labels);
		if (cases[i].network != NULL) {
			free(c->network);
			c->network = strdup(cases[i].network);
			c->network_labelled = 1;
		}
		(void)address_of(&(struct place){ .d = &d,
		    .container = c, .find = find, .joined = joined },
		    &(struct service_port){ cases[i].protocol, "web",
		    cases[i].port, cases[i].protocol == TCP ? "http" : NULL },
		    &a);
		if (a.text == NULL && strstr(a.why, cases[i].expected) == NULL)
			fail_msg("%zu: %s, not %s", i, a.why,
			    cases[i].expected);
		if (a.text != NULL && strcmp(a.text, cases[i].expected) != 0)
			fail_msg("%zu: %s, not %s", i, a.text,
			    cases[i].expected);
		if (cases[i].doubt != NULL && (*cases[i].doubt == '\0' ?
		    *a.why != '\0' : strstr(a.why, cases[i].doubt) == NULL))
			fail_msg("%zu: \"%s\", not %s", i, a.why,
			    cases[i].doubt);
		free(a.text);
		container_free(c);
	}
}

#define RUN(cases)	run(cases, sizeof(cases) / sizeof((cases)[0]))

/* bind none: Traefik's own. */
static void
test_traefik(void **state)
{
	static const struct address_case	cases[] = {
		{ "default", BRIDGE, EXPOSED(80, "tcp"), "", NULL, TCP, NULL,
		    "172.17.0.2:80", NULL },
		{ "default", BRIDGE, WEB, "", NULL, TCP, NULL,
		    "172.17.0.2:80", NULL },
		{ "default", BRIDGE, EXPOSED(443, "tcp") "," EXPOSED(53, "udp"),
		    "", NULL, TCP, NULL, "172.17.0.2:53", NULL },
		{ "default", BRIDGE, "", "", NULL, TCP, NULL, "has no port", NULL },
		{ "default", BRIDGE, "", "", NULL, TCP, "", "has no port", NULL },
		{ "default", "{}", "", "", NULL, TCP, NULL, "has no address", NULL },
		{ "default", SIX, "", "", NULL, TCP, "1", "[2001:db8::7]:1", NULL },
		{ "default", BOTH, "", "", NULL, TCP, "1", "10.0.0.1:1", NULL },
		{ "default", TWO, "", "", NULL, TCP, "1", "10.0.0.1:1", NULL },
		{ "default", TWO, "", "", "b", TCP, "1", "10.0.0.2:1", NULL },
		{ "default", TWO, "", "", "c", TCP, "1", "10.0.0.1:1", NULL },
		{ "default", EMPTY, "", "", NULL, TCP, "1", "10.0.0.2:1", NULL },
		{ "default", EMPTY, "", "", "a", TCP, "1",
		    "no address in network a", NULL },
		{ "host", "{\"host\":{}}", "", "", NULL, TCP, "1",
		    "127.0.0.1:1", NULL },
		{ "host", "{\"host\":{}}", "", "", "host", TCP, "1",
		    "no address in network host", NULL },
		{ "default", BRIDGE, "", "\"kop.bind.ip\":\"192.0.2.1\"", NULL,
		    TCP, "1", "172.17.0.2:1", NULL }
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
		    "", NULL, TCP, NULL, "192.0.2.1:8080", NULL },
		{ "default", BRIDGE, WEB, "", NULL, TCP, NULL,
		    "172.17.0.2:80", NULL },
		{ "default", BRIDGE, PUBLISHED("0.0.0.0", 81, 80, "tcp") ","
		    PUBLISHED("192.0.2.1", 82, 80, "tcp"), "", NULL, TCP, NULL,
		    "172.17.0.2:80", NULL },
		{ "default", BRIDGE, PUBLISHED("192.0.2.1", 82, 53, "udp") ","
		    PUBLISHED("192.0.2.1", 81, 53, "tcp"), "", NULL, UDP, "53",
		    "192.0.2.1:81", NULL },
		{ "default", BRIDGE, PUBLISHED("192.0.2.1", 8080, 80, "tcp"),
		    "", NULL, TCP, "8080", "172.17.0.2:8080", NULL },
		{ "default", BRIDGE, PUBLISHED("2001:DB8::1", 81, 80, "tcp"),
		    "", NULL, TCP, NULL, "[2001:db8::1]:81", NULL }
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
	    "192.168.1.75:8080", NULL },
	{ "default", BRIDGE, WEB, "", NULL, TCP, "80",
	    "192.168.1.75:8080", NULL },
	{ "default", BRIDGE, WEB, "", NULL, TCP, "8080",
	    "192.168.1.75:8080", NULL },
	{ "default", BRIDGE, WEB, "", NULL, TCP, "9000",
	    "192.168.1.75:9000", NULL },
	{ "default", BRIDGE, WEB "," TLS, "", NULL, TCP, NULL,
	    "192.168.1.75:8080", NULL },
	{ "default", BRIDGE, WEB "," TLS, "", NULL, TCP, "443",
	    "192.168.1.75:8443", NULL },
	{ "default", BRIDGE, PUBLISHED("0.0.0.0", 80, 8080, "tcp") ","
	    PUBLISHED("0.0.0.0", 8080, 80, "tcp"), "", NULL, TCP, "80",
	    "192.168.1.75:80", NULL },
	{ "default", BRIDGE, EXPOSED(80, "tcp"), "", NULL, TCP, NULL,
	    "192.168.1.75:80", NULL },
	{ "default", BRIDGE, "", "", NULL, TCP, NULL, "has no port", NULL },
	{ "default", "{}", WEB, "", NULL, TCP, NULL,
	    "192.168.1.75:8080", "" },
	{ "default", "{}", "", "", NULL, TCP, "80",
	    "no address in any network", NULL },
	{ "default", "{}", "", "\"kop.bind.ip\":\"192.0.2.1\"", NULL, TCP,
	    "80", "no address in any network", NULL },
	{ "none", "{\"none\":{\"IPAddress\":\"\"}}", EXPOSED(80, "tcp"), "",
	    NULL, TCP, NULL, "no address in any network", NULL },
	{ "default", BRIDGE, PUBLISHED("127.0.0.1", 81, 80, "tcp") ","
	    PUBLISHED("192.168.1.75", 82, 80, "tcp"), "", NULL, TCP,
	    "80", "192.168.1.75:82", NULL },
	{ "default", BRIDGE, PUBLISHED("0.0.0.0", 82, 80, "tcp") ","
	    PUBLISHED("0.0.0.0", 81, 80, "tcp"), "", NULL, TCP, "80",
	    "192.168.1.75:81", NULL },
	{ "default", BRIDGE, DNS, "", NULL, TCP, "53",
	    "192.168.1.75:1053", NULL },
	{ "default", BRIDGE, DNS, "", NULL, UDP, "53",
	    "192.168.1.75:2053", NULL },
	{ "default", BRIDGE, DNS, "", NULL, UDP, NULL,
	    "192.168.1.75:2053", NULL },
	{ "default", BRIDGE, WEB, "", NULL, UDP, "80",
	    "192.168.1.75:80", NULL },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"192.0.2.1\"",
	    NULL, TCP, "80", "192.0.2.1:8080", NULL },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"192.0.2.1\","
	    "\"KOP.web.bind.ip\":\"192.0.2.2\"", NULL, TCP, "80",
	    "192.0.2.2:8080", NULL },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"192.0.2.1\","
	    "\"kop.other.bind.ip\":\"192.0.2.2\"", NULL, TCP, "80",
	    "192.0.2.1:8080", NULL },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"2001:db8::0\"",
	    NULL, TCP, "80", "[2001:db8::]:8080", NULL },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"box.lan\"",
	    NULL, TCP, "80", "box.lan:8080", NULL },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"a/b\"",
	    NULL, TCP, "80", "kop.bind.ip: a/b is neither", NULL },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"u@10.0.0.5\"",
	    NULL, TCP, "80", "kop.bind.ip: u@10.0.0.5 is neither", NULL },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"10.0.0.5:99\"",
	    NULL, TCP, "80", "kop.bind.ip: 10.0.0.5:99 is neither", NULL },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"box..lan\"",
	    NULL, TCP, "80", "kop.bind.ip: box..lan is neither", NULL },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\".\"",
	    NULL, TCP, "80", "kop.bind.ip: . is neither", NULL },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"-box\"",
	    NULL, TCP, "80", "kop.bind.ip: -box is neither", NULL },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"10.0.0.5.\"",
	    NULL, TCP, "80", "kop.bind.ip: 10.0.0.5. is neither", NULL },
	{ "default", BRIDGE, WEB, "\"kop.bind.ip\":\"\"",
	    NULL, TCP, "80", "192.168.1.75:8080", NULL },
	{ "default", TWO, WEB, "", "b", TCP, "80", "10.0.0.2:80", NULL },
	{ "default", TWO, WEB, "", "b", TCP, NULL, "10.0.0.2:80", NULL },
	{ "default", TWO, WEB, "", "b", TCP, "8080", "10.0.0.2:80", NULL },
	{ "default", TWO, WEB "," EXPOSED(8080, "tcp"), "", "b", TCP, "8080",
	    "10.0.0.2:8080", NULL },
	{ "default", TWO, WEB, "", "b", TCP, "8081", "10.0.0.2:8081", NULL },
	{ "default", TWO, WEB, "", "b", UDP, "8080", "10.0.0.2:8080", NULL },
	{ "default", TWO, WEB, "", "c", TCP, NULL,
	    "192.168.1.75:8080", NULL },
	{ "default", TWO, WEB, "\"kop.bind.ip\":\"192.0.2.1\"", "b",
	    TCP, "80", "192.0.2.1:8080", NULL },
	{ "host", "{\"host\":{}}", "", "", "host", TCP, "8080",
	    "192.168.1.75:8080", NULL },
	{ "host", "{\"host\":{}}", "", "", NULL, TCP, NULL,
	    "has no port", NULL }
};

/* The host's ports differ by family, or by address. */
static const struct address_case of_families[] = {
	{ "default", BRIDGE, APART, "", NULL, TCP, "80",
	    "192.168.1.75:32769", "" },
	{ "default", BRIDGE, APART, "", NULL, TCP, NULL,
	    "192.168.1.75:32769", "" },
	{ "default", BRIDGE, APART, "\"kop.bind.ip\":\"2001:db8::1\"", NULL,
	    TCP, "80", "[2001:db8::1]:32768", "" },
	{ "default", BRIDGE, APART, "\"kop.bind.ip\":\"2001:db8::1\"", NULL,
	    TCP, NULL, "[2001:db8::1]:32768", "" },
	/* A label has the host's port of the other family, or address. */
	{ "default", BRIDGE, APART, "", NULL, TCP, "32768",
	    "192.168.1.75:32769", "" },
	{ "default", BRIDGE, APART, "\"kop.bind.ip\":\"2001:db8::1\"", NULL,
	    TCP, "32769", "[2001:db8::1]:32768", "" },
	{ "default", BRIDGE, PUBLISHED("127.0.0.1", 81, 80, "tcp") ","
	    PUBLISHED("0.0.0.0", 82, 80, "tcp"), "", NULL, TCP, "81",
	    "192.168.1.75:82", "" },
	{ "default", BRIDGE, APART, "\"kop.bind.ip\":\"box.lan\"", NULL,
	    TCP, "80", "box.lan:32769", "" },
	{ "default", BRIDGE, PUBLISHED("::", 81, 80, "tcp"),
	    "\"kop.bind.ip\":\"box.lan\"", NULL, TCP, NULL, "box.lan:81",
	    "" },
	{ "default", BRIDGE, PUBLISHED("::", 81, 80, "tcp"), "", NULL, TCP,
	    "80", "192.168.1.75:81", "bound only to port 81 of ::" },
	{ "default", BRIDGE, PUBLISHED("", 81, 80, "tcp"), "", NULL, TCP,
	    "80", "192.168.1.75:81", "" },
	{ "default", BRIDGE, PUBLISHED("10.0.0.9", 81, 80, "tcp") ","
	    PUBLISHED("0.0.0.0", 82, 80, "tcp"), "", NULL, TCP, "80",
	    "192.168.1.75:82", "" },
	{ "default", BRIDGE, PUBLISHED("0.0.0.0", 81, 80, "tcp") ","
	    PUBLISHED("192.168.1.75", 82, 80, "tcp"), "", NULL, TCP, "80",
	    "192.168.1.75:82", "" },
	{ "default", BRIDGE, PUBLISHED("127.0.0.1", 81, 80, "tcp") ","
	    PUBLISHED("0.0.0.0", 8443, 443, "tcp"), "", NULL, TCP, NULL,
	    "192.168.1.75:8443", "" },
	{ "default", BRIDGE, PUBLISHED("127.0.0.1", 81, 80, "tcp"), "", NULL,
	    TCP, "80", "192.168.1.75:81", "bound only to port 81 of 127.0.0.1" },
	{ "default", BRIDGE, PUBLISHED("10.0.0.9", 81, 80, "tcp"), "", NULL,
	    TCP, NULL, "192.168.1.75:81", "bound only to port 81 of 10.0.0.9" },
	{ "default", BRIDGE, PUBLISHED("127.0.0.1", 81, 80, "tcp"),
	    "\"kop.bind.ip\":\"127.0.0.1\"", NULL, TCP, "80", "127.0.0.1:81",
	    "" },
	{ "default", BRIDGE, PUBLISHED("127.0.0.1", 81, 80, "tcp"),
	    "\"kop.bind.ip\":\"localhost\"", NULL, TCP, "80", "localhost:81",
	    "" },
	/* A label may have the host's port; what is reached comes first. */
	{ "default", BRIDGE, PUBLISHED("127.0.0.1", 80, 9, "tcp") ","
	    PUBLISHED("0.0.0.0", 82, 80, "tcp"), "", NULL, TCP, "80",
	    "192.168.1.75:82", "" }
};

/* The container's own address, by whatever it is named. */
static const struct address_case of_own[] = {
	{ "default", BOTH, WEB, "\"kop.bind.ip\":\"10.0.0.1\"", NULL, TCP,
	    "80", "10.0.0.1:80", "" },
	{ "default", BOTH, WEB, "\"kop.web.bind.ip\":\"10.0.0.1\"", NULL,
	    TCP, NULL, "10.0.0.1:80", "" },
	{ "default", BOTH, WEB, "\"kop.bind.ip\":\"2001:db8:0::7\"", NULL,
	    TCP, "80", "[2001:db8::7]:80", "" },
	{ "default", BOTH, "", "\"kop.bind.ip\":\"10.0.0.1\"", NULL, TCP,
	    "3000", "10.0.0.1:3000", "" },
	{ "lan", "{\"lan\":{\"IPAddress\":\"192.168.1.75\"}}", WEB, "", NULL,
	    TCP, "80", "192.168.1.75:80", "" },
	{ "default", TWO, DNS, "", "b", UDP, NULL, "10.0.0.2:53", "" }
};

/* Ports of another protocol are never taken. */
static const struct address_case of_protocols[] = {
	{ "default", BRIDGE, PUBLISHED("0.0.0.0", 2053, 53, "udp"), "", NULL,
	    TCP, NULL, "none of TCP is exposed", NULL },
	{ "default", BRIDGE, WEB, "", NULL, UDP, NULL,
	    "none of UDP is exposed", NULL },
	{ "default", BRIDGE, EXPOSED(53, "udp") "," EXPOSED(80, "tcp"), "",
	    NULL, TCP, NULL, "192.168.1.75:80", NULL },
	{ "default", TWO, EXPOSED(53, "udp"), "", "b", TCP, NULL,
	    "none of TCP is exposed", NULL },
	{ "default", BRIDGE, EXPOSED(9, "sctp"), "", NULL, UDP, NULL,
	    "none of UDP is exposed", NULL }
};

#define ELSE(at)	"; " at " may be another program; publish the port, " \
			"or see unpublished ports in kopd.conf(5)"
#define LO		PUBLISHED("127.0.0.1", 81, 80, "tcp")

static const struct address_case unpublished_warn[] = {
	{ "default", BRIDGE, "", "", NULL, TCP, "3000", "192.168.1.75:3000",
	    "port 3000 is not published" ELSE("http://192.168.1.75:3000") },
	{ "default", BRIDGE, WEB, "", NULL, UDP, "80", "192.168.1.75:80",
	    "port 80 is not published" ELSE("192.168.1.75:80") },
	{ "default", BRIDGE, EXPOSED(80, "tcp"), "", NULL, TCP, NULL,
	    "192.168.1.75:80", "port 80 is not published" },
	{ "default", BRIDGE, "", "\"kop.bind.ip\":\"192.0.2.1\"", NULL, TCP,
	    "3000", "192.0.2.1:3000", "" },
	{ "default", TWO, "", "", "b", TCP, "3000", "10.0.0.2:3000", "" },
	{ "default", TWO, "", "", "c", TCP, "3000", "192.168.1.75:3000",
	    "port 3000 is not published" },
	{ "host", "{\"host\":{}}", "", "", NULL, TCP, "3000",
	    "192.168.1.75:3000", "" }
};
static const struct address_case unpublished_refuse[] = {
	{ "default", BRIDGE, "", "", NULL, TCP, "3000",
	    "port 3000 is not published, and kopd.conf has `unpublished ports "
	    "refuse'; publish the port", NULL },
	{ "default", BRIDGE, EXPOSED(80, "tcp"), "", NULL, TCP, NULL,
	    "port 80 is not published", NULL },
	{ "default", BRIDGE, LO, "", NULL, TCP, NULL,
	    "bound only to port 81 of 127.0.0.1", NULL },
	{ "default", BRIDGE, WEB, "", NULL, TCP, "8080", "192.168.1.75:8080",
	    "" },
	{ "default", BRIDGE, "", "\"kop.bind.ip\":\"192.0.2.1\"", NULL, TCP,
	    "3000", "192.0.2.1:3000", "" },
	{ "host", "{\"host\":{}}", "", "", NULL, TCP, "3000",
	    "192.168.1.75:3000", "" }
};
static const struct address_case unpublished_container[] = {
	{ "default", BRIDGE, "", "", NULL, TCP, "3000", "172.17.0.2:3000",
	    "" },
	{ "default", TWO, EXPOSED(80, "tcp"), "", NULL, TCP, NULL,
	    "10.0.0.1:80", "" },
	{ "default", BRIDGE, LO, "", NULL, TCP, "81", "172.17.0.2:80", "" },
	{ "default", BRIDGE, WEB, "", NULL, TCP, "80", "192.168.1.75:8080",
	    "" },
	{ "host", "{\"host\":{}}", "", "", NULL, TCP, "3000",
	    "192.168.1.75:3000", "" }
};

static void
test_unpublished(void **state)
{
	(void)state;
	memset(&conf, 0, sizeof(conf));
	conf.bind_address = bind_address;
	RUN(unpublished_warn);
	conf.unpublished_ports = UNPUBLISHED_REFUSE;
	RUN(unpublished_refuse);
	conf.unpublished_ports = UNPUBLISHED_CONTAINER;
	RUN(unpublished_container);
}

static void
test_published(void **state)
{
	static const struct address_case	unbound[] = {
		{ "default", BRIDGE, WEB, "", NULL, TCP, "80",
		    "no address to publish", NULL }
	};
	static char	none[] = "";

	(void)state;
	memset(&conf, 0, sizeof(conf));
	conf.bind_address = bind_address;
	RUN(when_published);
	RUN(of_families);
	RUN(of_own);
	RUN(of_protocols);
	conf.bind_address = none;
	RUN(unbound);
}

/* Containers that others join, in others[]. */
static void
make_others(void)
{
	memset(&conf, 0, sizeof(conf));
	nothers = 0;
	others[nothers++] = make("vpn", "default", TWO, WEB, "");
	others[nothers++] = make("bad", "default", TWO, "", "");
	others[1]->docker_fault = 1;
	others[nothers++] = make("chain", "container:vpn", "{}", "", "");
	others[nothers++] = make("self", "container:self", "{}", "", "");
	others[nothers++] = make("off", "default", "{}", WEB, "");
	container_stop(others[nothers - 1]);
	others[nothers++] = make("paused", "default", BRIDGE, WEB, "");
	others[nothers - 1]->running = 0;
	others[nothers++] = make("hosted", "host", "{\"host\":{}}", "", "");
	others[nothers++] = make("alone", "none", "{\"none\":{}}", "", "");
}

static void
free_others(void)
{
	while (nothers > 0)
		container_free(others[--nothers]);
}

static void
test_joined(void **state)
{
	static const struct address_case	own[] = {
		{ "container:vpn", "{}", "", "", NULL, TCP, "80",
		    "10.0.0.1:80", NULL },
		{ "container:vpn", "{}", "", "", "b", TCP, "80",
		    "10.0.0.2:80", NULL },
		{ "container:vpn", "{}", "", "", NULL, TCP, NULL,
		    "has no port", NULL },
		{ "container:gone", "{}", "", "", NULL, TCP, "80",
		    "which is not running", NULL },
		{ "container:bad", "{}", "", "", NULL, TCP, "80",
		    "whose labels have errors", NULL },
		{ "container:chain", "{}", "", "", NULL, TCP, "80",
		    "10.0.0.1:80", NULL },
		{ "container:self", "{}", "", "", NULL, TCP, "80",
		    "in a row", NULL }
	};

	(void)state;
	make_others();
	conf.bind_none = 1;
	RUN(own);
	free_others();
}

static void
test_joined_published(void **state)
{
	static const struct address_case	published[] = {
		{ "container:vpn", "{}", "", "", NULL, TCP, "80",
		    "192.168.1.75:8080", NULL },
		{ "container:vpn", "{}", "", "", NULL, TCP, NULL,
		    "192.168.1.75:8080", NULL },
		{ "container:vpn", "{}", "", "", "a", TCP, "80",
		    "10.0.0.1:80", NULL },
		{ "container:gone", "{}", "", "", NULL, TCP, "80",
		    "network of container gone, which is not running", NULL },
		{ "container:" ID, "{}", "", "", NULL, TCP, "80",
		    "network of container 4bee268b9c91, which is not running",
		    NULL },
		{ "container:gone", "{}", "", "\"kop.bind.ip\":\"192.0.2.1\"",
		    NULL, TCP, "80", "which is not running", NULL },
		{ "container:gone", "{}", WEB, "", NULL, TCP, "80",
		    "192.168.1.75:8080", "" },
		{ "container:off", "{}", "", "", NULL, TCP, "80",
		    "network of container off, which is not running", NULL },
		{ "container:paused", "{}", "", "", NULL, TCP, "80",
		    "192.168.1.75:8080", "" },
		{ "container:hosted", "{}", "", "", NULL, TCP, "80",
		    "192.168.1.75:80", "" },
		{ "container:alone", "{}", "", "", NULL, TCP, "80",
		    "no address in any network", NULL },
		{ "container:self", "{}", "", "", NULL, TCP, "80",
		    "in a row", NULL }
	};

	(void)state;
	make_others();
	conf.bind_address = bind_address;
	RUN(published);
	free_others();
}

/* The container that is joined has a name, as the inventory knows it. */
static void
test_joined_named(void **state)
{
	static const struct address_case	named[] = {
		{ "container:" ID, "{}", "", "", NULL, TCP, "80",
		    "network of container vpn, which is not running", NULL }
	};

	(void)state;
	make_others();
	conf.bind_address = bind_address;
	joined = "vpn";
	RUN(named);
	joined = NULL;
	free_others();
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_traefik),
		cmocka_unit_test(test_bind_port_ip),
		cmocka_unit_test(test_published),
		cmocka_unit_test(test_unpublished),
		cmocka_unit_test(test_joined),
		cmocka_unit_test(test_joined_published),
		cmocka_unit_test(test_joined_named)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
