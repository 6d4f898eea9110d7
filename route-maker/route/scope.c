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

#include "route-maker/container/default_name.h"
#include "route-maker/route/scope.h"
#include "traefik/reference.h"
#include "traefik/step.h"

const char *
scope_of(struct decode *d, const struct container *c)
{
	const char	*project = container_project(c), *scope, *why;

	if (!d->conf->name_scope || *project == '\0')
		return "";
	if ((why = name_fault(project, strlen(project))) != NULL) {
		decode_fault(d, "com.docker.compose.project", "with `name "
		    "scope project' in kopd.conf, names cannot begin with "
		    "`%.64s': %s", project, why);
		return NULL;
	}
	scope = arena_printf(d->arena, "%s-", project);
	trace(d->trace, TRACE_STEP, "scope", "names begin with %s, its "
	    "project, because of `name scope project' in kopd.conf", scope);
	return scope;
}

int
scope_has(const char *kind)
{
	return strcmp(kind, "stores") != 0;
}

/*
 * True if the reference is to an object of the project.  No label makes a
 * servers transport, and the store has a name that Traefik knows.
 */
static int
is_within(const struct reference *ref)
{
	return ref->provider == 0 && !ref->literal &&
	    strstr(ref->section, "/stores/") == NULL &&
	    strstr(ref->section, "/serversTransports/") == NULL;
}

static const char *
scoped(struct arena *a, const char *scope, const char *id,
    const struct pair *pair)
{
	struct reference	 ref;
	const char		*at = NULL, *copied = pair->value;
	char			*value, *p;
	size_t			 n = 0, len = strlen(scope);

	while (reference_next(id, pair->key, pair->value, &at, &ref))
		n += is_within(&ref) != 0;
	if (n == 0)
		return pair->value;
	p = value = arena_alloc(a, strlen(pair->value) + n * len + 1);
	for (at = NULL; reference_next(id, pair->key, pair->value, &at,
	    &ref);) {
		if (!is_within(&ref))
			continue;
		memcpy(p, copied, (size_t)(ref.name - copied));
		p += ref.name - copied;
		memcpy(p, scope, len);
		p += len;
		copied = ref.name;
	}
	memcpy(p, copied, strlen(copied) + 1);
	return value;
}

void
scope_keys(struct arena *a, const char *scope, const char *id,
    struct pairs *pairs)
{
	size_t	 i;

	for (i = 0; *scope != '\0' && i < pairs->count; i++)
		pairs->list[i].value = scoped(a, scope, id, &pairs->list[i]);
}
