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
#include "route-maker/object/apart.h"
#include "route-maker/object/conflict.h"
#include "traefik/reference.h"

/* The maximum of references between a blocked claim and the cause. */
#define DEPTH_MAX	64

static const char *const	words[] = { "published", "waits", "blocked",
				    "reserved" };

static const struct {
	const char	*kind;		/* in an id, folded */
	const char	*word;
} kinds[] = {
	{ "routers", "router" },
	{ "services", "service" },
	{ "middlewares", "middleware" },
	{ "serverstransports", "servers transport" },
	{ "models", "model" },
	{ "stores", "store" }
};

/* "router" for "http/routers/web". */
static const char *
kind_of(const char *id)
{
	const char	*kind = strchr(id, '/');
	size_t		 i, len;

	if (kind++ == NULL)
		return "object";
	len = strcspn(kind, "/");
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strlen(kinds[i].kind) == len &&
		    strncmp(kind, kinds[i].kind, len) == 0)
			return kinds[i].word;
	return "object";
}

/* "web" for "http/routers/web". */
static const char *
bare_name(const struct claim *c)
{
	const char	*slash = strrchr(claim_name(c), '/');

	return slash == NULL ? claim_name(c) : slash + 1;
}

/* The same claimant's claim on the object of the reference, or NULL. */
static const struct claim *
find_target(struct objects *os, const struct claim *c,
    const struct reference *ref)
{
	const struct claim	*target;
	char			*id = reference_id(ref);

	target = claim_find(os, c->claimant, id);
	free(id);
	return target;
}

/*
 * Of the claims that this one refers to, returns a displaced one, else a
 * blocked one, else NULL.
 */
static const struct claim *
next_waiting(struct objects *os, const struct claim *c)
{
	const struct claim	*target, *blocked = NULL;
	struct reference	 ref;
	const char		*at = NULL, *in, *key, *value;

	while (pack_next(claim_keys(c), c->keys_len, &at, &key, &value))
		for (in = NULL; reference_next(c->object->id, key, value, &in,
		    &ref);) {
			if ((target = find_target(os, c, &ref)) == NULL)
				continue;
			if (target->displaced)
				return target;
			if (target->blocked && blocked == NULL)
				blocked = target;
		}
	return blocked;
}

static const struct claim *
find_root(struct objects *os, const struct claim *c)
{
	int	i;

	for (i = 0; c != NULL && !c->displaced; i++) {
		if (i == DEPTH_MAX)
			return NULL;
		c = next_waiting(os, c);
	}
	return c;
}

void
conflict_find(struct objects *os, const struct claim *c, struct conflict *cf)
{
	const struct reservation	*r;
	const struct object		*o;

	memset(cf, 0, sizeof(*cf));
	if (!claim_waits(c))
		return;
	cf->how = c->displaced ? CONFLICT_WAITS : CONFLICT_BLOCKED;
	if ((cf->root = find_root(os, c)) == NULL)
		return;
	o = cf->root->object;
	if (o->owner != NULL) {
		cf->holder = o->owner->claimant->name;
		cf->apart = apart_differ(os, cf->root, o->owner);
		return;
	}
	if ((r = reserve_find(&os->reservations, o)) == NULL)
		return;
	cf->holder = r->name;
	cf->reserved = 1;
	if (c->displaced)
		cf->how = CONFLICT_RESERVED;
}

const char *
conflict_why(const struct conflict *cf)
{
	return cf->apart ? "is of another project" : "defines it differently";
}

const char *
conflict_word(enum conflict_how how)
{
	return words[how];
}

char *
conflict_text(const struct conflict *cf)
{
	const char	*kind, *name;
	char		*text;
	int		 n;

	if (cf->root == NULL || cf->holder == NULL)
		n = asprintf(&text, "something that it refers to is not "
		    "published");
	else if (cf->how == CONFLICT_WAITS)
		n = asprintf(&text, "waits for container %s", cf->holder);
	else if (cf->how == CONFLICT_RESERVED)
		n = asprintf(&text, "the name is reserved for container %s",
		    cf->holder);
	else {
		kind = kind_of(cf->root->object->id);
		name = bare_name(cf->root);
		n = cf->reserved ? asprintf(&text, "its %s %s is reserved for "
		    "container %s", kind, name, cf->holder) :
		    asprintf(&text, "its %s %s is %s container %s%s", kind,
		    name, cf->apart ? "that of" : "defined differently by",
		    cf->holder, cf->apart ? ", of another project" : "");
	}
	if (n == -1)
		fatal(NULL);
	return text;
}

static struct log_subject
subject_of(const struct claim *c)
{
	return (struct log_subject){ .container = c->claimant->name,
		.object = c->object->id };
}

static void
say_waits(struct objects *os, const struct claim *c)
{
	const char			*id = c->object->id;
	const struct log_subject	 about = subject_of(c);
	struct conflict			 cf;
	char				*text;

	conflict_find(os, c, &cf);
	text = conflict_text(&cf);
	if (cf.how == CONFLICT_WAITS)
		log_about(LOG_WARNING, &about, "%s of container %s %s, which "
		    "%s; rename one of them", claim_name(c),
		    c->claimant->name, text, conflict_why(&cf));
	else
		log_about(LOG_WARNING, &about, "%.*s %s %s of container %s is "
		    "not published: %s%s", (int)strcspn(id, "/"), id,
		    kind_of(id), bare_name(c), c->claimant->name, text,
		    cf.reserved ? "" : "; rename one of them");
	free(text);
}

static void
say_one(struct objects *os, const struct claim *c)
{
	const struct log_subject	about = subject_of(c);

	if (claim_waits(c))
		say_waits(os, c);
	else
		log_about(LOG_INFO, &about, "%s is now that of container %s",
		    claim_name(c), c->claimant->name);
}

static int
compare_note(const void *a, const void *b)
{
	const struct claim	*ca = *(const struct claim *const *)a;
	const struct claim	*cb = *(const struct claim *const *)b;
	int			 r;

	if ((r = strcmp(ca->object->id, cb->object->id)) != 0)
		return r;
	return claim_cmp(ca, cb);
}

/* Logs the claims that wait, or those that do not. */
static void
say_all(struct objects *os, int waits)
{
	const struct claim	*c;
	size_t			 i, n = 0;

	for (i = 0; i < os->notes.n; i++) {
		c = os->notes.v[i];
		if (claim_waits(c) == waits && n++ < CONFLICTS_SAID)
			say_one(os, c);
	}
	if (n <= CONFLICTS_SAID)
		return;
	if (waits)
		log_warnx("%zu more objects of containers are not published; "
		    "see kopctl show",
		    n - CONFLICTS_SAID);
	else
		log_info("%zu more objects of containers are published now",
		    n - CONFLICTS_SAID);
}

void
conflict_say(struct objects *os)
{
	struct claim_notes	*notes = &os->notes;
	struct claim		*c;
	size_t			 i, n = 0;

	if (notes->n == 0)
		return;
	for (i = 0; i < notes->n; i++) {
		c = notes->v[i];
		c->noted = 0;
		if (claim_waits(c) == (int)c->said)
			continue;
		c->said = claim_waits(c) != 0;
		notes->v[n++] = c;
	}
	notes->n = n;
	qsort(notes->v, notes->n, sizeof(*notes->v), compare_note);
	say_all(os, 1);
	say_all(os, 0);
	free(notes->v);
	memset(notes, 0, sizeof(*notes));
}
