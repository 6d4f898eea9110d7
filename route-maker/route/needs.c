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

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "common/log.h"
#include "route-maker/route/needs.h"

#define OLDEST	TRAEFIK_VERSION(3, 0, 0)

/* The field of one step of a key; NULL if any name is permitted there. */
static const struct field *
descend(const struct field *f, const char *step, size_t len)
{
	if (f->type == FIELD_MAP || f->type == FIELD_LIST)
		return f->children;
	return f->type == FIELD_OBJECT ? field_named(f, step, len) : NULL;
}

/* The key up to end with dots, without the indexes of lists. */
static const char *
name_of(struct arena *a, const struct field *f, const char *key,
    const char *end)
{
	const char	*step, *name = "";
	size_t		 len;

	for (step = key; step < end; step += len + 1) {
		len = strcspn(step, "/");
		if (f->type != FIELD_LIST)
			name = arena_printf(a, "%s%s%.*s", name,
			    *name == '\0' ? "" : ".", (int)len, step);
		f = descend(f, step, len);
	}
	return name;
}

/*
 * Finds the deepest field that needs a newer version than the fields above it.
 */
int
need_find(struct arena *a, const char *object, const char *key,
    struct need *need)
{
	const struct field	*top = field_at(&field_root, object), *f = top;
	const char		*step, *end = NULL;
	uint32_t		 since;
	size_t			 len;

	need->version = OLDEST;
	for (step = key; f != NULL && *step != '\0';
	    step += len + (step[len] == '/')) {
		len = strcspn(step, "/");
		if ((f = descend(f, step, len)) == NULL ||
		    (since = field_since(f)) <= need->version)
			continue;
		need->field = f;
		need->version = since;
		end = step + len;
	}
	if (end == NULL)
		return 0;
	need->name = name_of(a, top, key, end);
	return 1;
}

const char *
need_text(struct arena *a, const struct need *need)
{
	const uint32_t	v = need->version;

	if (TRAEFIK_PATCH(v) == 0)
		return arena_printf(a, "%s needs %u.%u", need->name,
		    TRAEFIK_MAJOR(v), TRAEFIK_MINOR(v));
	return arena_printf(a, "%s needs %u.%u.%u", need->name,
	    TRAEFIK_MAJOR(v), TRAEFIK_MINOR(v), TRAEFIK_PATCH(v));
}

/*
 * Returns 1 if the field was not in the log yet.  Returns 0 if there is no room
 * for it.
 */
static int
needs_add(struct need_log *needs, const struct field *f)
{
	size_t	 i = (uintptr_t)f / sizeof(*f) % NEEDS_SIZE;

	for (; needs->said[i] != NULL; i = (i + 1) % NEEDS_SIZE)
		if (needs->said[i] == f)
			return 0;
	if (needs->count == NEEDS_SIZE / 2)
		return 0;
	needs->count++;
	needs->said[i] = f;
	return 1;
}

static void
say_key(struct need_log *needs, struct arena *a, const char *container,
    const char *object, const char *key)
{
	const struct log_subject	about = { container, object, key };
	struct need			need;

	if (need_find(a, object, key, &need) && needs_add(needs, need.field))
		log_about(LOG_WARNING, &about, "traefik version is not set; "
		    "%s (%s of container %s): an older Traefik that reads it "
		    "ignores all further changes; set `traefik version' in "
		    "kopd.conf to your version", need_text(a, &need), object,
		    container);
}

void
needs_say(struct need_log *needs, struct arena *a, const char *container,
    const struct routes *routes)
{
	const struct route	*r;
	size_t			 i;

	STAILQ_FOREACH(r, routes, entry) {
		for (i = 0; i < r->keys.count; i++)
			say_key(needs, a, container, r->name,
			    r->keys.list[i].key);
		for (i = 0; i < r->server.count; i++)
			say_key(needs, a, container, r->name,
			    arena_printf(a, "loadBalancer/servers/0/%s",
			    r->server.list[i].key));
	}
}
