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
#include <strings.h>

#include "go/number.h"
#include "route-maker/translate/made.h"
#include "route-maker/translate/registrator.h"
#include "route-maker/translate/registrator_port.h"
#include "route-maker/translate/translate.h"
#include "route-maker/translate/v1.h"
#include "route-maker/translate/v1_table.h"

#define ENABLE	"traefik.enable"
#define NETWORK	"traefik.docker.network"
#define STOPPED	"traefik.docker.allownonrunning"

/* The languages that a container's labels have. */
struct languages {
	int	v3;
	int	v1;
	int	settings;	/* only those that Traefik 1 and 3 share */
	int	registrator;
};

/* True if Traefik 1 would take the label for something else. */
static int
is_v3(const char *name)
{
	static const char *const	families[] = { "http.", "tcp.", "udp." };
	static const char *const	kinds[] = { "routers.", "services.",
					    "middlewares.",
					    "serverstransports.", "models." };
	size_t				 i, j, n;

	name += strlen("traefik.");
	if (strncasecmp(name, "tls.", 4) == 0)
		return 1;
	for (i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
		n = strlen(families[i]);
		if (strncasecmp(name, families[i], n) != 0)
			continue;
		for (j = 0; j < sizeof(kinds) / sizeof(kinds[0]); j++)
			if (strncasecmp(name + n, kinds[j],
			    strlen(kinds[j])) == 0)
				return 1;
	}
	return 0;
}

static void
find_languages(const struct container *c, struct languages *found)
{
	const struct v1_row	*row;
	const char		*name;
	size_t			 i;

	memset(found, 0, sizeof(*found));
	for (i = 0; i < c->nlabels; i++) {
		if (registrator_names(c->labels[i].name))
			found->registrator = 1;
		if (strncasecmp(c->labels[i].name, "traefik.", 8) != 0)
			continue;
		if (is_v3(c->labels[i].name))
			found->v3 = 1;
		else if ((name = v1_name(&c->labels[i])) == NULL ||
		    (row = v1_known(name)) == NULL)
			continue;
		else if (row->into == V1_INTO_SETTINGS)
			found->settings = 1;
		else
			found->v1 = 1;
	}
}

/* The container's own labels come before those of registrator. */
static enum language
choose(struct decode *d, const struct container *c,
    const struct languages *found)
{
	const struct route_maker_conf	*conf = d->conf;
	struct made			 m;

	if (found->v3)
		return LANGUAGE_V3;
	if (found->v1 && conf->v1)
		return LANGUAGE_V1;
	if (conf->registrator && (found->registrator ||
	    conf->registrator_implicit))
		return LANGUAGE_REGISTRATOR;
	if (!found->settings || !conf->v1)
		return LANGUAGE_V3;
	made_init(&m, d);
	return v1_has_rule(&m, c) ? LANGUAGE_V1 : LANGUAGE_V3;
}

static enum language
find_unread(const struct decode *d, const struct languages *found)
{
	if (found->v3)
		return LANGUAGE_V3;
	if (found->v1)
		return d->conf->v1 ? LANGUAGE_V3 : LANGUAGE_V1;
	return found->registrator && !d->conf->registrator ?
	    LANGUAGE_REGISTRATOR : LANGUAGE_V3;
}

/* Traefik 1 takes a value that is no bool for the default. */
static const char *
read_enable(struct made *m, const struct container *c)
{
	const char	*value = container_label_exact(c, ENABLE);
	int		 enable;

	if (value == NULL ||
	    go_parse_bool(value, strlen(value), &enable) == 0)
		return value;
	made_warn(m, ENABLE, "`%.64s' is handled as no label, as in Traefik 1; "
	    "set `true' or `false'", value);
	return NULL;
}

static void
look_settings(struct decode *d, const struct container *c,
    struct translation *t)
{
	static const char *const	docker[] = { NETWORK, STOPPED };
	const char			*value = NULL;
	struct made			 m;
	size_t				 i;
	int				 enable;

