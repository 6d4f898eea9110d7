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
 * The floor of the benchmark: the least that any agent must do, and nothing
 * else.  It subscribes to Docker's events, asks for one list of the id that
 * started, and sends Redis one transaction with the keys kopd would write,
 * or with their removal.  Nothing is checked, nothing is remembered.
 *
 * usage: floor docker-socket redis-port
 */

#include <sys/socket.h>
#include <sys/un.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

#include <err.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ADDRESS		"192.0.2.1"
#define CHANNEL		"__keyspace@0__:traefik/kopd"

static char	*pending;
static size_t	 pending_len, pending_size;

static void
queue(const void *p, size_t len)
{
	if (pending_len + len > pending_size) {
		pending_size = (pending_len + len) * 2;
		if ((pending = realloc(pending, pending_size)) == NULL)
			err(1, NULL);
	}
	memcpy(pending + pending_len, p, len);
	pending_len += len;
}

/* One Redis command of n arguments. */
static void
command(int n, ...)
{
	const char	*arg;
	char		 head[32];
	va_list		 ap;

	queue(head, (size_t)snprintf(head, sizeof(head), "*%d\r\n", n));
	va_start(ap, n);
	for (; n > 0; n--) {
		arg = va_arg(ap, const char *);
		queue(head, (size_t)snprintf(head, sizeof(head), "$%zu\r\n",
		    strlen(arg)));
		queue(arg, strlen(arg));
		queue("\r\n", 2);
	}
	va_end(ap);
}

/* The pending commands, after the replies to earlier ones are dropped. */
static void
transact(int redis)
{
	char	drop[65536];
	size_t	off;
	ssize_t	n;

	while (recv(redis, drop, sizeof(drop), MSG_DONTWAIT) > 0)
		;
	for (off = 0; off < pending_len; off += (size_t)n)
		if ((n = write(redis, pending + off, pending_len - off)) == -1)
			err(1, "redis");
	pending_len = 0;
}

static int
docker_request(const char *path, const char *request)
{
	struct sockaddr_un	 sun;
	int			 fd;

	memset(&sun, 0, sizeof(sun));
	sun.sun_family = AF_UNIX;
	(void)strlcpy(sun.sun_path, path, sizeof(sun.sun_path));
	if ((fd = socket(AF_UNIX, SOCK_STREAM, 0)) == -1 ||
	    connect(fd, (struct sockaddr *)&sun, sizeof(sun)) == -1 ||
	    write(fd, request, strlen(request)) == -1)
		err(1, "%s", path);
	return (fd);
}

/* Docker's list of all containers, or of one; to be freed. */
static char *
docker_list(const char *path, const char *id)
{
	static const char	*all =
	    "GET /containers/json?all=1 HTTP/1.0\r\n\r\n";
	char			 request[256], *buf = NULL;
	size_t			 len = 0, size = 0;
	ssize_t			 n;
	int			 fd;

	(void)snprintf(request, sizeof(request), "GET /containers/json"
	    "?all=1&filters=%%7B%%22id%%22%%3A%%5B%%22%s%%22%%5D%%7D HTTP/1.0\r\n"
	    "\r\n", id == NULL ? "" : id);
	fd = docker_request(path, id == NULL ? all : request);
	do {
		if (size - len < 65536) {
			size = size * 2 + 131072;
			if ((buf = realloc(buf, size)) == NULL)
				err(1, NULL);
		}
		if ((n = read(fd, buf + len, size - len - 1)) == -1)
			err(1, "%s", path);
		len += (size_t)n;
	} while (n > 0);
	buf[len] = '\0';
	(void)close(fd);
	return (buf);
}

/* What stands between after and the next byte of end, as a text. */
static int
between(const char *text, const char *after, const char *end, char *to,
    size_t size)
{
	size_t	len;

	if ((text = strstr(text, after)) == NULL)
		return (-1);
	text += strlen(after);
	if ((len = strcspn(text, end)) >= size)
		return (-1);
	memcpy(to, text, len);
	to[len] = '\0';
	return (0);
}

