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
#include <string.h>

#include "route-maker/program/filter.h"

/*
 * True if the comma-separated list has the item.  Blanks around it are ignored.
 */
static int
list_has(const char *list, const char *item)
{
	size_t	n, len = strlen(item);

	for (;;) {
		while (isspace((unsigned char)*list))
			list++;
		n = strcspn(list, ",");
		while (n > 0 && isspace((unsigned char)list[n - 1]))
			n--;
		if (n == len && strncmp(list, item, len) == 0)
			return 1;
		if ((list = strchr(list, ',')) == NULL)
			return 0;
		list++;
	}
}

static void
refuse_namespace(const struct decode *d, const char *list)
{
	struct trace	*t = d->trace;

	if (list == NULL)
		trace(t, TRACE_REFUSED, "", "it has no label kop.namespace, "
		    "and kopd.conf has a `namespace'");
	else if (d->conf->namespaces.n == 0)
		trace(t, TRACE_REFUSED, "", "its label kop.namespace is %s, "
		    "and kopd.conf has no `namespace'",
		    list);
	else
		trace(t, TRACE_REFUSED, "", "its label kop.namespace is %s, "
		    "and the `namespace' of kopd.conf is different", list);
}

int
filter_namespace(const struct decode *d, const struct container *c)
{
	const struct string_list	*own = &d->conf->namespaces;
	const char			*list;
	size_t				 i;

	list = container_label(c, "kop.namespace");
	if (list != NULL)
		trace(d->trace, TRACE_USED, "kop.namespace", "the namespaces "
		    "of the container");
	if (list != NULL && list[strspn(list, " \t")] == '\0')
		list = NULL;
	if (own->n == 0 && list == NULL)
		return 1;
	for (i = 0; list != NULL && i < own->n; i++)
		if (list_has(list, own->v[i])) {
			trace(d->trace, TRACE_STEP, "namespace", "%s, a "
			    "namespace of kopd.conf", own->v[i]);
			return 1;
		}
	refuse_namespace(d, list);
	return 0;
}

int
filter_enabled(const struct decode *d, const struct settings *settings)
{
	struct trace	*t = d->trace;

	if (settings->enable == 1)
		trace(t, TRACE_STEP, "enabled", "by label traefik.enable");
	else if (settings->enable == 0)
		trace(t, TRACE_REFUSED, "", "label traefik.enable says no");
	else if (settings->exposed)
		trace(t, TRACE_STEP, "enabled", "by `exposed by default'%s",
		    settings->block);
	else
		trace(t, TRACE_REFUSED, "", "traefik.enable is not set, and "
		    "`exposed by default'%s is no", settings->block);
	return settings->enable == -1 ? settings->exposed : settings->enable;
}

int
filter_matching(const struct decode *d, const struct program *program,
    const struct container *c, char *why, size_t whysize)
{
	int	matches;

	if (program == NULL || program->constraints == NULL)
		return 1;
	matches = constraint_match(program->constraints, c, why, whysize);
	if (matches == 1)
		trace(d->trace, TRACE_STEP, "constraints",
		    "its labels match");
	else if (matches == 0)
		trace(d->trace, TRACE_REFUSED, "", "its labels do not match "
		    "the `constraints' of kopd.conf");
	return matches;
}

int
filter_state(const struct decode *d, const struct container *c,
    const struct settings *settings)
{
	struct trace	*t = d->trace;

	if (settings->allow_non_running) {
		trace(t, TRACE_STEP, "state", "ignored because of label "
		    "traefik.docker.allownonrunning");
		return 1;
	}
	if (!c->running) {
		trace(t, TRACE_REFUSED, "", "it does not run");
		return 0;
	}
	if (c->health != HEALTH_BAD)
		return 1;
	if (d->conf->allow_empty_services)
		trace(t, TRACE_STEP, "health", "not healthy: its services have "
		    "no server because of `allow empty services'");
	else
		trace(t, TRACE_REFUSED, "", "it is not healthy, or not healthy "
		    "yet");
	return (int)d->conf->allow_empty_services;
}
