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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "common/hostaddr.h"
#include "common/log.h"
#include "common/xstrdup.h"
#include "kopd/conf/conf.h"
#include "kopd/conf/mask.h"
#include "kopd/conf/scheme.h"

/* Seconds: a heartbeat has at least one, and two of these fit in a ttl. */
#define TTL_MIN	2u

#define NO_LOGIN	"kopd sends Docker neither user nor password: leave " \
			"them out"

/* A setting of which only one may be: over what the file has, or wrong. */
static void
check_exclusive(struct kopd_conf *conf, struct conf_report *report,
    enum setting a, enum setting b)
{
	if (conf->origin[a] != NULL && conf->origin[b] != NULL)
		conf_error(report, conf->origin[b],
		    "%s and %s (at %s) exclude each other",
		    conf_setting_name(b), conf_setting_name(a), conf->origin[a]);
}

/* Whatever is said of TLS switches it on, but for `tls no'. */
static void
check_tls(struct kopd_conf *conf, struct conf_report *report)
{
	enum setting	 set;

	for (set = SET_TLS_CA; set <= SET_TLS_INSECURE; set++) {
		if (conf->origin[set] != NULL && conf->origin[SET_TLS] == NULL)
			conf->tls = 1;
	}
	for (set = SET_TLS; conf->tls && set <= SET_TLS_INSECURE; set++)
		check_exclusive(conf, report, SET_REDIS_SOCKET, set);
	if ((conf->tls_certificate[0] == '\0') != (conf->tls_key[0] == '\0'))
		conf_error(report, conf->tls_key[0] == '\0' ?
		    conf->origin[SET_TLS_CERTIFICATE] :
		    conf->origin[SET_TLS_KEY],
		    "tls certificate and tls key go together");
	check_exclusive(conf, report, SET_TLS_CA, SET_TLS_INSECURE);
}

/*
 * Plain text is less than what was asked for; a unix socket needs neither TLS
 * nor a password.
 */
static void
check_docker_secrets(const struct kopd_conf *conf, struct conf_report *report)
{
	static const struct {
		enum setting	 set;
		const char	*name;
		const char	*why;
	} rows[] = {
		{ SET_DOCKER_TLS, "tls", NO_TLS },
		{ SET_DOCKER_USER, "username", NO_LOGIN },
		{ SET_DOCKER_PASSWORD, "password", NO_LOGIN },
	};
	const char	*origin;
	size_t		 i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if ((origin = conf->origin[rows[i].set]) == NULL)
			continue;
		if (conf->docker_address[0] != '\0')
			conf_error(report, origin, "%s", rows[i].why);
		else
			conf_warn(report, origin, "%s has no effect: Docker's "
			    "unix socket needs none", rows[i].name);
	}
}

static void
set_place(struct kopd_conf *conf)
{
	char	 text[CONF_STRING_MAX + 16];

	if (conf->docker_address[0] != '\0')
		hostaddr_port(text, sizeof(text), conf->docker_address,
		    conf->docker_port);
	else
		(void)strlcpy(text, conf->docker_socket, sizeof(text));
	free(conf->docker_place);
	conf->docker_place = xstrdup(text);
}

static void
check_docker(struct kopd_conf *conf, struct conf_report *report)
{
	check_docker_secrets(conf, report);
	check_exclusive(conf, report, SET_DOCKER_ADDRESS, SET_DOCKER_SOCKET);
	if (conf->origin[SET_DOCKER_ADDRESS] == NULL)
		check_exclusive(conf, report, SET_DOCKER_PORT,
		    SET_DOCKER_SOCKET);
	if (conf->docker_address[0] != '\0') {
		free(conf->docker_socket);
		conf->docker_socket = xstrdup("");
	} else if (conf->origin[SET_DOCKER_PORT] != NULL &&
	    conf->origin[SET_DOCKER_ADDRESS] == NULL &&
	    conf->origin[SET_DOCKER_SOCKET] == NULL)
		conf_error(report, conf->origin[SET_DOCKER_PORT],
		    "docker port needs a docker host");
	set_place(conf);
}

