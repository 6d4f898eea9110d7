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

#include <net/if.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "common/hostaddr.h"
#include "common/log.h"
#include "common/name.h"
#include "common/xstrdup.h"
#include "kopd/conf/conf.h"
#include "kopd/conf/port.h"
#include "kopd/conf/text.h"

#define DAY		(24 * 60 * 60)
#define YEARS		(10 * 365 * DAY)

enum value_type {
	VALUE_STRING,
	VALUE_NUMBER,
	VALUE_LIST,
	VALUE_OTHER		/* has a function of its own */
};

struct setting_row {
	const char	*name;		/* as errors call it */
	enum value_type	 type;
	size_t		 offset;
	uint32_t	 min;
	uint32_t	 max;		/* of a string: its bytes */
	const char	*(*check)(const char *);	/* NULL, or why not */
};


#define STRING(name, field, check) \
	{ name, VALUE_STRING, offsetof(struct kopd_conf, field), 0,	\
	    CONF_STRING_MAX, check }
#define PROGRAM(name, field) \
	{ name, VALUE_STRING, offsetof(struct kopd_conf, field), 0,	\
	    CONF_TEXT_MAX, NULL }
#define NUMBER(name, field, min, max) \
	{ name, VALUE_NUMBER, offsetof(struct kopd_conf, field), min, max, NULL }
#define YES_NO(name, field)	NUMBER(name, field, 0, 1)
#define LIST(name, field, check) \
	{ name, VALUE_LIST, offsetof(struct kopd_conf, field), 0,	\
	    CONF_STRING_MAX, check }
#define OTHER(name)		{ name, VALUE_OTHER, 0, 0, 0, NULL }

