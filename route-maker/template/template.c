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

#include "common/log.h"
#include "route-maker/template/buffer.h"
#include "route-maker/template/exec.h"
#include "route-maker/template/fields.h"
#include "route-maker/template/limit.h"
#include "route-maker/template/parser.h"
#include "route-maker/template/template.h"
#include "route-maker/template/walk.h"

struct template *
template_compile(const char *text, char *error, size_t size)
{
	struct arena	 arena = ARENA_INITIALIZER;
	struct template	*t;
	size_t		 len = strlen(text);

	if (len > TEMPLATE_TEXT_MAX) {
		(void)strlcpy(error, "1:1: the template is too long", size);
		return NULL;
	}
	if ((t = calloc(1, sizeof(*t))) == NULL)
		fatal(NULL);
	t->arena = arena;
	t->text = arena_strdup(&t->arena, text);
	t->len = len;
	if (template_parse(t, error, size) == -1 ||
	    template_check(t, error, size) == -1) {
		template_free(t);
		return NULL;
	}
	return t;
}

void
template_free(struct template *t)
{
	if (t == NULL)
		return;
	arena_free(&t->arena);
	free(t);
}

/* A separate function, so that its caller's variables survive longjmp(3). */
static int
attempt(struct exec *x)
{
	if (setjmp(x->failed) != 0)
		return -1;
	walk_template(x);
	return 0;
}

int
template_execute(const struct template *t, struct arena *arena,
    const struct template_data *data, char **out, char *error, size_t size)
{
	struct exec	 x;
	struct buffer	 buffer = { NULL, 0, 0 };
	int		 failed;

	memset(&x, 0, sizeof(x));
	x.template = t;
	x.data = data;
	x.arena = arena;
	x.out = &buffer;
	x.error = error;
	x.size = size;
	failed = attempt(&x);
	json_decref(x.json);
	if (failed)
		return -1;
	*out = arena_strndup(arena, buffer.s == NULL ? "" : buffer.s,
	    buffer.len);
	return 0;
}
