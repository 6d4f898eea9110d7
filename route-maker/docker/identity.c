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

#include <jansson.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "common/log.h"
#include "common/xstrdup.h"
#include "route-maker/docker/identity.h"

void
identity_init(struct identity *i, struct channel *c)
{
	memset(i, 0, sizeof(*i));
	exchange_init(&i->info, c, DOCKER_INFO, "Docker's information",
	    EXCHANGE_ALLOW("/info", "INFO"));
	exchange_init(&i->version_of, c, DOCKER_VERSION, "Docker's version",
	    NULL);
}

static void
free_info(struct identity *i)
{
	free(i->info_id);
	free(i->info_name);
	free(i->info_version);
}

void
identity_free(struct identity *i)
{
	free_info(i);
	exchange_free(&i->info);
	exchange_free(&i->version_of);
	free(i->id);
	free(i->name);
	free(i->version);
}

void
identity_begin(struct identity *i)
{
	if (i->info.id == 0 && i->version_of.id == 0)
		exchange_begin(&i->info);
}

static const char *
string_in(const json_t *object, const char *key)
{
	const char	*s = json_string_value(json_object_get(object, key));

	return s == NULL ? "" : s;
}

static void
set_info(struct identity *i, const char *id, const char *name,
    const char *version)
{
	free_info(i);
	i->info_id = xstrdup(id);
	i->info_name = xstrdup(name);
	i->info_version = xstrdup(version);
}

/* INFO is complete.  Returns NULL, or the reason why it cannot be used. */
static const char *
read_info(struct identity *i)
{
	json_t		*info;
	json_error_t	 error;
	const char	*id, *name, *why = NULL;

	info = json_loadb(i->info.body, i->info.body_len,
	    JSON_REJECT_DUPLICATES, &error);
	name = string_in(info, "Name");
	id = string_in(info, "ID");
	if (*id == '\0')
		id = name;
	if (info == NULL)
		why = http_page(&i->info.http);
	if (why == NULL && (*id == '\0' || strlen(id) > CONF_STRING_MAX ||
	    strlen(name) > CONF_STRING_MAX))
		why = "it has no engine ID";
	if (why == NULL) {
		set_info(i, id, name, string_in(info, "ServerVersion"));
		i->refused = 0;
	}
	json_decref(info);
	return why;
}

/* INFO is refused, and hostname is set: kopd continues without INFO. */
static void
go_without_info(struct identity *i)
{
	if (!i->refused)
		log_info("%s is refused; kopd continues without it because "
		    "hostname is set", i->info.what);
	set_info(i, "", "", "");
	i->refused = 1;
}

static enum identity_end
info_end(struct identity *i, enum result result, const char *why,
    const struct route_maker_conf *conf)
{
	struct exchange	*x = &i->info;

	if (result == RESULT_REFUSED && *conf->hostname == '\0') {
		result_refused(x);
		return IDENTITY_LATER;
	}
	if (result == RESULT_WHOLE)
		why = read_info(i);
	if (why != NULL) {
		result_error(x, why, conf->endpoint);
		return IDENTITY_LATER;
	}
	if (result == RESULT_REFUSED) {
		result_forget(x);
		go_without_info(i);
	} else
		result_good(x);
	exchange_begin(&i->version_of);
	return IDENTITY_MORE;
}

/*
 * True if the engine never sends its version: 4xx.  Then kopd assumes Docker.
 */
static int
has_no_version(const struct exchange *x)
{
	return x->http.state == HTTP_IN_BODY && x->http.status >= 400 &&
	    x->http.status <= 499;
}

/* "Components": [{"Name": "Podman Engine", ...}, ...] */
static int
is_podman(const json_t *version)
{
	const json_t	*components, *c;
	size_t		 i;

	components = json_object_get(version, "Components");
	json_array_foreach(components, i, c)
		if (strcmp(string_in(c, "Name"), "Podman Engine") == 0)
			return 1;
	return 0;
}

/* The id of an engine without one: this machine and the endpoint. */
static void
place_id(struct identity *i, const struct route_maker_conf *conf, char *id,
    size_t size)
{
	if (*conf->machine != '\0') {
		(void)snprintf(id, size, "machine %s %s", conf->machine,
		    conf->endpoint);
		return;
	}
	(void)snprintf(id, size, "endpoint %s", conf->endpoint);
	if (!i->warned)
		log_warnx("/etc/machine-id has no machine ID; set a unique "
		    "hostname, because another kopd with the same hostname is "
		    "not noticed");
	i->warned = 1;
}

/*
 * Another engine may appear at the same socket, for example after its data was
 * wiped.  The next list replaces the old engine's containers by the new ones.
 */
static enum identity_end
take_engine(struct identity *i, const char *id, const char *name)
{
	if (i->id != NULL && strcmp(i->id, id) == 0)
		return IDENTITY_SAME;
	if (i->id != NULL)
		log_warnx("the Docker engine has changed to %s (%s) from %s "
		    "(%s)", id, name, i->id, i->name);
	free(i->id);
	free(i->name);
	i->id = xstrdup(id);
	i->name = xstrdup(name);
	return IDENTITY_NEW;
}

/* version is NULL if the engine does not send it. */
static enum identity_end
identify(struct identity *i, const json_t *version,
    const struct route_maker_conf *conf)
{
	const char		*name = i->info_name;
	char			 id[CONF_STRING_MAX + 1];
	enum identity_end	 end;

	i->podman = is_podman(version);
	if (i->podman || i->refused)
		place_id(i, conf, id, sizeof(id));
	else
		(void)strlcpy(id, i->info_id, sizeof(id));
	if (*name == '\0')
		name = conf->hostname;
	end = take_engine(i, id, name);
	free(i->version);
	i->version = xstrdup(*i->info_version != '\0' ? i->info_version :
	    string_in(version, "Version"));
	return end;
}

static enum identity_end
version_end(struct identity *i, enum result result, const char *why,
    const struct route_maker_conf *conf)
{
	struct exchange		*x = &i->version_of;
	json_t			*version = NULL;
	json_error_t		 error;
	enum identity_end	 end;

	if (result == RESULT_ERROR && !has_no_version(x)) {
		result_error(x, why, conf->endpoint);
		return IDENTITY_LATER;
	}
	result_good(x);
	if (result == RESULT_WHOLE)
		version = json_loadb(x->body, x->body_len,
		    JSON_REJECT_DUPLICATES, &error);
	end = identify(i, version, conf);
	json_decref(version);
	return end;
}

enum identity_end
identity_end(struct identity *i, struct exchange *x, enum result result,
    const char *why, const struct route_maker_conf *conf)
{
	return x == &i->info ? info_end(i, result, why, conf) :
	    version_end(i, result, why, conf);
}
