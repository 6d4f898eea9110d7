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

/*
 * What the rows of the sources say of a call: read from the top, by a reader of
 * its own.  The linker (--wrap) puts the functions below before confine(), so
 * that the program's own sandbox.c chooses the rows.
 */

#include <err.h>
#include <string.h>

#include "common/confine/base_linux.h"
#include "common/confine/confine.h"
#include "regress/programs/walls/wall.h"

#define LISTS	(1 + CONFINE_NEEDS_MAX + 1)
#define TESTS	(sizeof(((struct confine_syscall *)0)->test) /		\
		    sizeof(struct confine_test))

static struct {
	const struct confine_syscall	*list[LISTS];
} layers[2];
static size_t	 nlayers;

static int	 taken;		/* from now on, confine() is confine() */

const char	*__real_confine(const struct confine *);
const char	*__wrap_confine(const struct confine *);
const char	*__wrap_confine_chroot(const struct confine *, const char *);

const char *
__wrap_confine(const struct confine *c)
{
	size_t	 i;

	if (taken)
		return __real_confine(c);
	if (nlayers == sizeof(layers) / sizeof(layers[0]))
		errx(1, "confined too often");
	layers[nlayers].list[0] = c->syscalls;
	for (i = 0; i < CONFINE_NEEDS_MAX; i++)
		layers[nlayers].list[1 + i] = c->needs[i];
	layers[nlayers].list[LISTS - 1] = confine_base;
	nlayers++;
	return "";
}

const char *
__wrap_confine_chroot(const struct confine *c, const char *folder)
{
	(void)folder;
	return __wrap_confine(c);
}

void
model_take(const struct wall *w)
{
	w->confine();
	taken = 1;
	if (nlayers != w->filters)
		errx(1, "%s: %zu tables", w->program, nlayers);
}

/* True if the row is for the call, whatever its arguments are. */
static int
row_names(const struct confine_syscall *s, uint64_t nr)
{
	return s->nr != NO_SUCH_CALL && (uint64_t)s->nr == nr;
}

static int
row_permits(const struct confine_syscall *s, const struct vector *v,
    pid_t self)
{
	uint64_t	 value, wanted;
	size_t		 i;

	for (i = 0; i < TESTS; i++) {
		value = v->arg[s->test[i].arg];
		if (v->self[s->test[i].arg])
			value = (uint64_t)self;
		wanted = s->test[i].self ? (uint64_t)self : s->test[i].value;
		if (((value ^ wanted) & s->test[i].mask) != 0)
			return 0;
	}
	return 1;
}

static const struct verdict	 killed = { VERDICT_KILL, 0 };

static struct verdict
layer_verdict(size_t layer, const struct vector *v, pid_t self)
{
	const struct confine_syscall	*s;
	struct verdict			 found = killed;
	size_t				 i;

	for (i = 0; i < LISTS; i++) {
		if ((s = layers[layer].list[i]) == NULL)
			continue;
		for (; s->action != CONFINE_END; s++) {
			if (!row_names(s, v->nr) || !row_permits(s, v, self))
				continue;
			found.kind = s->action == CONFINE_ALLOW ?
			    VERDICT_ALLOW : VERDICT_ERROR;
			found.error = s->error;
			return found;
		}
	}
	return found;
}

/* Of all layers, the strictest. */
struct verdict
model_verdict(const struct vector *v, pid_t self)
{
	struct verdict	 one, all = { VERDICT_ALLOW, 0 };
	size_t		 i;

	for (i = 0; i < nlayers; i++) {
		one = layer_verdict(i, v, self);
		if (one.kind < all.kind)
			all = one;
	}
	return all;
}

static struct vector
row_vector(const struct confine_syscall *s, uint64_t nr)
{
	struct vector	 v;
	size_t		 i;

	memset(&v, 0, sizeof(v));
	v.nr = nr;
	memset(v.arg, 0xff, sizeof(v.arg));
	for (i = 0; s != NULL && i < TESTS; i++) {
		if (s->test[i].mask == 0)
			continue;
		v.arg[s->test[i].arg] = s->test[i].value;
		v.self[s->test[i].arg] = (uint8_t)s->test[i].self;
	}
	return v;
}

struct vector
model_vector(uint64_t nr)
{
	const struct confine_syscall	*s;
	struct vector			 v = row_vector(NULL, nr);
	size_t				 layer, i;

	for (layer = 0; layer < nlayers; layer++) {
		for (i = 0; i < LISTS; i++) {
			if ((s = layers[layer].list[i]) == NULL)
				continue;
			for (; s->action != CONFINE_END; s++) {
				if (!row_names(s, nr))
					continue;
				v = row_vector(s, nr);
				if (model_verdict(&v, 0).kind != VERDICT_KILL)
					return v;
			}
		}
	}
	return v;
}

static void
row_vectors(const struct confine_syscall *s,
    void (*each)(void *, const struct vector *), void *arg)
{
	struct vector	 v;
	unsigned int	 bit;
	size_t		 i;

	v = row_vector(s, (uint64_t)s->nr);
	each(arg, &v);
	for (i = 0; i < TESTS; i++) {
		for (bit = 0; bit < 64; bit++) {
			if ((s->test[i].mask >> bit & 1) == 0)
				continue;
			v = row_vector(s, (uint64_t)s->nr);
			v.arg[s->test[i].arg] ^= UINT64_C(1) << bit;
			/* Near its own id is another process. */
			v.self[s->test[i].arg] = 0;
			each(arg, &v);
		}
	}
}

void
model_vectors(void (*each)(void *, const struct vector *), void *arg)
{
	const struct confine_syscall	*s;
	size_t				 layer, i;

	for (layer = 0; layer < nlayers; layer++) {
		for (i = 0; i < LISTS; i++) {
			/* Both layers end with the same rows. */
			if (i == LISTS - 1 && layer > 0)
				continue;
			if ((s = layers[layer].list[i]) == NULL)
				continue;
			for (; s->action != CONFINE_END; s++)
				if (s->nr != NO_SUCH_CALL &&
				    s->test[0].mask != 0)
					row_vectors(s, each, arg);
		}
	}
}
