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

#include "common/log.h"
#include "common/xstrdup.h"
#include "route-maker/docker/engine.h"
#include "route-maker/docker/identity.h"

static const char *
string_in(const json_t *object, const char *key)
{
	const char	*s = json_string_value(json_object_get(object, key));

	return s == NULL ? "" : s;
}

void
identity_free(struct identity *i)
{
	free(i->id);
	free(i->name);
	free(i->version);
}

static void
set_found(struct identity *i, const char *id, const char *name,
    const char *version)
{
	identity_free(i);
	i->id = xstrdup(id);
	i->name = xstrdup(name);
	i->version = xstrdup(version);
}

const char *
identity_info(struct engine *e)
{
	json_t		*info;
	json_error_t	 error;
	const char	*id, *name, *why = NULL;

	info = json_loadb(e->info.body, e->info.body_len, 0, &error);
	name = string_in(info, "Name");
	id = string_in(info, "ID");
	if (*id == '\0')
		id = name;
	if (info == NULL)
		why = http_page(&e->info.http);
	if (why == NULL && (*id == '\0' || strlen(id) > CONF_STRING_MAX ||
	    strlen(name) > CONF_STRING_MAX))
		why = "it does not say who the engine is";
	if (why == NULL) {
		set_found(&e->identity, id, name,
		    string_in(info, "ServerVersion"));
		e->identity.refused = 0;
	}
	json_decref(info);
	return why;
}

void
identity_refused(struct engine *e)
{
	if (!e->identity.refused)
		log_info("%s is refused: kopd goes on without it, as hostname "
		    "is set", e->info.what);
	set_found(&e->identity, "", "", "");
	e->identity.refused = 1;
}

int
identity_no_version(const struct exchange *x)
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

/* What this machine and the engine's place are called together. */
static void
place_id(struct engine *e, char *id, size_t size)
{
	const struct route_maker_conf	*conf = e->host->conf;

	if (*conf->machine != '\0') {
		(void)snprintf(id, size, "machine %s %s", conf->machine,
		    conf->endpoint);
		return;
	}
	(void)snprintf(id, size, "endpoint %s", conf->endpoint);
	if (!e->identity.warned)
		log_warnx("/etc/machine-id does not say which machine this "
		    "is: give this kopd a hostname that no other kopd has, as "
		    "another one of the same hostname is not noticed");
	e->identity.warned = 1;
}

/*
 * Another engine may come back behind the same socket, say when its data was
 * wiped: its containers replace those of the old one with the list that is
 * asked for after this.
 */
static void
take_engine(struct engine *e, const char *id, const char *name)
{
	if (e->id != NULL && strcmp(e->id, id) == 0)
		return;
	if (e->id != NULL)
		log_warnx("Docker's engine is another one: %s (%s), it was "
		    "%s (%s)", id, name, e->id, e->name);
	free(e->id);
	free(e->name);
	e->id = xstrdup(id);
	e->name = xstrdup(name);
	e->ids_max = LIST_IDS_MAX;
	e->callbacks->known(e->arg, id, name);
}

void
identity_known(struct engine *e, int has_version)
{
	struct identity	*i = &e->identity;
	json_t		*version = NULL;
	json_error_t	 error;
	const char	*name = i->name;
	char		 id[CONF_STRING_MAX + 1];

	if (has_version)
		version = json_loadb(e->version_of.body,
		    e->version_of.body_len, 0, &error);
	e->podman = is_podman(version);
	e->health_listed = 0;
	if (e->podman || i->refused)
		place_id(e, id, sizeof(id));
	else
		(void)strlcpy(id, i->id, sizeof(id));
	if (*name == '\0')
		name = e->host->conf->hostname;
	take_engine(e, id, name);
	free(e->version);
	e->version = xstrdup(*i->version != '\0' ? i->version :
	    string_in(version, "Version"));
	e->checked = 1;
	json_decref(version);
}
