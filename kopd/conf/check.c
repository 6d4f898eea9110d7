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

#include <string.h>

#include "common/bounds.h"
#include "common/hostaddr.h"
#include "kopd/conf/conf.h"
#include "kopd/conf/mask.h"
#include "kopd/conf/scheme.h"
#include "kopd/conf/row.h"

/* Seconds: a heartbeat has at least one, and two of these fit in a ttl. */
#define TTL_MIN	2u

#define NO_LOGIN	"kopd does not send a user or password to Docker; " \
			"remove them"

/* Reports an error if both are set. */
static void
check_exclusive(struct kopd_conf *conf, struct conf_report *report,
    enum setting a, enum setting b)
{
	if (conf->origin[a] != NULL && conf->origin[b] != NULL)
		conf_error(report, conf->origin[b],
		    "%s and %s (at %s) cannot be combined",
		    setting_name(b), setting_name(a), conf->origin[a]);
}

/* Any setting of TLS enables it, unless `tls no' is set. */
static void
check_tls(struct kopd_conf *conf, struct conf_report *report)
{
	int		 has_key = conf->tls_key_file[0] != '\0';
	enum setting	 set;

	for (set = SET_TLS_CA; set <= SET_TLS_INSECURE; set++) {
		if (conf->origin[set] != NULL && conf->origin[SET_TLS] == NULL)
			conf->writer.tls = 1;
	}
	for (set = SET_TLS; conf->writer.tls && set <= SET_TLS_INSECURE; set++)
		check_exclusive(conf, report, SET_REDIS_SOCKET, set);
	if ((conf->tls_certificate_file[0] != '\0') != has_key)
		conf_error(report, has_key ? conf->origin[SET_TLS_KEY] :
		    conf->origin[SET_TLS_CERTIFICATE],
		    "tls certificate and tls key must both be set");
	check_exclusive(conf, report, SET_TLS_CA, SET_TLS_INSECURE);
}

/*
 * If TLS or a password is set for an engine, kopd never connects to it without;
 * a unix socket needs neither.
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
		if (conf->reader.address[0] != '\0')
			conf_error(report, origin, "%s", rows[i].why);
		else
			conf_warn(report, origin, "%s has no effect: the unix "
			    "socket of Docker does not need it", rows[i].name);
	}
}

/* The address of the engine, as route-maker reports it. */
static void
set_endpoint(struct kopd_conf *conf)
{
	const struct docker_reader_conf	*r = &conf->reader;
	char				 text[CONF_STRING_MAX + 16];

	if (r->address[0] != '\0')
		hostaddr_port(text, sizeof(text), r->address, r->port);
	else
		(void)strlcpy(text, r->socket, sizeof(text));
	setting_put_string(conf, SET_ENDPOINT, text);
}

static void
check_docker(struct kopd_conf *conf, struct conf_report *report)
{
	check_docker_secrets(conf, report);
	check_exclusive(conf, report, SET_DOCKER_ADDRESS, SET_DOCKER_SOCKET);
	if (conf->origin[SET_DOCKER_ADDRESS] == NULL)
		check_exclusive(conf, report, SET_DOCKER_PORT,
		    SET_DOCKER_SOCKET);
	if (conf->reader.address[0] != '\0') {
		setting_put_string(conf, SET_DOCKER_SOCKET, "");
	} else if (conf->origin[SET_DOCKER_PORT] != NULL &&
	    conf->origin[SET_DOCKER_ADDRESS] == NULL &&
	    conf->origin[SET_DOCKER_SOCKET] == NULL)
		conf_error(report, conf->origin[SET_DOCKER_PORT],
		    "docker port needs a docker host");
	set_endpoint(conf);
}

/* Sentinels name Redis: a host or a socket of Redis excludes them. */
static void
check_sentinel(struct kopd_conf *conf, struct conf_report *report)
{
	enum setting	 set;

	check_exclusive(conf, report, SET_REDIS_ADDRESS, SET_SENTINELS);
	check_exclusive(conf, report, SET_REDIS_SOCKET, SET_SENTINELS);
	check_exclusive(conf, report, SET_SENTINEL_PASSWORD,
	    SET_SENTINEL_PASSWORD_FILE);
	for (set = SET_SENTINEL_MASTER; set <= SET_SENTINEL_MASTERS; set++) {
		if (conf->origin[set] == NULL)
			continue;
		if (conf->writer.sentinels.n == 0)
			conf_error(report, conf->origin[set],
			    "%s needs a sentinel host", setting_name(set));
		else if (conf->writer.sentinel_master[0] == '\0')
			conf_error(report, conf->origin[set],
			    "%s needs a sentinel master, the name of Redis in "
			    "the sentinels", setting_name(set));
		return;
	}
}

int
conf_any_port(const struct kopd_conf *conf)
{
	return conf->writer.sentinels.n > 0 &&
	    conf->writer.sentinel_ports.n == 0;
}