/* The keys of a container with one router and one service. */
enum key { ENTRY_POINTS, RULE, SERVICE, TLS, URL, KEYS };

static void
keys_of(const char *name, char key[KEYS][256])
{
	(void)snprintf(key[ENTRY_POINTS], 256,
	    "traefik/http/routers/%s/entryPoints", name);
	(void)snprintf(key[RULE], 256, "traefik/http/routers/%s/rule", name);
	(void)snprintf(key[SERVICE], 256, "traefik/http/routers/%s/service",
	    name);
	(void)snprintf(key[TLS], 256, "traefik/http/routers/%s/tls", name);
	(void)snprintf(key[URL], 256, "traefik/http/services/%s/"
	    "loadBalancer/servers/10000/url", name);
}

static void
set(const char *element)
{
	char	name[128], entry[128], rule[1024], port[8], url[64];
	char	key[KEYS][256];

	if (between(element, "\"Names\":[\"/", "\"", name, sizeof(name)) ||
	    between(element, ".entrypoints\":\"", "\"", entry,
	    sizeof(entry)) ||
	    between(element, ".rule\":\"", "\"", rule, sizeof(rule)) ||
	    between(element, "\"PublicPort\":", ",}", port, sizeof(port)))
		return;
	keys_of(name, key);
	(void)snprintf(url, sizeof(url), "http://" ADDRESS ":%s", port);
	command(3, "SET", key[ENTRY_POINTS], entry);
	command(3, "SET", key[RULE], rule);
	command(3, "SET", key[SERVICE], name);
	command(3, "SET", key[TLS], "true");
	command(3, "SET", key[URL], url);
}

static void
start(const char *docker, int redis, const char *id)
{
	char	*list, *p;

	list = docker_list(docker, id);
	command(1, "MULTI");
	for (p = list; (p = strstr(p, "{\"Id\":")) != NULL; p++)
		set(p);
	command(3, "PUBLISH", CHANNEL, "set");
	command(1, "EXEC");
	free(list);
	transact(redis);
}

static void
stop(int redis, const char *name)
{
	char	key[KEYS][256];

	keys_of(name, key);
	command(1, "MULTI");
	command(1 + KEYS, "DEL", key[ENTRY_POINTS], key[RULE], key[SERVICE],
	    key[TLS], key[URL]);
	command(3, "PUBLISH", CHANNEL, "set");
	command(1, "EXEC");
	transact(redis);
}

static int
redis_connect(const char *port)
{
	struct sockaddr_in	 sin;
	int			 fd, on = 1;

	memset(&sin, 0, sizeof(sin));
	sin.sin_family = AF_INET;
	sin.sin_port = htons((uint16_t)strtol(port, NULL, 10));
	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if ((fd = socket(AF_INET, SOCK_STREAM, 0)) == -1 ||
	    connect(fd, (struct sockaddr *)&sin, sizeof(sin)) == -1 ||
	    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)) == -1)
		err(1, "redis");
	return (fd);
}

int
main(int argc, char *argv[])
{
	char	*line = NULL, id[80], name[128];
	size_t	 size = 0;
	FILE	*events;
	int	 redis;

	if (argc != 3) {
		(void)fprintf(stderr, "usage: floor docker-socket redis-port\n");
		return (1);
	}
	redis = redis_connect(argv[2]);
	if ((events = fdopen(docker_request(argv[1],
	    "GET /events HTTP/1.0\r\n\r\n"), "r")) == NULL)
		err(1, NULL);
	start(argv[1], redis, NULL);
	while (getline(&line, &size, events) != -1) {
		if (strstr(line, "\"Action\":\"start\"") != NULL &&
		    between(line, "\"id\":\"", "\"", id, sizeof(id)) == 0)
			start(argv[1], redis, id);
		else if (strstr(line, "\"Action\":\"die\"") != NULL &&
		    between(line, "\"name\":\"", "\"", name, sizeof(name)) == 0)
			stop(redis, name);
	}
	free(line);
	return (0);
}
