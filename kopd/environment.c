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

#include <stdlib.h>
#include <string.h>

#include "environment.h"
#include "log.h"

#define REDIS_PORT	6379

typedef void	(*apply_fn)(struct kopd_conf *, const struct conf_place *,
		    const char *);

static void	 apply_hostname(struct kopd_conf *,
		    const struct conf_place *, const char *);
static void	 apply_bind_interface(struct kopd_conf *,
		    const struct conf_place *, const char *);
static void	 apply_bind_ip(struct kopd_conf *,
		    const struct conf_place *, const char *);
static void	 apply_skip_replace(struct kopd_conf *,
		    const struct conf_place *, const char *);
static void	 apply_redis_addr(struct kopd_conf *,
		    const struct conf_place *, const char *);
static void	 apply_redis_user(struct kopd_conf *,
		    const struct conf_place *, const char *);
static void	 apply_redis_pass(struct kopd_conf *,
		    const struct conf_place *, const char *);
static void	 apply_redis_db(struct kopd_conf *,
		    const struct conf_place *, const char *);
static void	 apply_redis_ttl(struct kopd_conf *,
		    const struct conf_place *, const char *);
static void	 apply_docker_host(struct kopd_conf *,
		    const struct conf_place *, const char *);
static void	 apply_docker_prefix(struct kopd_conf *,
		    const struct conf_place *, const char *);
static void	 apply_poll(struct kopd_conf *,
		    const struct conf_place *, const char *);
static void	 apply_namespace(struct kopd_conf *,
		    const struct conf_place *, const char *);
static void	 apply_verbose(struct kopd_conf *,
		    const struct conf_place *, const char *);
static void	 apply_unsupported(struct kopd_conf *,
		    const struct conf_place *, const char *);

/* In the order in which they apply: a later one goes over an earlier one. */
static struct given {
	const char	*variable;
	const char	*second;	/* looked at when the first is not set */
	const char	*option;
	int		 is_switch;
	apply_fn	 apply;
	char		*value;
	char		*origin;
} givens[] = {
	{ "KOP_HOSTNAME", NULL, "hostname", 0, apply_hostname, NULL, NULL },
	{ "BIND_INTERFACE", NULL, "bind-interface", 0, apply_bind_interface,
	    NULL, NULL },
	{ "BIND_IP", NULL, "bind-ip", 0, apply_bind_ip, NULL, NULL },
	{ "SKIP_REPLACE", NULL, "skip-replace", 1, apply_skip_replace,
	    NULL, NULL },
	{ "REDIS_ADDR", NULL, "redis-addr", 0, apply_redis_addr, NULL, NULL },
	{ "REDIS_USER", NULL, "redis-user", 0, apply_redis_user, NULL, NULL },
	{ "REDIS_PASS", NULL, "redis-pass", 0, apply_redis_pass, NULL, NULL },
	{ "REDIS_DB", NULL, "redis-db", 0, apply_redis_db, NULL, NULL },
	{ "REDIS_TTL", NULL, "redis-ttl", 0, apply_redis_ttl, NULL, NULL },
	{ "REDIS_SENTINEL_ADDRS", NULL, "redis-sentinel-addrs", 0,
	    apply_unsupported, NULL, NULL },
	{ "REDIS_SENTINEL_MASTER", NULL, "redis-sentinel-master", 0,
	    apply_unsupported, NULL, NULL },
	{ "DOCKER_ADDR", "DOCKER_HOST", "docker-host", 0, apply_docker_host,
	    NULL, NULL },
	{ "DOCKER_CONFIG", NULL, "docker-config", 0, apply_unsupported,
	    NULL, NULL },
	{ "DOCKER_PREFIX", NULL, "docker-prefix", 0, apply_docker_prefix,
	    NULL, NULL },
	{ "KOP_POLL_INTERVAL", NULL, "poll-interval", 0, apply_poll,
	    NULL, NULL },
	{ "NAMESPACE", NULL, "namespace", 0, apply_namespace, NULL, NULL },
	{ "VERBOSE", "DEBUG", "verbose", 1, apply_verbose, NULL, NULL },
};
#define NGIVENS	(sizeof(givens) / sizeof(givens[0]))

