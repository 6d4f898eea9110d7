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

#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "go/fold.h"
#include "traefik/siblings.h"

/* A list has as many elements as a container has labels. */
#define INDEX_MAX	(LABEL_COUNT_MAX - 1)
#define INDEX_DIGITS	5

struct index {
	size_t	number;
	size_t	width;		/* digits */
	int	brackets;
};

/* The part of a numbered list that has been read. */
struct list {
	const char	*start;		/* start of its path; NULL: no list */
	size_t		 len;
	struct index	 last;
};

void
siblings_reset(struct siblings *s)
{
	memset(s, 0, sizeof(*s));
}

struct sibling *
siblings_add(struct siblings *s, struct arena *a, const char *key)
{
	struct sibling	*v;

	if (s->n == s->size) {
		s->size = s->size == 0 ? 16 : 2 * s->size;
		v = arena_alloc(a, s->size * sizeof(*v));
		if (s->n > 0)
			memcpy(v, s->v, s->n * sizeof(*v));
		s->v = v;
	}
	v = &s->v[s->n++];
	memset(v, 0, sizeof(*v));
	v->key = v->folded = key;
	return v;
}

/* Reads digits, with or without brackets.  Returns -1 for anything else. */
static int
index_read(struct index *ix, const char *step, size_t len)
{
	size_t	 i;

	memset(ix, 0, sizeof(*ix));
	if (len > 2 && step[0] == '[' && step[len - 1] == ']') {
		ix->brackets = 1;
		step++;
		len -= 2;
	}
	if (len == 0 || len > INDEX_DIGITS)
		return -1;
	for (i = 0; i < len; i++) {
		if (step[i] < '0' || step[i] > '9')
			return -1;
		ix->number = ix->number * 10 + (size_t)(step[i] - '0');
	}
	ix->width = len;
	return 0;
}

const char *
sibling_index(struct sibling *sibling, const char *step, size_t len, int slot)
{
	struct index	 ix;

	if (index_read(&ix, step, len) == -1)
		return slot ? "not a slot of a server" : "not an index of a "
		    "list";
	if (!slot) {
		sibling->index = step;
		return ix.number <= INDEX_MAX ? NULL :
		    "an index that is too high";
	}
	if (ix.brackets || (ix.width > 1 && step[0] == '0'))
		return "not a slot of a server";
	return ix.number < OBJECT_SERVERS_MAX ? NULL :
	    "a slot of a server beyond the last";
}

/* Sorts by folded steps.  The keys below a key follow it. */
static int
compare(const void *a, const void *b)
{
	const struct sibling	*x = a, *y = b;
	const unsigned char	*p = (const unsigned char *)x->folded;
	const unsigned char	*q = (const unsigned char *)y->folded;

	for (; *p == *q && *p != '\0'; p++, q++)
		continue;
	if (*p == *q)
		return strcmp(x->key, y->key);
	if (*p == '\0' || *q == '\0')
		return *p == '\0' ? -1 : 1;
	if (*p == '/' || *q == '/')
		return *p == '/' ? -1 : 1;
	return *p < *q ? -1 : 1;
}

/* The length of the first step if it is the same in both, or -1. */
static ssize_t
same_step(const char *a, const char *b)
{
	size_t	 n = strcspn(a, "/");

	return n == strcspn(b, "/") && memcmp(a, b, n) == 0 ? (ssize_t)n : -1;
}

/* Compares two neighbours.  The object itself is above all other keys. */
static const char *
pair_fault(const struct sibling *a, const struct sibling *b)
{
	const char	*x = a->key, *y = b->key, *fx = a->folded;
	const char	*fy = b->folded;
	ssize_t		 n, m;

	if (strcmp(a->key, b->key) == 0)
		return "duplicate key";
	while (*fx != '\0') {
		if ((n = same_step(fx, fy)) == -1)
			return NULL;
		if ((m = same_step(x, y)) == -1)
			return "two names that differ only in case";
		x += m + (x[m] == '/');
		y += m + (y[m] == '/');
		fx += n + (fx[n] == '/');
		fy += n + (fy[n] == '/');
	}
	return a->parent ? NULL : "a key below another that has a value";
}

static const char *
indices_end(const struct list *l)
{
	size_t	 width = 1, n;

	if (l->start == NULL)
		return NULL;
	for (n = l->last.number; n >= 10; n /= 10)
		width++;
	return width == l->last.width ? NULL :
	    "a list with indexes of another width";
}

static const char *
indices_begin(struct list *l, const struct sibling *s, const struct index *ix)
{
	const char	*fault = indices_end(l);

	l->start = s->key;
	l->len = (size_t)(s->index - s->key);
	l->last = *ix;
	if (fault != NULL)
		return fault;
	return ix->number == 0 ? NULL : "a list that does not begin with 0";
}

static const char *
list_next(struct list *l, const struct sibling *s)
{
	struct index	 ix, last = l->last;

	(void)index_read(&ix, s->index, strcspn(s->index, "/"));
	if (l->start == NULL || l->len != (size_t)(s->index - s->key) ||
	    memcmp(l->start, s->key, l->len) != 0)
		return indices_begin(l, s, &ix);
	l->last = ix;
	if (ix.width != last.width)
		return "a list with indexes of another width";
	if (ix.number == last.number && ix.brackets == last.brackets)
		return NULL;
	return ix.number == last.number + 1 ? NULL : "a list with gaps";
}

/*
 * Names of fields have one spelling only: the part before the name is copied.
 */
static void
fold_names(struct sibling *s, struct arena *a)
{
	size_t	 before = (size_t)(s->name - s->key), len = strlen(s->name);
	size_t	 size = len + len / 2 + 1;
	char	*folded = arena_alloc(a, before + size);

	memcpy(folded, s->key, before);
	(void)fold(folded + before, size, s->name, len);
	s->folded = folded;
}

/* Keys usually arrive in order. */
static void
sort(struct siblings *s, struct arena *a)
{
	size_t	i;
	int	sorted = 1;

	for (i = 0; i < s->n; i++) {
		if (s->v[i].name != NULL)
			fold_names(&s->v[i], a);
		if (i > 0 && compare(&s->v[i - 1], &s->v[i]) > 0)
			sorted = 0;
	}
	if (!sorted)
		qsort(s->v, s->n, sizeof(*s->v), compare);
}

const char *
siblings_fault(struct siblings *s, struct arena *a)
{
	struct list	 list = { .start = NULL };
	const char	*fault;
	size_t		 i;

	if (s->n == 0)
		return "an object without keys";
	sort(s, a);
	for (i = 0; i < s->n; i++) {
		if (i > 0 &&
		    (fault = pair_fault(&s->v[i - 1], &s->v[i])) != NULL)
			return fault;
		if (s->v[i].index != NULL &&
		    (fault = list_next(&list, &s->v[i])) != NULL)
			return fault;
	}
	return indices_end(&list);
}