static const struct setting_row settings[SET_MAX] = {
	[SET_HOSTNAME] = STRING("hostname", hostname, name_host_fault),
	[SET_TRAEFIK_VERSION] = NUMBER("traefik version", traefik_version,
	    0, UINT32_MAX),
	[SET_BIND] = OTHER("bind"),
	[SET_UNPUBLISHED_PORTS] = NUMBER("unpublished ports",
	    unpublished_ports, UNPUBLISHED_WARN, UNPUBLISHED_CONTAINER),
	[SET_TTL] = NUMBER("ttl", ttl, 0, YEARS),
	[SET_HEARTBEAT] = NUMBER("heartbeat", heartbeat, 1, DAY),
	[SET_MERGE_EQUAL] = YES_NO("merge equal", merge_equal),
	[SET_LOSSY_LABELS] = YES_NO("lossy labels", lossy_labels),
	[SET_WITHDRAW_ON_EXIT] = YES_NO("withdraw on exit", withdraw_on_exit),
	[SET_EXPIRE_KEYS] = YES_NO("expire keys", expire_keys),
	[SET_RESERVE_NAMES] = NUMBER("reserve names", reserve_names,
	    0, 60 * 60),
	[SET_LIMIT_OBJECTS] = NUMBER("limit objects", limit_objects,
	    1, LIMIT_OBJECTS_MAX),
	[SET_LIMIT_BYTES] = NUMBER("limit bytes", limit_bytes,
	    LIMIT_BYTES_MIN, LIMIT_BYTES_MAX),
	[SET_SANDBOX] = NUMBER("sandbox", sandbox, SANDBOX_DEFAULT,
	    SANDBOX_LENIENT),

	[SET_DOCKER_SOCKET] = STRING("docker socket", docker_socket,
	    text_docker_socket),
	[SET_DOCKER_ADDRESS] = STRING("docker host", docker_address,
	    text_docker_host),
	[SET_DOCKER_PORT] = NUMBER("docker port", docker_port, 1, 65535),
	[SET_DOCKER_TLS] = OTHER("docker tls"),
	[SET_DOCKER_USER] = OTHER("docker user"),
	[SET_DOCKER_PASSWORD] = OTHER("docker password"),
	[SET_POLL] = NUMBER("poll", poll, 0, YEARS),
	[SET_TIMEOUT] = NUMBER("timeout", timeout, 1, 60 * 60),
	[SET_EXPOSED_BY_DEFAULT] = YES_NO("exposed by default",
	    exposed_by_default),
	[SET_ALLOW_EMPTY_SERVICES] = YES_NO("allow empty services",
	    allow_empty_services),
	[SET_USE_BIND_PORT_IP] = YES_NO("use bind port ip", use_bind_port_ip),
	[SET_NETWORK] = STRING("network", network, text_filled),
	[SET_PREFIX] = STRING("prefix", prefix, text_prefix),
	[SET_NAMESPACES] = LIST("namespace", namespaces, text_namespace),
	[SET_DEFAULT_RULE] = PROGRAM("default rule", default_rule),
	[SET_CONSTRAINTS] = PROGRAM("constraints", constraints),
	[SET_PROVIDER_CONFIG] = STRING("provider config", provider_config,
	    text_filled),

	[SET_REDIS_ADDRESS] = STRING("redis host", redis_address,
	    text_host),
	[SET_REDIS_PORT] = NUMBER("port", redis_port, 1, 65535),
	[SET_REDIS_SOCKET] = STRING("redis socket", redis_socket,
	    text_redis_socket),
	[SET_USER] = STRING("user", user, text_filled),
	[SET_PASSWORD] = STRING("password", password, text_filled),
	[SET_PASSWORD_FILE] = STRING("password file", password_file,
	    text_filled),
	[SET_DATABASE] = NUMBER("database", database, 0, INT32_MAX),
	[SET_NOTIFY_QUIET] = YES_NO("notify quiet", notify_quiet),
	[SET_ROOT] = STRING("root", root, name_root_fault),
	[SET_TLS] = YES_NO("tls", tls),
	[SET_TLS_CA] = STRING("tls ca", tls_ca, text_filled),
	[SET_TLS_CERTIFICATE] = STRING("tls certificate", tls_certificate,
	    text_filled),
	[SET_TLS_KEY] = STRING("tls key", tls_key, text_filled),
	[SET_TLS_SERVER_NAME] = STRING("tls server name", tls_server_name,
	    hostaddr_certificate_fault),
	[SET_TLS_VERSION] = NUMBER("tls minimum version", tls_version, 12, 13),
	[SET_TLS_INSECURE] = YES_NO("tls insecure", tls_insecure),

	[SET_SENTINELS] = LIST("sentinel host", sentinels, text_filled),
	[SET_SENTINEL_MASTER] = STRING("sentinel master", sentinel_master,
	    text_filled),
	[SET_SENTINEL_USER] = STRING("sentinel user", sentinel_user,
	    text_filled),
	[SET_SENTINEL_PASSWORD] = STRING("sentinel password",
	    sentinel_password, text_filled),
	[SET_SENTINEL_PASSWORD_FILE] = STRING("sentinel password file",
	    sentinel_password_file, text_filled),
	[SET_SENTINEL_PORTS] = LIST("sentinel ports", sentinel_ports,
	    text_port),
	[SET_SENTINEL_MASTERS] = LIST("sentinel masters", sentinel_masters,
	    text_permit),
};

static void
wipe(char *s)
{
	if (s != NULL)
		freezero(s, strlen(s));
}

const char *
conf_setting_name(enum setting set)
{
	return settings[set].name;
}

static char **
conf_string(struct kopd_conf *conf, enum setting set)
{
	return (char **)(void *)((char *)conf + settings[set].offset);
}

static uint32_t *
conf_number(struct kopd_conf *conf, enum setting set)
{
	return (uint32_t *)(void *)((char *)conf + settings[set].offset);
}

static struct string_list *
conf_list(struct kopd_conf *conf, enum setting set)
{
	return (struct string_list *)(void *)((char *)conf +
	    settings[set].offset);
}

const char *
conf_text(const struct kopd_conf *conf, enum setting set)
{
	return *(const char *const *)(const void *)((const char *)conf +
	    settings[set].offset);
}

uint32_t
conf_value(const struct kopd_conf *conf, enum setting set)
{
	return *(const uint32_t *)(const void *)((const char *)conf +
	    settings[set].offset);
}

static void
conf_default(struct kopd_conf *conf, enum setting set, const char *value)
{
	*conf_string(conf, set) = xstrdup(value);
}

