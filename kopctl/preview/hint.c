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

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/log.h"
#include "kopctl/preview/hint.h"

#define PORT_LABEL	".loadbalancer.server.port"

void
hint(const struct listing *l, enum annotation kind, const struct place *at,
    const char *fmt, ...)
{
	va_list	 ap;
	char	*text;

	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) == -1)
		fatal(NULL);
	va_end(ap);
	annotate(l->out, kind, at, text);
	free(text);
}

static int
ends_with(const char *text, const char *end)
{
	size_t	 n = strlen(text), len = strlen(end);

	return n >= len && strcasecmp(text + n - len, end) == 0;
}

#define ENABLE_LABEL	"traefik.enable"

/* The last label whose name ends like this, in any case; or NULL. */
static const struct entry *
find_label(const struct definition *d, const char *end)
{
	const struct entries	*labels = &d->part[PART_LABELS];
	size_t			 i;

	for (i = labels->n; i > 0; i--) {
		if (!labels->v[i - 1].removed &&
		    ends_with(labels->v[i - 1].key, end))
			return &labels->v[i - 1];
	}
	return NULL;
}

static int
is_for_traefik(const struct definition *d)
{
	const struct entries	*labels = &d->part[PART_LABELS];
	size_t			 i;

	for (i = 0; i < labels->n; i++) {
		if (!labels->v[i].removed &&
		    strcasestr(labels->v[i].key, "traefik.") != NULL)
			return 1;
	}
	return 0;
}

/* Its labels are for Traefik, and none of them names the port. */
static int
needs_port(const struct listing *l, const struct definition *d)
{
	const struct entry	*enable = find_label(d, ENABLE_LABEL);

	if (enable != NULL ? strcasecmp(enable->value, "true") != 0 :
	    !l->is_exposed)
		return 0;
	return is_for_traefik(d) && find_label(d, PORT_LABEL) == NULL;
}

/* True if ports are published, but no two of one protocol. */
static int
has_one(const struct entries *ports)
{
	size_t	 i, k;

	for (i = 0; i < ports->n; i++) {
		for (k = 0; ports->v[k].protocol != ports->v[i].protocol; k++)
			continue;
		if (ports->v[k].own != ports->v[i].own)
			return 0;
	}
	return ports->n > 0;
}

void
hint_port(const struct listing *l, const struct definition *d)
{
	if (!needs_port(l, d) ||
	    (l->is_bound && has_one(&d->part[PART_PORTS])))
		return;
	hint(l, ANNOTATE_NOTE, &d->at, "service %s: its port is the lowest one "
	    "that is exposed, and preview does not know those of the image; "
	    "set label traefik.http.services.%s" PORT_LABEL, d->name, d->name);
}

void
hint_ignored(const struct listing *l, const struct answer *answer)
{
	const struct items	*items = &answer->of[ROLE_ROUTE_MAKER];
	const struct item	*item;
	const struct listed	*c;

	ITEMS_FOREACH(item, items, NULL, "container") {
		if (strcmp(items_value(items, item, "status"), "ignored") != 0)
			continue;
		c = listing_container(l, item->value, strlen(item->value));
		if (c != NULL && is_for_traefik(c->d) &&
		    find_label(c->d, ENABLE_LABEL) == NULL)
			hint(l, ANNOTATE_NOTE, &c->d->at, "container %s is "
			    "ignored: %s", c->name,
			    items_value(items, item, "reason"));
	}
}

int
hint_address(const struct listing *l, const char *value)
{
	const struct place	 at = { l->project->sources.v[0]->path, 0 };

	if (strstr(value, "198.18.") == NULL &&
	    strstr(value, "198.19.") == NULL)
		return 0;
	hint(l, ANNOTATE_NOTE, &at, "the engine chooses the addresses of "
	    "containers; those from 198.18.0.0 to 198.19.255.255 are examples");
	return 1;
}