	made_init(&m, d);
	value = read_enable(&m, c);
	if (value == NULL && t->language == LANGUAGE_REGISTRATOR &&
	    (enable = registrator_enabled(&m, c)) != -1)
		value = enable ? "true" : "false";
	if (value != NULL)
		(void)made_add(&m, container_label_exact(c, ENABLE) != NULL ?
		    ENABLE : MADE_DEFAULT, value, ENABLE);
	for (i = 0; i < sizeof(docker) / sizeof(docker[0]); i++)
		if ((value = container_label(c, docker[i])) != NULL &&
		    (i > 0 || container_label_exact(c, docker[i]) != NULL))
			(void)made_add(&m, docker[i], value, "%s", docker[i]);
	t->settings = m.list;
	t->nsettings = m.n;
}

/* What explain says of labels that are not read. */
static void
trace_unread(struct decode *d, const struct container *c,
    const struct translation *t, const struct languages *found)
{
	if (t->unread == LANGUAGE_V1)
		v1_trace(d, c, "a label of Traefik 1, which is not read; see "
		    "labels v1 in kopd.conf(5)");
	else if (found->v1 && found->v3) {
		trace(d->trace, TRACE_STEP, "labels", "those of Traefik 3; "
		    "those of Traefik 1 have no effect beside them");
		v1_trace(d, c, "a label of Traefik 1, which has no effect "
		    "beside labels of Traefik 3");
	}
	if (t->unread == LANGUAGE_REGISTRATOR)
		registrator_trace(d, c, "a label of registrator, which is not "
		    "read; see labels registrator in kopd.conf(5)");
	else if (found->registrator && (found->v3 || found->v1) &&
	    d->conf->registrator) {
		trace(d->trace, TRACE_STEP, "labels", "those of Traefik; those "
		    "of registrator have no effect beside them");
		registrator_trace(d, c, "a label of registrator, which has no "
		    "effect beside labels of Traefik");
	}
}

void
translate_look(struct decode *d, const struct container *c,
    struct translation *t)
{
	struct languages	found;

	memset(t, 0, sizeof(*t));
	find_languages(c, &found);
	t->language = choose(d, c, &found);
	t->unread = find_unread(d, &found);
	t->exposed = (int)d->conf->exposed_by_default;
	t->block = "";
	if (d->trace != NULL)
		trace_unread(d, c, t, &found);
	switch (t->language) {
	case LANGUAGE_V3:
		t->settings = c->labels;
		t->nsettings = c->nlabels;
		return;
	case LANGUAGE_V1:
		t->exposed = (int)d->conf->v1_exposed;
		t->block = " of labels v1";
		break;
	case LANGUAGE_REGISTRATOR:
		t->exposed = (int)d->conf->registrator_exposed;
		t->block = " of labels registrator";
		break;
	}
	look_settings(d, c, t);
}

int
translate_make(struct decode *d, const struct container *c,
    struct translation *t)
{
	struct made	m;
	int		result = 0;

	made_init(&m, d);
	switch (t->language) {
	case LANGUAGE_V3:
		t->labels = c->labels;
		t->n = c->nlabels;
		return 0;
	case LANGUAGE_V1:
		v1_trace(d, c, NULL);
		result = v1_make(&m, c);
		t->pool = 1;
		break;
	case LANGUAGE_REGISTRATOR:
		registrator_trace(d, c, NULL);
		result = registrator_make(&m, c, &t->pool);
		break;
	}
	t->labels = m.list;
	t->n = m.n;
	return result;
}

int
translate_counts(const struct translation *t, const char *name)
{
	const struct label	label = { .name = name };

	if (t->language == LANGUAGE_REGISTRATOR)
		return registrator_key(name) != NULL;
	return t->language == LANGUAGE_V1 && v1_name(&label) != NULL &&
	    v1_known(v1_name(&label)) != NULL;
}
