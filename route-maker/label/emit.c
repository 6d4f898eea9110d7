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

#include "route-maker/label/emit.h"
#include "traefik/step.h"

void
emit_init(struct emitter *x, struct decode *d, enum express mode)
{
	memset(x, 0, offsetof(struct emitter, key));
	x->d = d;
	x->mode = mode;
	x->keylen = 0;
}

void
emit_refuse(struct emitter *x, const char *label, const char *fmt, ...)
{
	const char	*reason;
	va_list		 ap;

	va_start(ap, fmt);
	reason = arena_vprintf(x->d->arena, fmt, ap);
	va_end(ap);
	x->left_out++;
	if (x->d->conf->lossy_labels)
		decode_warn(x->d, label, "%s; ignored", reason);
	else {
		decode_fault(x->d, label, "%s", reason);
		x->failed = 1;
	}
}

int
emit_fits(struct emitter *x, const struct node *n, const char *name)
{
	const char	*error;

	if ((error = step_fault(name, strlen(name))) == NULL)
		return 1;
	emit_refuse(x, n->label, "`%.64s': %s, and no other "
	    "name has the same meaning; define it in a file of Traefik's file "
	    "provider", name,
	    error);
	return 0;
}

void
emit_value(struct emitter *x, const char *value, const char *label)
{
	struct pair	*list;

	if (x->count == x->size) {
		x->size = x->size == 0 ? 16 : 2 * x->size;
		list = arena_alloc(x->d->arena, x->size * sizeof(*list));
		if (x->count > 0)
			memcpy(list, x->list, x->count * sizeof(*list));
		x->list = list;
	}
	list = &x->list[x->count++];
	list->key = arena_strndup(x->d->arena, x->key, x->keylen);
	list->value = value;
	list->label = label;
}

size_t
emit_push(struct emitter *x, const char *step, char separator)
{
	size_t	before = x->keylen, len = strlen(step);

	if (before + len + 2 > sizeof(x->key)) {
		decode_fault(x->d, NULL, "a name is too long");
		x->failed = 1;
		return before;
	}
	if (x->keylen > 0)
		x->key[x->keylen++] = separator;
	memcpy(x->key + x->keylen, step, len);
	x->keylen += len;
	return before;
}

void
emit_pop(struct emitter *x, size_t keylen)
{
	x->keylen = keylen;
}

int
emit_width(const struct node *list)
{
	const struct node	*n;
	size_t			 count = 0;
	int			 width;

	TAILQ_FOREACH(n, &list->children, entry)
		count++;
	if (count <= 10)
		return 1;
	for (width = 1, count--; count >= 10; count /= 10)
		width++;
	return width;
}