struct kopd_conf *
conf_new(void)
{
	struct kopd_conf	*conf;
	enum setting		 set;

	if ((conf = calloc(1, sizeof(*conf))) == NULL)
		fatal(NULL);
	for (set = 0; set < SET_MAX; set++) {
		if (settings[set].type == VALUE_STRING &&
		    set != SET_DOCKER_SOCKET && set != SET_REDIS_ADDRESS &&
		    set != SET_ROOT)
			conf_default(conf, set, "");
	}
	conf_default(conf, SET_DOCKER_SOCKET, "/var/run/docker.sock");
	conf_default(conf, SET_REDIS_ADDRESS, "127.0.0.1");
	conf_default(conf, SET_ROOT, "traefik");
	conf->docker_place = xstrdup("");
	conf->bind_value = xstrdup("");
	conf->traefik_version = TRAEFIK_NEWEST;
	conf->ttl = 60;
	conf->heartbeat = 5;
	conf->reserve_names = 5;
	conf->limit_objects = LIMIT_OBJECTS;
	conf->limit_bytes = LIMIT_BYTES;
	conf->poll = 60;
	conf->timeout = 30;
	conf->docker_port = DOCKER_PORT;
	conf->redis_port = REDIS_PORT;
	conf->notify_quiet = 1;
	conf->tls_version = 12;
	conf->tls_texts.ca = xstrdup("");
	conf->tls_texts.certificate = xstrdup("");
	conf->tls_texts.key = xstrdup("");
	return conf;
}

static void
conf_forget_list(struct string_list *list)
{
	while (list->n > 0)
		free(list->v[--list->n]);
	free(list->v);
	list->v = NULL;
}

void
conf_forget_secrets(struct kopd_conf *conf)
{
	explicit_bzero(conf->password, strlen(conf->password));
	explicit_bzero(conf->sentinel_password,
	    strlen(conf->sentinel_password));
	explicit_bzero(conf->tls_texts.key, strlen(conf->tls_texts.key));
}

void
conf_free(struct kopd_conf *conf)
{
	enum setting	 set;

	if (conf == NULL)
		return;
	for (set = 0; set < SET_MAX; set++) {
		if (settings[set].type == VALUE_STRING)
			wipe(*conf_string(conf, set));
		else if (settings[set].type == VALUE_LIST)
			conf_forget_list(conf_list(conf, set));
		free(conf->origin[set]);
		free(conf->meant[set]);
	}
	free(conf->bind_value);
	free(conf->docker_place);
	free(conf->tls_texts.ca);
	free(conf->tls_texts.certificate);
	wipe(conf->tls_texts.key);
	free(conf);
}

void
conf_unset(struct kopd_conf *conf, enum setting set)
{
	free(conf->origin[set]);
	conf->origin[set] = NULL;
	if (settings[set].type == VALUE_STRING) {
		wipe(*conf_string(conf, set));
		conf_default(conf, set, "");
	} else if (settings[set].type == VALUE_LIST)
		conf_forget_list(conf_list(conf, set));
}

/* True when the value may be set now; remembers where it was. */
static int
conf_claim(struct kopd_conf *conf, enum setting set,
    const struct conf_place *place)
{
	if (conf->origin[set] != NULL && !place->over) {
		conf_error(place->report, place->origin,
		    "%s is set already at %s", settings[set].name,
		    conf->origin[set]);
		return 0;
	}
	free(conf->origin[set]);
	conf->origin[set] = xstrdup(place->origin);
	free(conf->meant[set]);
	conf->meant[set] = NULL;
	return 1;
}

void
conf_set_string(struct kopd_conf *conf, enum setting set,
    const struct conf_place *place, const char *value)
{
	char		**p = conf_string(conf, set);
	const char	 *why = NULL;

	if (!conf_claim(conf, set, place))
		return;
	if (strlen(value) > settings[set].max)
		why = "is too long";
	else if (settings[set].check != NULL)
		why = settings[set].check(value);
	/* A password may stand in a file of its own. */
	if (why == NULL && set != SET_PASSWORD)
		why = text_plain(value, settings[set].max == CONF_TEXT_MAX);
	if (why != NULL) {
		conf_error(place->report, place->origin, "%s %s",
		    settings[set].name, why);
		return;
	}
	wipe(*p);
	*p = xstrdup(value);
}

void
conf_set_path(struct kopd_conf *conf, enum setting set,
    const struct conf_place *place, const char *path, const char *meant)
{
	unsigned int	 before = place->report->errors;

	conf_set_string(conf, set, place, path);
	if (place->report->errors == before)
		conf->meant[set] = xstrdup(meant);
}

