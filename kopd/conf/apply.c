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

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/port.h"
#include "common/xstrdup.h"
#include "kopd/conf/apply.h"
#include "kopd/conf/endpoint.h"
#include "kopd/conf/hostport.h"
#include "kopd/conf/mask.h"
#include "kopd/conf/provider.h"
#include "kopd/conf/redis_url.h"
#include "kopd/conf/value.h"

/* Returns a copy without the blanks around the value, to be freed. */
static char *
trimmed(const char *value)
{
	size_t	 len;
	char	*copy;

	while (isspace((unsigned char)*value))
		value++;
	len = strlen(value);
	while (len > 0 && isspace((unsigned char)value[len - 1]))
		len--;
	if ((copy = strndup(value, len)) == NULL)
		fatal(NULL);
	return copy;
}

static int
read_integer(const struct conf_place *place, const char *value, long long *n)
{
	if (conf_go_int(value, n) == 0)
		return 0;
	conf_error(place->report, place->origin, "\"%s\" is not a number",
	    value);
	return -1;
}

static void
apply_number(struct kopd_conf *conf, enum setting set,
    const struct conf_place *place, const char *value)
{
	long long	 n;

	if (read_integer(place, value, &n) == 0)
		conf_set_number(conf, set, place, n);
}

void
apply_hostname(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	conf_set_string(conf, SET_HOSTNAME, place, value);
}

static void
apply_bind(struct kopd_conf *conf, const struct conf_place *place,
    enum bind_kind kind, const char *value)
{
	char	*text = trimmed(value);

	if (*text != '\0')
		conf_set_bind(conf, place, kind, text);
	free(text);
}

void
apply_bind_interface(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	apply_bind(conf, place, BIND_INTERFACE, value);
}

void
apply_bind_ip(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	apply_bind(conf, place, BIND_IP, value);
}

void
apply_skip_replace(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	switch (conf_go_bool(value)) {
	case 1:
		conf_set_bind(conf, place, BIND_NONE, "");
		break;
	case 0:
		if (conf->bind == BIND_NONE)
			conf_set_bind(conf, place, BIND_DEFAULT, "");
		break;
	default:
		conf_error(place->report, place->origin,
		    "\"%s\" is neither true nor false", value);
	}
}

/* The value for an error: if it has an @, it may have a password. */
static const char *
repeatable(const char *value)
{
	return strchr(value, '@') == NULL ? value : "...";
}

/* Permitted ports and masters are not changed. */
static void
unset_sentinels(struct kopd_conf *conf)
{
	enum setting	 set;

	for (set = SET_SENTINEL_MASTER; set < SET_SENTINEL_PORTS; set++)
		conf_unset(conf, set);
}

void
apply_settle(struct kopd_conf *conf)
{
	if (conf->writer.sentinels.n == 0) {
		conf_unset(conf, SET_SENTINEL_PORTS);
		conf_unset(conf, SET_SENTINEL_MASTERS);
	}
}

static void
apply_socket(struct kopd_conf *conf, const struct conf_place *place,
    const char *path)
{
	unset_sentinels(conf);
	conf_unset(conf, SET_REDIS_ADDRESS);
	conf_unset(conf, SET_REDIS_PORT);
	conf_set_string(conf, SET_REDIS_SOCKET, place, path);
}

static void
apply_address(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	const char	*why;
	char		*host, *port;

	if ((why = hostport_fault(value)) != NULL) {
		conf_error(place->report, place->origin, "it %s", why);
		return;
	}
	host = xstrdup(value);
	port = hostport_cut(host);
	conf_unset(conf, SET_REDIS_SOCKET);
	unset_sentinels(conf);
	if (port != NULL)
		apply_number(conf, SET_REDIS_PORT, place, port);
	else
		conf_set_number(conf, SET_REDIS_PORT, place, REDIS_PORT);
	conf_set_string(conf, SET_REDIS_ADDRESS, place,
	    *host != '\0' ? host : "127.0.0.1");
	free(host);
}

static void
apply_kept_pass(struct kopd_conf *conf, const struct conf_place *place)
{
	conf_unset(conf, SET_PASSWORD_FILE);
	conf_keep_secret(conf, SET_PASSWORD, place);
}

static void
apply_credentials(struct kopd_conf *conf, const struct conf_place *place,
    const struct url *u)
{
	if (*u->user != '\0')
		apply_redis_user(conf, place, u->user);
	if (strcmp(u->password, CONF_KEPT) == 0)
		apply_kept_pass(conf, place);
	else if (*u->password != '\0')
		apply_redis_pass(conf, place, u->password);
}

