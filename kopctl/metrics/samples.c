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
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "kopctl/metrics/samples.h"

#define PARENT	(1u << ROLE_PARENT)
#define READER	(1u << ROLE_DOCKER_READER)
#define MAKER	(1u << ROLE_ROUTE_MAKER)
#define WRITER	(1u << ROLE_REDIS_WRITER)
#define ALL	(PARENT | READER | MAKER | WRITER)

const struct family	families[METRICS] = {
#define METRIC(id, name, type, unit, label, roles, help)		\
	[METRIC_##id] = { name, METRIC_##type, METRIC_##unit, label,	\
	    roles, help },
#include "common/metrics.h"
#undef METRIC
};

static const char *
detail(const struct items *items, const struct item *item, const char *name)
{
	const struct item	*found = items_below(items, item, name);

	return found == NULL ? NULL : found->value;
}

static int
is_bound(const char *part)
{
	const char	*why;
	uint64_t	 n;
	size_t		 i;

	n = (uint64_t)strtonum(part, 0, INT64_MAX, &why);
	if (why != NULL)
		return 0;
	for (i = 0; i < HISTOGRAM_BOUNDS; i++) {
		if (histogram_bounds[i] == n)
			return 1;
	}
	return 0;
}

static int
has_part(const struct family *f, const char *part)
{
	if (f->type != METRIC_SUMMARY && f->type != METRIC_HISTOGRAM)
		return part == NULL;
	if (part == NULL)
		return 0;
	if (strcmp(part, METRIC_COUNT) == 0 || strcmp(part, METRIC_SUM) == 0)
		return 1;
	return f->type == METRIC_HISTOGRAM &&
	    (strcmp(part, METRIC_INF) == 0 || is_bound(part));
}

static int
is_equal(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Returns 0 if the item is no sample of the family. */
static int
read_sample(const struct items *items, const struct item *item,
    const struct family *f, struct sample *s)
{
	const char	*why;

	if (item->type != ITEM_NUMBER)
		return 0;
	s->n = (uint64_t)strtonum(item->value, 0, INT64_MAX, &why);
	s->label = detail(items, item, METRIC_LABEL);
	s->part = detail(items, item, METRIC_PART);
	return why == NULL && (s->label != NULL) == (f->label != NULL) &&
	    has_part(f, s->part);
}

static void
add(struct samples *samples, size_t from, const struct sample *s)
{
	const struct sample	*other;

	for (; from < samples->n; from++) {
		other = &samples->v[from];
		if (is_equal(other->label, s->label) &&
		    is_equal(other->part, s->part))
			return;
	}
	samples->v[samples->n++] = *s;
}

static void
take_family(const struct answer *answer, const struct family *f,
    enum role role, struct samples *samples)
{
	const struct items	*items = &answer->of[role];
	const struct item	*item;
	struct sample		 s = { .family = f, .role = role };
	size_t			 from = samples->n;

	ITEMS_FOREACH(item, items, NULL, f->name) {
		if (read_sample(items, item, f, &s))
			add(samples, from, &s);
	}
}

const char *
samples_take(const struct answer *answer, struct samples *samples)
{
	enum role	 role;
	size_t		 i;

	samples->n = 0;
	samples->v = NULL;
	for (role = ROLE_PARENT; role < ROLE_CONTROL; role++) {
		if (answer->of[role].n > SAMPLES_MAX)
			return "invalid reply from kopd: too many metrics";
	}
	if ((samples->v = calloc(answer_count(answer) + 1,
	    sizeof(*samples->v))) == NULL)
		fatal(NULL);
	for (i = 0; i < METRICS; i++) {
		for (role = ROLE_PARENT; role < ROLE_CONTROL; role++) {
			if (families[i].roles & (1u << role))
				take_family(answer, &families[i], role,
				    samples);
		}
	}
	return NULL;
}

const struct sample *
samples_find(const struct samples *samples, size_t i,
    const struct family *f, const char *part)
{
	for (; i < samples->n && samples->v[i].family == f; i++) {
		if (is_equal(samples->v[i].part, part))
			return &samples->v[i];
	}
	return NULL;
}