/* The host that has sentinels needs no other name of Redis. */
static void
check_sentinel(struct kopd_conf *conf, struct conf_report *report)
{
	enum setting	 set;

	check_exclusive(conf, report, SET_REDIS_ADDRESS, SET_SENTINELS);
	check_exclusive(conf, report, SET_REDIS_SOCKET, SET_SENTINELS);
	check_exclusive(conf, report, SET_SENTINEL_PASSWORD,
	    SET_SENTINEL_PASSWORD_FILE);
	for (set = SET_SENTINELS; set <= SET_SENTINEL_MASTERS; set++) {
		if (conf->origin[set] == NULL)
			continue;
		if (conf->sentinels.n == 0)
			conf_error(report, conf->origin[set],
			    "%s needs a sentinel host", conf_setting_name(set));
		else if (conf->sentinel_master[0] == '\0')
			conf_error(report, conf->origin[set],
			    "%s needs a sentinel master: the name that "
			    "sentinels know Redis by", conf_setting_name(set));
		return;
	}
}

int
conf_any_port(const struct kopd_conf *conf)
{
	return conf->sentinels.n > 0 && conf->sentinel_ports.n == 0;
}

/* Sentinels say which port a master has; it is not that of the host. */
static void
check_ports(struct kopd_conf *conf, struct conf_report *report)
{
	if (conf->sentinels.n == 0)
		return;
	if (conf->origin[SET_REDIS_PORT] != NULL)
		conf_warn(report, conf->origin[SET_REDIS_PORT], "port has no "
		    "effect, since sentinels name the master's port; `ports' "
		    "in the sentinel block says which ones are permitted");
	if (conf->sentinel_ports.n == 0 && conf->sandbox == SANDBOX_STRICT)
		conf_error(report, conf->origin[SET_SENTINELS], "sandbox "
		    "strict needs `ports' in the sentinel block of kopd.conf: "
		    "the ports that masters may have");
}

/* Unless it is said, the lease is renewed as often as a short ttl needs. */
static void
check_ttl(struct kopd_conf *conf, struct conf_report *report)
{
	if (conf->ttl == 0) {
		if (conf->expire_keys)
			conf_error(report, conf->origin[SET_EXPIRE_KEYS],
			    "expire keys needs a ttl");
		return;
	}
	if (conf->ttl < TTL_MIN)
		conf_error(report, conf->origin[SET_TTL],
		    "ttl (%us) is too short to be renewed in time: at least "
		    "%us", conf->ttl, TTL_MIN);
	else if (conf->origin[SET_HEARTBEAT] == NULL &&
	    conf->heartbeat * 2 > conf->ttl)
		conf->heartbeat = conf->ttl / 2;
	else if (conf->heartbeat * 2 > conf->ttl)
		conf_error(report, conf->origin[SET_HEARTBEAT],
		    "heartbeat (%us) must be at most half of ttl (%us)",
		    conf->heartbeat, conf->ttl);
}

void
conf_check(struct kopd_conf *conf, struct conf_report *report)
{
	check_docker(conf, report);
	check_tls(conf, report);
	check_sentinel(conf, report);
	check_exclusive(conf, report, SET_REDIS_ADDRESS, SET_REDIS_SOCKET);
	check_exclusive(conf, report, SET_REDIS_PORT, SET_REDIS_SOCKET);
	check_exclusive(conf, report, SET_PASSWORD, SET_PASSWORD_FILE);
	check_ttl(conf, report);
	check_ports(conf, report);
	if (conf->redis_socket[0] != '\0' || conf->sentinels.n > 0) {
		free(conf->redis_address);
		conf->redis_address = xstrdup("");
	}
}

void
conf_start_check(struct kopd_conf *conf, struct conf_report *report)
{
	static const enum setting	 secrets[] = {
		SET_PASSWORD, SET_SENTINEL_PASSWORD
	};
	size_t				 i;

	for (i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++) {
		if (strcmp(conf_text(conf, secrets[i]), CONF_MASK) == 0)
			conf_error(report, conf->origin[secrets[i]],
			    "the %s is \"%s\", which kopd -nv prints in "
			    "place of a secret",
			    conf_setting_name(secrets[i]), CONF_MASK);
	}
}

int
conf_rejected(const struct kopd_conf *conf, struct conf_report *report,
    const char *name, const char *why)
{
	enum setting	 set;

	for (set = 0; set < SET_MAX; set++) {
		if (strcmp(conf_setting_name(set), name) != 0)
			continue;
		conf_error(report, conf->origin[set], "%s: %s", name, why);
		return 0;
	}
	return -1;
}