/* Settings that the URL does not have stay, even TLS with redis://. */
static void
apply_url(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	struct url	 u;
	const char	*why;

	if (url_parse(&u, value, &why) == -1) {
		conf_error(place->report, place->origin, "it %s", why);
		return;
	}
	if (u.socket != NULL)
		apply_socket(conf, place, u.socket);
	else
		apply_address(conf, place, u.address);
	if (u.tls)
		conf_set_number(conf, SET_TLS, place, 1);
	if (u.insecure)
		conf_set_number(conf, SET_TLS_INSECURE, place, 1);
	apply_credentials(conf, place, &u);
	if (*u.database != '\0')
		conf_set_number(conf, SET_DATABASE, place,
		    strtoll(u.database, NULL, 10));
	if (*u.ignored != '\0')
		conf_warn(place->report, place->origin, "no effect here: %s",
		    u.ignored);
	url_free(&u);
}

/* As in Go, a path is a unix socket, and an empty host is this host. */
void
apply_redis_addr(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	if (value[0] == '/')
		apply_socket(conf, place, value);
	else if (url_is(value))
		apply_url(conf, place, value);
	else
		apply_address(conf, place, value);
}

/* The default of traefik-kop is the name of Redis' default user. */
void
apply_redis_user(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	if (strcmp(value, "default") == 0)
		conf_unset(conf, SET_USER);
	else
		conf_set_string(conf, SET_USER, place, value);
}

void
apply_redis_pass(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	conf_unset(conf, SET_PASSWORD_FILE);
	conf_set_string(conf, SET_PASSWORD, place, value);
}

void
apply_redis_pass_file(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	conf_unset(conf, SET_PASSWORD);
	conf_set_string(conf, SET_PASSWORD_FILE, place, value);
}

void
apply_redis_db(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	apply_number(conf, SET_DATABASE, place, value);
}

/*
 * In traefik-kop the keys themselves expire; with 0 or less they do not
 * expire.
 */
void
apply_redis_ttl(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	long long	 n;

	if (read_integer(place, value, &n) == -1)
		return;
	if (n > 0)
		conf_set_number(conf, SET_TTL, place, n);
	conf_set_number(conf, SET_EXPIRE_KEYS, place, n > 0);
}

static void
add_sentinel(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	const char	*why;
	char		*host = trimmed(value), *port;
	long long	 n = SENTINEL_PORT;

	if ((why = hostport_fault(host)) != NULL) {
		conf_error(place->report, place->origin, "\"%s\" %s",
		    repeatable(host), why);
	} else if ((port = hostport_cut(host)) == NULL ||
	    read_integer(place, port, &n) == 0)
		conf_add_sentinel(conf, place, host, n);
	free(host);
}

void
apply_sentinel_master(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	char	*text = trimmed(value);

	if (*text != '\0')
		conf_set_string(conf, SET_SENTINEL_MASTER, place, text);
	free(text);
}

void
apply_sentinels(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	unsigned int	 before = place->report->errors;
	char		*text = trimmed(value), *rest = text, *one;

	if (*text == '\0') {
		free(text);
		return;
	}
	/* With sentinels, traefik-kop ignores REDIS_ADDR. */
	conf_unset(conf, SET_REDIS_ADDRESS);
	conf_unset(conf, SET_REDIS_PORT);
	conf_unset(conf, SET_REDIS_SOCKET);
	unset_sentinels(conf);
	while ((one = strsep(&rest, ",")) != NULL) {
		if (one[strspn(one, " \t\r\n")] != '\0')
			add_sentinel(conf, place, one);
	}
	if (conf->writer.sentinels.n == 0 && place->report->errors == before)
		conf_error(place->report, place->origin,
		    "\"%s\" has no sentinels", value);
	free(text);
}

void
apply_docker_host(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	endpoint_set(conf, place, "", value);
}

void
apply_docker_config(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	provider_given(conf, place, value);
}

/* A dot at the end is optional. */
void
apply_docker_prefix(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	char	*prefix = xstrdup(value);
	size_t	 len = strlen(prefix);

	if (len > 1 && prefix[len - 1] == '.')
		prefix[len - 1] = '\0';
	conf_set_string(conf, SET_PREFIX, place, prefix);
	free(prefix);
}

void
apply_poll(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	apply_number(conf, SET_POLL, place, value);
}

/* Empty items are ignored. */
void
apply_namespace(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	char	*copy = trimmed(value), *rest = copy, *item, *name;

	if (*copy == '\0') {
		free(copy);
		return;
	}
	conf_begin_list(conf, SET_NAMESPACES, place);
	while ((item = strsep(&rest, ",")) != NULL) {
		name = trimmed(item);
		if (*name != '\0')
			conf_add_entry(conf, SET_NAMESPACES, place, name);
		free(name);
	}
	if (conf->maker.namespaces.n == 0)
		conf_error(place->report, place->origin,
		    "\"%s\" has no namespaces", value);
	free(copy);
}

/* Only checks the value: kopd.conf has no such option. */
void
apply_verbose(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	(void)conf;
	if (conf_go_bool(value) == -1)
		conf_error(place->report, place->origin,
		    "\"%s\" is neither true nor false", value);
}
