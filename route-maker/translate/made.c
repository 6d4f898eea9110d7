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
#include <string.h>

#include "common/bounds.h"
#include "go/fold.h"
#include "route-maker/translate/made.h"

static const char	*new_message(struct made *, const char *, int,
			    const char *, va_list)
			    __attribute__((__format__ (printf, 4, 0)));

void
made_init(struct made *m, struct decode *d)
{
	memset(m, 0, sizeof(*m));
	m->d = d;
}

/* An array in the arena with room for one more, perhaps a larger copy. */
static void *
more(struct arena *a, void *array, size_t n, size_t *size, size_t each)
{
	void	*larger;

	if (n < *size)
		return array;
	*size = *size * 2 + 16;
	larger = arena_alloc(a, *size * each);
	if (n > 0)
		memcpy(larger, array, n * each);
	return larger;
}

int
made_add(struct made *m, const char *origin, const char *value,
    const char *fmt, ...)
{
	struct label	*label;
	va_list		 ap;

	if (m->n == LABEL_COUNT_MAX)
		return made_fault(m, NULL, "its labels become more than %d "
		    "labels of Traefik 3", LABEL_COUNT_MAX);
	m->list = more(m->d->arena, m->list, m->n, &m->size,
	    sizeof(*m->list));
	label = &m->list[m->n++];
	va_start(ap, fmt);
	label->name = arena_vprintf(m->d->arena, fmt, ap);
	va_end(ap);
	label->value = value;
	label->origin = origin;
	(void)name_index_add(m->d->arena, &m->values, label->name, value);
	return 0;
}

struct made_object *
made_find(struct made *m, const char *kind, const char *name)
{
	struct made_object	*o;
	uint32_t		 hash = fold_hash(name, strlen(name));
	size_t			 i;

	for (i = 0; i < m->nobjects; i++) {
		o = &m->objects[i];
		if (o->hash == hash && strcmp(o->kind, kind) == 0 &&
		    fold_equal(o->name, name))
			return o;
	}
	return NULL;
}

static const char *
label_text(const char *origin)
{
	return *origin == '\0' ? "a default" : origin;
}

int
made_twice(struct made *m, const struct made_object *o, const char *origin,
    const char *name)
{
	return made_fault(m, origin, "it makes %s %s, and so does %s%s; "
	    "rename one of them", o->kind, name, label_text(o->origin),
	    strcmp(o->name, name) == 0 ? "" : ", whose name differs in case "
	    "only");
}

int
made_object(struct made *m, const char *origin, const char *kind,
    const char *name)
{
	struct made_object	*o;

	if (*name == '\0')
		return made_fault(m, origin, "the name of its %s has neither "
		    "letters nor digits", kind);
	if (strlen(name) > LABEL_NAME_MAX)
		return made_fault(m, origin, "the name of its %s is longer "
		    "than %d bytes", kind, LABEL_NAME_MAX);
	if (name[strcspn(name, "[]@,\"\\")] != '\0')
		return made_fault(m, origin, "`%.64s' cannot be a name in "
		    "Traefik 3; use letters, digits and `-'", name);
	if ((o = made_find(m, kind, name)) != NULL)
		return made_twice(m, o, origin, name);
	m->objects = more(m->d->arena, m->objects, m->nobjects, &m->room,
	    sizeof(*m->objects));
	o = &m->objects[m->nobjects++];
	memset(o, 0, sizeof(*o));
	o->kind = kind;
	o->name = name;
	o->hash = fold_hash(name, strlen(name));
	o->origin = origin;
	o->first = m->n;
	return 0;
}

static int
is_said(const struct made *m, const char *label, const char *reason)
{
	const struct fault	*f;

	STAILQ_FOREACH(f, &m->d->faults, entry)
		if ((f->label == label || (f->label != NULL && label != NULL &&
		    strcmp(f->label, label) == 0)) &&
		    strcmp(f->reason, reason) == 0)
			return 1;
	return 0;
}

static const char *
new_message(struct made *m, const char *label, int fatal, const char *fmt,
    va_list ap)
{
	char	*reason;

	if (m->said >= MADE_SAID_MAX &&
	    (!fatal || faults_fatal(&m->d->faults)))
		return NULL;
	reason = arena_vprintf(m->d->arena, fmt, ap);
	if (is_said(m, label, reason))
		return NULL;
	m->said++;
	return reason;
}

int
made_fault(struct made *m, const char *label, const char *fmt, ...)
{
	const char	*reason;
	va_list		 ap;

	if (label != NULL && *label == '\0')
		label = NULL;
	va_start(ap, fmt);
	reason = new_message(m, label, 1, fmt, ap);
	va_end(ap);
	if (reason != NULL)
		decode_fault(m->d, label, "%s", reason);
	return -1;
}

void
made_warn(struct made *m, const char *label, const char *fmt, ...)
{
	const char	*reason;
	va_list		 ap;

	if (label != NULL && *label == '\0')
		label = NULL;
	va_start(ap, fmt);
	reason = new_message(m, label, 0, fmt, ap);
	va_end(ap);
	if (reason != NULL)
		decode_warn(m->d, label, "%s", reason);
}