void
conf_file_error(const struct kopd_conf *conf, struct conf_report *report,
    enum setting set, const char *why, int found)
{
	conf_error(report, conf->origin[set], "%s %s: %s%s",
	    settings[set].name, conf_text(conf, set), why,
	    found || conf->meant[set] == NULL ? "" : conf->meant[set]);
}

void
conf_keep_secret(struct kopd_conf *conf, enum setting set,
    const struct conf_place *place)
{
	char	**p = conf_string(conf, set);

	if (!conf_claim(conf, set, place))
		return;
	wipe(*p);
	*p = xstrdup("");
	if (set == SET_PASSWORD)
		conf->password_kept = 1;
	else
		conf->sentinel_password_kept = 1;
}

void
conf_note(struct kopd_conf *conf, enum setting set, const char *origin)
{
	if (conf->origin[set] == NULL)
		conf->origin[set] = xstrdup(origin);
}

void
conf_set_number(struct kopd_conf *conf, enum setting set,
    const struct conf_place *place, long long value)
{
	const struct setting_row	*row = &settings[set];

	if (!conf_claim(conf, set, place))
		return;
	if (value < row->min || value > row->max) {
		conf_error(place->report, place->origin,
		    "%s is out of range (%u to %u): %lld", row->name,
		    row->min, row->max, value);
		return;
	}
	*conf_number(conf, set) = (uint32_t)value;
}

void
conf_set_tls_version(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	if (strcmp(value, "1.2") == 0)
		conf_set_number(conf, SET_TLS_VERSION, place, 12);
	else if (strcmp(value, "1.3") == 0)
		conf_set_number(conf, SET_TLS_VERSION, place, 13);
	else
		conf_error(place->report, place->origin, "tls minimum "
		    "version: \"%s\" is neither 1.2 nor 1.3", value);
}

void
conf_set_bind(struct kopd_conf *conf, const struct conf_place *place,
    enum bind_kind kind, const char *value)
{
	const char	*why = NULL;

	if (!conf_claim(conf, SET_BIND, place))
		return;
	if (kind == BIND_IP)
		why = hostaddr_published_fault(value);
	else if (kind == BIND_INTERFACE &&
	    (value[0] == '\0' || strlen(value) >= IFNAMSIZ))
		why = "is not the name of an interface";
	if (why == NULL)
		why = text_plain(value, 0);
	if (why != NULL) {
		conf_error(place->report, place->origin, "bind: \"%s\" %s",
		    value, why);
		return;
	}
	conf->bind = kind;
	free(conf->bind_value);
	conf->bind_value = xstrdup(value);
}

void
conf_begin_list(struct kopd_conf *conf, enum setting set,
    const struct conf_place *place)
{
	if (conf_claim(conf, set, place))
		conf_forget_list(conf_list(conf, set));
}

void
conf_add_entry(struct kopd_conf *conf, enum setting set,
    const struct conf_place *place, const char *value)
{
	struct string_list	*list = conf_list(conf, set);
	const char		*why, *name = settings[set].name;

	why = strlen(value) > settings[set].max ? "is too long" :
	    settings[set].check(value);
	if (why == NULL)
		why = text_plain(value, 0);
	if (why != NULL) {
		conf_error(place->report, place->origin, "%s \"%s\" %s", name,
		    value, why);
		return;
	}
	if (list->n == CONF_LIST_MAX) {
		conf_error(place->report, place->origin,
		    "%s: more than %d", name, CONF_LIST_MAX);
		return;
	}
	if ((list->v = reallocarray(list->v, list->n + 1,
	    sizeof(*list->v))) == NULL)
		fatal(NULL);
	list->v[list->n++] = xstrdup(value);
}

void
conf_add_sentinel(struct kopd_conf *conf, const struct conf_place *place,
    const char *host, long long port)
{
	const char	*why;
	char		*entry;

	why = text_host(host);
	if (why != NULL || port < 1 || port > 65535) {
		conf_error(place->report, place->origin, "sentinel host %s",
		    why != NULL ? why : "has no such port");
		return;
	}
	if (conf->origin[SET_SENTINELS] == NULL)
		conf_begin_list(conf, SET_SENTINELS, place);
	if (asprintf(&entry, "%lld:%s", port, host) == -1)
		fatal(NULL);
	conf_add_entry(conf, SET_SENTINELS, place, entry);
	free(entry);
}
