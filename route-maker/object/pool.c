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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "route-maker/object/conflict.h"
#include "route-maker/object/pool.h"
#include "route-maker/route/health.h"

/* The first claim in the order of creation that is published. */
static struct claim *
first_of(struct object *o)
{
	struct claim	*c;

	if (o->owner == NULL || !o->owner->pool)
		return NULL;
	SPLAY_FOREACH(c, claims, &o->claims)
		if (!claim_waits(c))
			return c;
	return NULL;
}

/* The next pair, apart from a port that may differ. */
static int
next_pair(const struct claim *c, const char **at, const char **key,
    const char **value)
{
	int	r;

	while ((r = pack_next(claim_keys(c), c->keys_len, at, key, value)) &&
	    c->checks_server && strcmp(*key, HEALTH_PORT) == 0)
		continue;
	return r;
}

static int
differ(const struct claim *a, const struct claim *b)
{
	const char	*at = NULL, *key, *value;
	const char	*other = NULL, *other_key, *other_value;

	if (a->keys_len == b->keys_len &&
	    memcmp(claim_keys(a), claim_keys(b), a->keys_len) == 0)
		return 0;
	while (next_pair(a, &at, &key, &value))
		if (!next_pair(b, &other, &other_key, &other_value) ||
		    strcmp(key, other_key) != 0 ||
		    strcmp(value, other_value) != 0)
			return 1;
	return next_pair(b, &other, &other_key, &other_value);
}

const struct claim *
pool_other(const struct claim *c)
{
	const struct claim	*first = first_of(c->object);

	return first == NULL || claim_waits(c) || !differ(c, first) ?
	    NULL : first;
}

char *
pool_text(const struct claim *c, const struct claim *other)
{
	char	*text;

	if (asprintf(&text, "it wants service %s in another way than container "
	    "%s, which was created first: only its server is used",
	    strrchr(claim_name(c), '/') + 1, other->claimant->name) == -1)
		fatal(NULL);
	return text;
}

void
pool_say(struct object *o)
{
	struct claim	*c, *first = first_of(o);
	char		*text;
	size_t		 n = 0;

	if (first == NULL)
		return;
	SPLAY_FOREACH(c, claims, &o->claims) {
		if (claim_waits(c) || !differ(c, first)) {
			c->pool_said = 0;
			continue;
		}
		if (!c->pool_said && n++ < CONFLICTS_SAID) {
			text = pool_text(c, first);
			log_warnx("container %s: %s", c->claimant->name, text);
			free(text);
		}
		c->pool_said = 1;
	}
	if (n > CONFLICTS_SAID)
		log_warnx("%s: %zu more containers want it in another way than "
		    "container %s; see kopctl show", claim_name(first),
		    n - CONFLICTS_SAID, first->claimant->name);
}
