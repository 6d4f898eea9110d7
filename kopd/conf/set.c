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
#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "common/hostaddr.h"
#include "common/log.h"
#include "common/xstrdup.h"
#include "kopd/conf/conf.h"
#include "kopd/conf/row.h"
#include "kopd/conf/text.h"

struct kopd_conf *
conf_new(void)
{
	struct kopd_conf	*conf;

	if ((conf = calloc(1, sizeof(*conf))) == NULL)
		fatal(NULL);
	setting_defaults(conf);
	return conf;
}

void
conf_forget_secrets(struct kopd_conf *conf)
{
	struct redis_writer_conf	*w = &conf->writer;

	explicit_bzero(w->password, strlen(w->password));
	explicit_bzero(w->sentinel_password, strlen(w->sentinel_password));
	explicit_bzero(w->tls_key, strlen(w->tls_key));
}

void
conf_free(struct kopd_conf *conf)
{
	enum setting	 set;

	if (conf == NULL)
		return;
	setting_clear(conf);
	for (set = 0; set < SET_MAX; set++) {
		free(conf->origin[set]);
		free(conf->meant[set]);
	}
	free(conf);
}

void
conf_unset(struct kopd_conf *conf, enum setting set)
{
	free(conf->origin[set]);
	conf->origin[set] = NULL;
	if (setting_is_string(set))
		setting_put_string(conf, set, "");
	else if (setting_get(set)->type == CONFIG_LIST)
		config_list_clear(setting_change_list(conf, set));
}

/* True if the value may be set; its origin is then that place. */
static int
conf_claim(struct kopd_conf *conf, enum setting set,
    const struct conf_place *place)
{
	if (conf->origin[set] != NULL && !place->over) {
		conf_error(place->report, place->origin,
		    "%s is already set at %s", setting_name(set),
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
	const struct setting_row	*row = setting_get(set);
	const char		*why = NULL;

	if (!conf_claim(conf, set, place))
		return;
	if (strlen(value) > row->max)
		why = "is too long";
	else if (row->check != NULL)
		why = row->check(value);
	/* A password file may have control characters. */
	if (why == NULL && set != SET_PASSWORD)
		why = text_plain(value, row->type == CONFIG_TEXT);
	if (why != NULL) {
		conf_error(place->report, place->origin, "%s %s",
		    setting_name(set), why);
		return;
	}
	setting_put_string(conf, set, value);
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
	    setting_name(set), setting_string(conf, set), why,
	    found || conf->meant[set] == NULL ? "" : conf->meant[set]);
}

void
conf_keep_secret(struct kopd_conf *conf, enum setting set,
    const struct conf_place *place)
{
	if (!conf_claim(conf, set, place))
		return;
	setting_put_string(conf, set, "");
	setting_put_number(conf, set == SET_PASSWORD ? SET_PASSWORD_KEPT :
	    SET_SENTINEL_PASSWORD_KEPT, 1);
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
	const struct setting_row	*row = setting_get(set);

	if (!conf_claim(conf, set, place))
		return;
	if (value < row->min || value > row->max) {
		conf_error(place->report, place->origin,
		    "%s is out of range (%u to %u): %lld", row->name,
		    row->min, row->max, value);
		return;
	}
	setting_put_number(conf, set, (uint32_t)value);
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
conf_put_bind(struct kopd_conf *conf, enum bind_kind kind, const char *value)
{
	conf->bind = kind;
	setting_put_string(conf, SET_BIND, value);
	setting_put_number(conf, SET_BIND_NONE, kind == BIND_NONE);
	setting_put_number(conf, SET_BIND_CHOSEN,
	    kind == BIND_DEFAULT || kind == BIND_INTERFACE);
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
	conf_put_bind(conf, kind, value);
}

void
conf_begin_list(struct kopd_conf *conf, enum setting set,
    const struct conf_place *place)
{
	if (conf_claim(conf, set, place))
		config_list_clear(setting_change_list(conf, set));
}

void
conf_add_entry(struct kopd_conf *conf, enum setting set,
    const struct conf_place *place, const char *value)
{
	const struct setting_row	*row = setting_get(set);
	struct string_list	*list = setting_change_list(conf, set);
	const char		*why, *name = row->name;

	why = strlen(value) > row->max ? "is too long" : row->check(value);
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
		    why != NULL ? why : "cannot have this port");
		return;
	}
	if (conf->origin[SET_SENTINELS] == NULL)
		conf_begin_list(conf, SET_SENTINELS, place);
	if (asprintf(&entry, "%lld:%s", port, host) == -1)
		fatal(NULL);
	conf_add_entry(conf, SET_SENTINELS, place, entry);
	free(entry);
}