/* Sentinels report the port of the master, so that `port' has no effect. */
static void
check_ports(struct kopd_conf *conf, struct conf_report *report)
{
	if (conf->writer.sentinels.n == 0)
		return;
	if (conf->origin[SET_REDIS_PORT] != NULL)
		conf_warn(report, conf->origin[SET_REDIS_PORT], "port has no "
		    "effect because sentinels name the port of the master; "
		    "`ports' in the sentinel block limits them");
	if (conf->writer.sentinel_ports.n == 0 &&
	    conf->writer.sandbox == SANDBOX_STRICT)
		conf_error(report, conf->origin[SET_SENTINELS], "sandbox "
		    "strict needs `ports' in the sentinel block of kopd.conf");
}

/* By default, the heartbeat is short enough for the ttl. */
static void
check_ttl(struct kopd_conf *conf, struct conf_report *report)
{
	struct redis_writer_conf	*w = &conf->writer;

	if (w->ttl == 0) {
		if (w->expire_keys)
			conf_error(report, conf->origin[SET_EXPIRE_KEYS],
			    "expire keys needs a ttl");
		return;
	}
	if (w->ttl < TTL_MIN)
		conf_error(report, conf->origin[SET_TTL],
		    "ttl (%us) is too short to be renewed in time; the minimum "
		    "is %us", w->ttl, TTL_MIN);
	else if (conf->origin[SET_HEARTBEAT] == NULL &&
	    w->heartbeat * 2 > w->ttl)
		w->heartbeat = w->ttl / 2;
	else if (w->heartbeat * 2 > w->ttl)
		conf_error(report, conf->origin[SET_HEARTBEAT],
		    "heartbeat (%us) must be at most half of ttl (%us)",
		    w->heartbeat, w->ttl);
}

static void
check_pause(const struct kopd_conf *conf, struct conf_report *report)
{
	uint32_t	 pause = conf->writer.notify_pause;

	if (pause != NOTIFY_PAUSE_AUTO && pause > NOTIFY_PAUSE_MAX)
		conf_error(report, conf->origin[SET_NOTIFY_PAUSE],
		    "notify pause (%us) must be at most %us", pause,
		    NOTIFY_PAUSE_MAX);
}

/* `share services within all' is `merge equal yes' by another name. */
static void
check_share(struct kopd_conf *conf, struct conf_report *report)
{
	const struct route_maker_conf	*m = &conf->maker;
	const char			*merge = conf->origin[SET_MERGE_EQUAL];

	if (m->share_services == SHARE_ALL && merge == NULL)
		setting_put_number(conf, SET_MERGE_EQUAL, 1);
	else if (m->share_services == SHARE_ALL && !m->merge_equal)
		conf_error(report, conf->origin[SET_SHARE_SERVICES], "share "
		    "services within all cannot be combined with merge equal "
		    "no (at %s)", merge);
	else if (m->share_services == SHARE_PROJECT && m->merge_equal)
		conf_error(report, conf->origin[SET_SHARE_SERVICES], "share "
		    "services within project cannot be combined with merge "
		    "equal yes (at %s), which shares services of all projects",
		    merge != NULL ? merge : "default");
}

/* The labels' own settings default to that of Docker. */
static void
set_exposed(struct kopd_conf *conf)
{
	uint32_t	 exposed = conf->maker.exposed_by_default;

	if (conf->origin[SET_V1_EXPOSED] == NULL)
		setting_put_number(conf, SET_V1_EXPOSED, exposed);
	if (conf->origin[SET_REGISTRATOR_EXPOSED] == NULL)
		setting_put_number(conf, SET_REGISTRATOR_EXPOSED, exposed);
}

void
conf_check(struct kopd_conf *conf, struct conf_report *report)
{
	set_exposed(conf);
	check_docker(conf, report);
	check_tls(conf, report);
	check_sentinel(conf, report);
	check_exclusive(conf, report, SET_REDIS_ADDRESS, SET_REDIS_SOCKET);
	check_exclusive(conf, report, SET_REDIS_PORT, SET_REDIS_SOCKET);
	check_exclusive(conf, report, SET_PASSWORD, SET_PASSWORD_FILE);
	check_ttl(conf, report);
	check_pause(conf, report);
	check_ports(conf, report);
	check_share(conf, report);
	if (conf->writer.socket[0] != '\0' || conf->writer.sentinels.n > 0)
		setting_put_string(conf, SET_REDIS_ADDRESS, "");
	setting_put_number(conf, SET_TRAEFIK_ASSUMED,
	    conf->origin[SET_TRAEFIK_VERSION] == NULL);
}

void
conf_start_check(struct kopd_conf *conf, struct conf_report *report)
{
	static const enum setting	 secrets[] = {
		SET_PASSWORD, SET_SENTINEL_PASSWORD
	};
	size_t				 i;

	for (i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++) {
		if (strcmp(setting_string(conf, secrets[i]), CONF_MASK) == 0)
			conf_error(report, conf->origin[secrets[i]],
			    "the %s is \"%s\", which kopd -nv prints in "
			    "place of a secret",
			    setting_name(secrets[i]), CONF_MASK);
	}
}

int
conf_rejected(const struct kopd_conf *conf, struct conf_report *report,
    const char *name, const char *why)
{
	enum setting	 set;

	for (set = 0; set < SET_MAX; set++) {
		if (setting_get(set)->block == BLOCK_NONE ||
		    strcmp(setting_name(set), name) != 0)
			continue;
		conf_error(report, conf->origin[set], "%s: %s", name, why);
		return 0;
	}
	return -1;
}