struct option *
environment_options(const struct option *own, size_t n)
{
	static struct option	*options;
	size_t			 i;

	free(options);
	if ((options = calloc(n + NGIVENS + 1, sizeof(*options))) == NULL)
		fatal(NULL);
	memcpy(options, own, n * sizeof(*own));
	for (i = 0; i < NGIVENS; i++) {
		options[n + i].name = givens[i].option;
		options[n + i].has_arg = givens[i].is_switch ?
		    optional_argument : required_argument;
		options[n + i].val = ENVIRONMENT_OPTION + (int)i;
	}
	return options;
}

static void
given_set(struct given *g, const char *dashes, const char *name,
    const char *value)
{
	free(g->value);
	free(g->origin);
	if ((g->value = strdup(value)) == NULL ||
	    asprintf(&g->origin, "%s%s", dashes, name) == -1)
		fatal(NULL);
}

void
environment_read(void)
{
	struct given	*g;
	const char	*value;

	for (g = givens; g < givens + NGIVENS; g++) {
		if ((value = getenv(g->variable)) != NULL && *value != '\0')
			given_set(g, "", g->variable, value);
		else if (g->second != NULL &&
		    (value = getenv(g->second)) != NULL && *value != '\0')
			given_set(g, "", g->second, value);
	}
}

void
environment_take(int option, const char *value)
{
	struct given	*g = &givens[option - ENVIRONMENT_OPTION];

	given_set(g, "--", g->option, value != NULL ? value : "true");
}

int
environment_given(void)
{
	const struct given	*g;

	for (g = givens; g < givens + NGIVENS; g++) {
		if (g->value != NULL && g->apply != apply_verbose)
			return 1;
	}
	return 0;
}

/* As Go's strconv.ParseBool: 1, 0, or -1 for neither. */
static int
parse_bool(const char *s)
{
	static const char *const yes[] = { "1", "t", "T", "true", "TRUE",
	    "True" };
	static const char *const no[] = { "0", "f", "F", "false", "FALSE",
	    "False" };
	size_t			 i;

	for (i = 0; i < sizeof(yes) / sizeof(yes[0]); i++) {
		if (strcmp(s, yes[i]) == 0)
			return 1;
		if (strcmp(s, no[i]) == 0)
			return 0;
	}
	return -1;
}

int
environment_verbose(void)
{
	const struct given	*g;

	for (g = givens; g < givens + NGIVENS; g++) {
		if (g->apply == apply_verbose)
			return g->value != NULL && parse_bool(g->value) == 1;
	}
	return 0;
}

void
environment_apply(struct kopd_conf *conf, struct conf_report *report)
{
	struct conf_place	 place;
	const struct given	*g;

	for (g = givens; g < givens + NGIVENS; g++) {
		if (g->value == NULL)
			continue;
		place.report = report;
		place.origin = g->origin;
		place.over = 1;
		g->apply(conf, &place, g->value);
	}
}

static void
apply_hostname(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	conf_set_string(conf, SET_HOSTNAME, place, value);
}

static void
apply_bind_interface(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	conf_set_bind(conf, place, BIND_INTERFACE, value);
}

static void
apply_bind_ip(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	conf_set_bind(conf, place, BIND_IP, value);
}

static void
apply_skip_replace(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	switch (parse_bool(value)) {
	case 1:
		conf_set_bind(conf, place, BIND_NONE, "");
		break;
	case -1:
		conf_error(place->report, place->origin,
		    "\"%s\" is neither true nor false", value);
		break;
	}
}

