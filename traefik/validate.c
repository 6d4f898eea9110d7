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

#include "common/bounds.h"
#include "go/fold.h"
#include "traefik/step.h"
#include "traefik/validate.h"
#include "traefik/value.h"

/* Folding makes a name longer by at most a half. */
#define FOLDED_SIZE	(2 * OBJECT_NAME_MAX)

/* The part of a key that has been read. */
struct path {
	const struct field	*field;
	const char		*step;		/* the last one */
	size_t			 len;
	size_t			 depth;		/* below a free field */
	unsigned int		 known;		/* versions that have it, one
						   bit each */
	struct sibling		*sibling;
};

void
validator_init(struct validator *v, struct arena *arena)
{
	memset(v, 0, sizeof(*v));
	v->arena = arena;
}

void
validator_allow(struct validator *v, uint32_t version)
{
	size_t	 i;

	for (i = 0; i < v->nversions && v->versions[i] != version; i++)
		continue;
	if (i == v->nversions && i < VALIDATOR_VERSIONS)
		v->nversions++;
	else if (i == v->nversions)
		i--;
	memmove(v->versions + 1, v->versions, i * sizeof(*v->versions));
	v->versions[0] = version;
}

static unsigned int
known_to(const struct validator *v, const struct field *f)
{
	unsigned int	 known = 0;
	size_t		 i;

	for (i = 0; i < v->nversions; i++)
		if (field_known(f, v->versions[i]))
			known |= 1u << i;
	return known;
}

/* "http/routers/": the field of the objects below; NULL if labels have none. */
static const struct field *
kind_of(const struct validator *v, const char *family, size_t family_len,
    const char *kind, size_t kind_len)
{
	const struct field	*f;

	f = field_named(&field_root, family, family_len);
	if (f == NULL || f->type != FIELD_OBJECT || !field_has_key(f) ||
	    (f = field_named(f, kind, kind_len)) == NULL ||
	    f->type != FIELD_MAP || !field_has_key(f) || !known_to(v, f))
		return NULL;
	return f->children;
}

/* Checks a name in Traefik's spelling. */
static const char *
check_name(const struct validator *v, const char *name,
    const struct field **object)
{
	const char	*kind, *own;

	kind = name + strcspn(name, "/");
	own = *kind == '\0' ? kind : kind + 1 + strcspn(kind + 1, "/");
	if (*own == '\0')
		return "a name is made of two words for its kind, and its own";
	*object = kind_of(v, name, (size_t)(kind - name), kind + 1,
	    (size_t)(own - kind - 1));
	if (*object == NULL)
		return "labels cannot publish that kind of object";
	own++;
	return name_fault(own, strlen(own));
}

static int
folds_to(const char *name, const char *id)
{
	char	 folded[FOLDED_SIZE];
	size_t	 len;

	len = fold(folded, sizeof(folded), name, strlen(name));
	return len < sizeof(folded) && strcmp(folded, id) == 0;
}

/* The kinds that labels can publish are words in lower case. */
const char *
validate_id(const struct validator *v, const char *id)
{
	const struct field	*object;
	const char		*fault;

	if ((fault = check_name(v, id, &object)) != NULL)
		return fault;
	return folds_to(id, id) ? NULL : "the id is not folded";
}

const char *
validate_object(struct validator *v, const char *id, const char *name)
{
	const char	*fault;

	siblings_reset(&v->siblings);
	if ((fault = check_name(v, name, &v->object)) != NULL)
		return fault;
	return folds_to(name, id) ? NULL : "the id is not its name folded";
}

/* One step down.  Returns NULL, or why the step is not a field. */
static const char *
descend(const struct validator *v, struct path *p)
{
	const struct field	*f = p->field;
	const char		*fault = NULL;

	switch (f->type) {
	case FIELD_OBJECT:
		p->field = field_named(f, p->step, p->len);
		break;
	case FIELD_LIST:
		fault = sibling_index(p->sibling, p->step, p->len,
		    f->flags & FIELD_SINGLE);
		p->field = f->children;
		break;
	case FIELD_MAP:
	case FIELD_FREE:
		fault = step_fault(p->step, p->len);
		if (p->sibling->name == NULL)
			p->sibling->name = p->step;
		if (f->type == FIELD_MAP)
			p->field = f->children;
		break;
	default:
		return "it is below a field that has no fields";
	}
	if (fault != NULL)
		return fault;
	if (p->field == NULL)
		return "Traefik has no such field there";
	if (!field_has_key(p->field))
		return "no label can set that field";
	p->known &= known_to(v, p->field);
	return p->known == 0 ? "that version of Traefik lacks the field" : NULL;
}

/* True in at least one version that has all of the key. */
static int
is_alone(const struct validator *v, const struct path *p)
{
	size_t	 i;

	for (i = 0; i < v->nversions; i++)
		if (p->known & 1u << i && field_alone(p->field, v->versions[i]))
			return 1;
	return 0;
}

/* True if the field may have nothing below it. */
static int
stands_alone(const struct validator *v, const struct path *p)
{
	const struct field	*f = p->field;

	switch (f->type) {
	case FIELD_LIST:
	case FIELD_FREE:
		return 1;
	case FIELD_OBJECT:
		/*
		 * Traefik reads a plain index with a value as a list of
		 * strings.
		 */
		return is_alone(v, p) || f->name[0] == '<' ||
		    (f->name[0] == '[' && p->step[0] == '[');
	default:
		return 0;
	}
}

static const char *
check_value(const struct validator *v, const struct path *p, const char *value)
{
	enum field_type	 type = p->field->type;
	const char	*canonical;

	if (*value == '\0')
		return "an empty value";
	if (type == FIELD_FREE && p->depth > 0)
		return NULL;
	if (type <= FIELD_FREE) {
		if (!stands_alone(v, p))
			return "an object needs a field below it";
		return strcmp(value, "true") == 0 ? NULL :
		    "the value of an object is `true'";
	}
	canonical = value_canonical(v->arena, type, value);
	return canonical != NULL && strcmp(canonical, value) == 0 ? NULL :
	    "the value is not the canonical one for that field";
}

static const char *
read_path(const struct validator *v, struct path *p, const char *key)
{
	const char	*fault;

	if (*key == '\0')
		return NULL;
	for (p->step = key;; p->step += p->len + 1) {
		p->len = strcspn(p->step, "/");
		p->depth += p->field->type == FIELD_FREE;
		if ((fault = descend(v, p)) != NULL ||
		    p->step[p->len] == '\0')
			return fault;
	}
}

const char *
validate_pair(struct validator *v, const char *key, const char *value)
{
	struct path	 p = { .field = v->object, .known = ~0u };
	const char	*fault;

	if (strlen(key) > LABEL_NAME_MAX || strlen(value) > LABEL_VALUE_MAX)
		return "a key or value that is too long";
	p.sibling = siblings_add(&v->siblings, v->arena, key);
	if ((fault = read_path(v, &p, key)) != NULL)
		return fault;
	p.sibling->parent = p.field->type == FIELD_OBJECT &&
	    p.field->flags & FIELD_ALONE;
	return check_value(v, &p, value);
}

const char *
validate_end(struct validator *v)
{
	return siblings_fault(&v->siblings, v->arena);
}
