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

#include <sys/socket.h>

#include <netinet/in.h>

#include <fcntl.h>
#include <netdb.h>
#include <string.h>
#include <unistd.h>

#include <event2/dns.h>
#include <event2/event.h>
#include <event2/util.h>

#include "common/dial.h"
#include "common/log.h"
#include "common/names.h"
#include "common/names_system.h"
#include "common/resolver.h"

/* Seconds that a start waits for a route: the network may not be up yet. */
#define START		10

static void
on_libevent(int severity, const char *text)
{
	(void)severity;
	log_debug("libevent: %s", text);
}

static void
on_message(int is_warning, const char *text)
{
	if (is_warning)
		log_debug("libevent: %s", text);
}

static struct evdns_base *
base_new(struct event_base *base)
{
	struct evdns_base	*dns;

	if ((dns = evdns_base_new(base, EVDNS_BASE_DISABLE_WHEN_INACTIVE)) ==
	    NULL)
		fatalx("evdns_base_new");
	return dns;
}

/* The descriptor of the next socket that is opened. */
static int
next_descriptor(void)
{
	int	 fd;

	if ((fd = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0)) == -1)
		fatal("descriptor");
	(void)close(fd);
	return fd;
}

static void
server_connect(int fd, const struct sockaddr *sa, socklen_t len)
{
	socklen_t	 size = sizeof(int);
	int		 type = 0;

	if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == -1 ||
	    type != SOCK_DGRAM)
		fatalx("evdns: the socket of a name server has an unexpected "
		    "number");
	if (connect(fd, sa, len) == -1)
		fatal("name server");
	names_system_connected();
}

struct servers {
	struct sockaddr_storage	 ss[NAME_SERVERS_MAX];
	int			 len[NAME_SERVERS_MAX];
	int			 n;
};

/* Uses another socket, because evdns frees a server only with its base. */
static int
is_in_reach(const struct sockaddr *sa, socklen_t len)
{
	int	 fd, result;

	if ((fd = socket(sa->sa_family, SOCK_DGRAM | SOCK_CLOEXEC, 0)) == -1)
		return 0;
	result = connect(fd, sa, len);
	(void)close(fd);
	return result == 0;
}

static int
some_are_in_reach(const struct servers *s)
{
	int	 i;

	for (i = 0; i < s->n; i++) {
		if (is_in_reach((const struct sockaddr *)&s->ss[i],
		    (socklen_t)s->len[i]))
			return 1;
	}
	return 0;
}

static void
server_add(struct evdns_base *dns, const struct sockaddr *sa, socklen_t len)
{
	char	 text[NI_MAXHOST] = "?";
	int	 fd = next_descriptor();

	if (!is_in_reach(sa, len)) {
		(void)getnameinfo(sa, len, text, sizeof(text), NULL, 0,
		    NI_NUMERICHOST);
		log_warnx("name server %s: no route to it; it is not used "
		    "until kopd is restarted", text);
		return;
	}
	if (evdns_base_nameserver_sockaddr_add(dns, sa, len, 0) == 0)
		server_connect(fd, sa, len);
}

static void
servers_read(struct servers *s, struct event_base *base,
    const char *resolv_conf)
{
	struct evdns_base	*parsed = base_new(base);
	int			 i, n;

	s->n = 0;
	if (evdns_base_resolv_conf_parse(parsed, DNS_OPTION_NAMESERVERS,
	    resolv_conf) != 0)
		log_debug("%s is not used", resolv_conf);
	n = evdns_base_count_nameservers(parsed);
	for (i = 0; i < n && s->n < NAME_SERVERS_MAX; i++) {
		s->len[s->n] = evdns_base_get_nameserver_addr(parsed, i,
		    (struct sockaddr *)&s->ss[s->n], sizeof(s->ss[0]));
		if (s->len[s->n] > 0)
			s->n++;
	}
	evdns_base_free(parsed, 0);
}

/* Adds the servers of resolv.conf, each with a connected socket. */
static void
servers_add(struct evdns_base *dns, struct event_base *base,
    const char *resolv_conf)
{
	struct servers	 s = { .n = 0 };
	int		 i;

	servers_read(&s, base, resolv_conf);
	for (i = 0; i < START && !some_are_in_reach(&s); i++) {
		if (i == 0)
			log_warnx("no route to a name server of %s; waiting "
			    "for the network", resolv_conf);
		sleep(1);
		servers_read(&s, base, resolv_conf);
	}
	for (i = 0; i < s.n; i++)
		server_add(dns, (struct sockaddr *)&s.ss[i],
		    (socklen_t)s.len[i]);
	if (evdns_base_count_nameservers(dns) <= 0)
		log_warnx("no route to a name server of %s: only names of "
		    "/etc/hosts resolve", resolv_conf);
}

struct evdns_base *
names_new(struct event_base *base, const char *resolv_conf)
{
	struct evdns_base	*dns;

	evdns_set_log_fn(on_message);
	dns = base_new(base);
	if (resolv_conf == NULL)
		return dns;
	(void)evdns_base_resolv_conf_parse(dns, DNS_OPTION_SEARCH |
	    DNS_OPTION_MISC | DNS_OPTION_HOSTSFILE, resolv_conf);
	servers_add(dns, base, resolv_conf);
	evdns_base_set_option(dns, "timeout:", "2");
	evdns_base_set_option(dns, "attempts:", "2");
	return dns;
}

/* Reads all files that it needs, because confinement follows. */
struct resolver *
names_open(struct event_base *base, int by_name)
{
	struct resolver	*r;

	event_set_log_callback(on_libevent);
	dial_fill(FD_NAME_SERVERS);
	r = resolver_new(base, names_new(base, by_name ?
	    "/etc/resolv.conf" : NULL), by_name);
	evutil_secure_rng_init();
	return r;
}