static void
apply_number(struct kopd_conf *conf, enum setting set,
    const struct conf_place *place, const char *value)
{
	const char	*why;
	long long	 n;

	n = strtonum(value, 0, UINT32_MAX, &why);
	if (why != NULL)
		conf_error(place->report, place->origin, "\"%s\": the number "
		    "is %s", value, why);
	else
		conf_set_number(conf, set, place, n);
}

/* host, host:port, [address]:port, and a path for a unix socket. */
static void
apply_redis_addr(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	char	*host, *port;

	if (value[0] == '/') {
		conf_unset(conf, SET_REDIS_HOST);
		conf_unset(conf, SET_REDIS_PORT);
		conf_set_string(conf, SET_REDIS_SOCKET, place, value);
		return;
	}
	if ((host = strdup(value)) == NULL)
		fatal(NULL);
	port = strrchr(host, ':');
	if (host[0] == '[') {
		memmove(host, host + 1, strlen(host));
		port = strchr(host, ']');
		if (port == NULL || (port[1] != ':' && port[1] != '\0')) {
			conf_error(place->report, place->origin,
			    "\"%s\" is no [address]:port", value);
			free(host);
			return;
		}
		*port = '\0';
		port = port[1] == ':' ? port + 1 : NULL;
	}
	conf_unset(conf, SET_REDIS_SOCKET);
	if (port != NULL) {
		*port = '\0';
		apply_number(conf, SET_REDIS_PORT, place, port + 1);
	} else
		conf_set_number(conf, SET_REDIS_PORT, place, REDIS_PORT);
	conf_set_string(conf, SET_REDIS_HOST, place, host);
	free(host);
}

/* traefik-kop's default is the name of Redis' default user. */
static void
apply_redis_user(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	if (strcmp(value, "default") == 0)
		conf_unset(conf, SET_USER);
	else
		conf_set_string(conf, SET_USER, place, value);
}

static void
apply_redis_pass(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	conf_unset(conf, SET_PASSWORD_FILE);
	conf_set_string(conf, SET_PASSWORD, place, value);
}

static void
apply_redis_db(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	apply_number(conf, SET_DATABASE, place, value);
}

/* In traefik-kop the keys themselves expire; 0 means that they never do. */
static void
apply_redis_ttl(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	int	 expires = strcmp(value, "0") != 0;

	if (expires)
		apply_number(conf, SET_TTL, place, value);
	conf_set_number(conf, SET_EXPIRE_KEYS, place, expires);
}

static void
apply_docker_host(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	if (strncmp(value, "unix://", 7) == 0)
		value += 7;
	else if (value[0] != '/') {
		conf_error(place->report, place->origin, "\"%s\": kopd reads "
		    "Docker from a unix socket only, unix:///path", value);
		return;
	}
	conf_set_string(conf, SET_DOCKER_SOCKET, place, value);
}

static void
apply_docker_prefix(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	conf_set_string(conf, SET_PREFIX, place, value);
}

static void
apply_poll(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	apply_number(conf, SET_POLL, place, value);
}

static void
apply_namespace(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	char	*copy, *rest, *name, *end;

	if ((copy = strdup(value)) == NULL)
		fatal(NULL);
	rest = copy;
	conf_begin_namespaces(conf, place);
	while ((name = strsep(&rest, ",")) != NULL) {
		name += strspn(name, " \t");
		end = name + strlen(name);
		while (end > name && (end[-1] == ' ' || end[-1] == '\t'))
			*--end = '\0';
		conf_add_namespace(conf, place, name);
	}
	free(copy);
}

/* See environment_verbose(): the log is no part of kopd.conf. */
static void
apply_verbose(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	(void)conf;
	if (parse_bool(value) == -1)
		conf_error(place->report, place->origin,
		    "\"%s\" is neither true nor false", value);
}

static void
apply_unsupported(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	(void)conf;
	(void)value;
	conf_error(place->report, place->origin,
	    "this version of kopd does not support it");
}
