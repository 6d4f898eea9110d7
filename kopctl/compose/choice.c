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

#include "common/log.h"
#include "common/nearest.h"
#include "common/xstrdup.h"
#include "kopctl/compose/choice.h"

#define SERVICE_MODE	"service:"

static void	say(struct project *, const struct place *, const char *, ...)
		    __attribute__((__format__ (printf, 3, 4)));

static void
say(struct project *p, const struct place *at, const char *fmt, ...)
{
	va_list	 ap;
	char	*text;

	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) == -1)
		fatal(NULL);
	va_end(ap);
	annotate(p->reading.out, ANNOTATE_ERROR, at, text);
	free(text);
}

const char *
choice_joined(const struct definition *d)
{
	const struct entry	*mode = entries_only(&d->part[PART_MODE]);
	size_t			 n = strlen(SERVICE_MODE);

	return mode != NULL && strncmp(mode->value, SERVICE_MODE, n) == 0 ?
	    mode->value + n : NULL;
}

/* True if the comma separated list names it, or is a star. */
static int
is_listed(const char *list, const char *name)
{
	size_t	 len = strlen(name), n;

	for (; list != NULL && *list != '\0'; list += n + (list[n] == ',')) {
		n = strcspn(list, ",");
		if ((n == len && strncmp(list, name, n) == 0) ||
		    (n == 1 && *list == '*'))
			return 1;
	}
	return 0;
}

static int
has_profile(const struct project *p, const struct definition *d)
{
	const struct entries	*profiles = &d->part[PART_PROFILES];
	const char		*list;
	size_t			 i, n = 0;

	list = beside_get(&p->reading.beside, "COMPOSE_PROFILES");
	for (i = 0; i < profiles->n; i++) {
		if (profiles->v[i].removed)
			continue;
		if (is_listed(list, profiles->v[i].key))
			return 1;
		n++;
	}
	return n == 0;
}

static const char *
name_of(const void *arg, size_t i)
{
	const struct project	*p = arg;

	return p->v[i].d->name;
}

static void
choose(struct project *p, const char *name)
{
	struct place	 at = { p->sources.v[0]->path, 0 };
	struct service	*s = project_find(p, name);
	const char	*near;

	if (s != NULL) {
		s->active = 1;
		return;
	}
	near = nearest(name, p->n, name_of, p);
	say(p, &at, "there is no service %s%s%s%s", name,
	    near != NULL ? "; did you mean " : "", near != NULL ? near : "",
	    near != NULL ? "?" : "");
}

/* Follows network_mode as far as it goes; a circle ends where it began. */
static void
choose_joined(struct project *p, struct service *s, int named)
{
	const struct entry	*mode;
	struct service		*other;
	const char		*name;

	for (; (name = choice_joined(s->d)) != NULL; s = other) {
		mode = entries_only(&s->d->part[PART_MODE]);
		if ((other = project_find(p, name)) == NULL) {
			say(p, &mode->at, "service %s: network_mode: there is "
			    "no service %s", s->d->name, name);
			return;
		}
		if (other->active)
			return;
		if (!named) {
			say(p, &mode->at, "service %s: network_mode: no "
			    "profile of service %s is active; set "
			    "COMPOSE_PROFILES", s->d->name, name);
			return;
		}
		other->active = 1;
	}
}

static unsigned int
read_count(struct project *p, const struct definition *d,
    const struct entry *e, const char *what)
{
	const char	*bad;
	unsigned int	 n;

	n = (unsigned int)strtonum(e->value, 0, PROJECT_REPLICAS_MAX, &bad);
	if (bad != NULL)
		say(p, &e->at, "service %s: %s: \"%s\" is not a number from 0 "
		    "to %d", d->name, what, e->value, PROJECT_REPLICAS_MAX);
	return n;
}

static unsigned int
count(struct project *p, const struct definition *d)
{
	const struct entry	*scale = entries_only(&d->part[PART_SCALE]);
	const struct entry	*replicas, *name;
	unsigned int		 n = 1, other;

	replicas = entries_only(&d->part[PART_REPLICAS]);
	name = entries_only(&d->part[PART_NAME]);
	if (replicas != NULL)
		n = read_count(p, d, replicas, "deploy.replicas");
	if (scale != NULL) {
		other = read_count(p, d, scale, "scale");
		if (replicas != NULL && other != n)
			say(p, &scale->at, "service %s: scale and "
			    "deploy.replicas differ; remove one", d->name);
		n = other;
	}
	if (n > 1 && name != NULL)
		say(p, &name->at, "service %s: %u containers cannot have one "
		    "name; remove container_name, or have 1", d->name, n);
	return n;
}

void
choice_make(struct project *p, char *names[], size_t n)
{
	size_t	 i, named = n;

	for (i = 0; i < n; i++)
		choose(p, names[i]);
	for (i = 0; i < p->n; i++) {
		if (named == 0)
			p->v[i].active = has_profile(p, p->v[i].d);
	}
	for (i = 0; i < p->n; i++) {
		if (p->v[i].active)
			choose_joined(p, &p->v[i], named > 0);
	}
	for (i = 0; i < p->n; i++)
		p->v[i].replicas = count(p, p->v[i].d);
}