static void
compare_string(const struct kopd_conf *new, enum setting set,
    const char *a, const char *b, struct conf_report *report)
{
	if (strcmp(a, b) != 0)
		conf_error(report, new->origin[set],
		    "%s changes from \"%s\" to \"%s\": this needs a restart",
		    conf_setting_name(set), a, b);
}

static void
compare_number(const struct kopd_conf *new, enum setting set,
    uint32_t a, uint32_t b, struct conf_report *report)
{
	if (a != b)
		conf_error(report, new->origin[set],
		    "%s changes from %u to %u: this needs a restart",
		    conf_setting_name(set), a, b);
}

static int
list_has(const struct string_list *list, const char *port)
{
	size_t	 i, n = strcspn(port, ":");

	for (i = 0; i < list->n; i++) {
		if (strncmp(list->v[i], port, n) == 0 &&
		    (list->v[i][n] == ':' || list->v[i][n] == '\0'))
			return 1;
	}
	return 0;
}

/* What one may connect to that the other may not. */
static int
has_more_ports(const struct kopd_conf *more, const struct kopd_conf *than)
{
	size_t	 i;

	if ((more->sentinels.n == 0) != (than->sentinels.n == 0))
		return 1;
	if (conf_any_port(than))
		return 0;
	for (i = 0; i < more->sentinels.n; i++) {
		if (!list_has(&than->sentinels, more->sentinels.v[i]))
			return 1;
	}
	for (i = 0; i < more->sentinel_ports.n; i++) {
		if (!list_has(&than->sentinel_ports,
		    more->sentinel_ports.v[i]))
			return 1;
	}
	return conf_any_port(more);
}

/* The sandbox has no name servers unless there were names at the start. */
static int
has_names(const struct kopd_conf *conf)
{
	struct redis_writer_conf	 part;

	part_redis_writer(conf, "", &part);
	return config_has_names(&part);
}

/* The sandbox has them. */
static void
compare_ports(const struct kopd_conf *old, const struct kopd_conf *new,
    struct conf_report *report)
{
	if (new->redis_socket[0] != '\0')
		return;
	if (new->sentinels.n == 0)
		compare_number(new, SET_REDIS_PORT, old->redis_port,
		    new->redis_port, report);
	if (has_more_ports(new, old))
		conf_error(report, new->origin[SET_SENTINELS],
		    "a port of sentinels or masters is new: this needs a "
		    "restart");
	else if (conf_any_port(old) && !conf_any_port(new))
		conf_warn(report, new->origin[SET_SENTINEL_PORTS], "kopd "
		    "connects to these ports only, but the sandbox of "
		    "redis-writer permits any port until kopd is started "
		    "again");
}

unsigned int
conf_compare(const struct kopd_conf *old, const struct kopd_conf *new,
    struct conf_report *report)
{
	unsigned int	 before = report->errors;
	int		 follows = old->bind == BIND_DEFAULT ||
			    old->bind == BIND_INTERFACE;

	compare_number(new, SET_SANDBOX, old->sandbox, new->sandbox, report);
	compare_string(new, SET_DOCKER_SOCKET, old->docker_socket,
	    new->docker_socket, report);
	compare_string(new, SET_DOCKER_ADDRESS, old->docker_address,
	    new->docker_address, report);
	if (new->docker_address[0] != '\0')
		compare_number(new, SET_DOCKER_PORT, old->docker_port,
		    new->docker_port, report);
	compare_string(new, SET_REDIS_SOCKET, old->redis_socket,
	    new->redis_socket, report);
	compare_ports(old, new, report);
	if (has_names(new) && !has_names(old))
		conf_error(report, new->origin[new->sentinels.n > 0 ?
		    SET_SENTINELS : SET_REDIS_ADDRESS],
		    "%s may be a name now, and was an address: this needs a "
		    "restart", new->sentinels.n > 0 ? "a sentinel or a master" :
		    "redis host");
	if (!follows && (new->bind == BIND_DEFAULT ||
	    new->bind == BIND_INTERFACE))
		conf_error(report, new->origin[SET_BIND],
		    "an address that kopd follows needs a restart: it was "
		    "fixed before");
	return report->errors - before;
}
