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

#include "common/log.h"
#include "kopctl/compose/beside.h"
#include "kopctl/migrate/composing.h"

void
compose_fault(struct compose *c, const struct yaml_node *at,
    const char *fmt, ...)
{
	va_list	 ap;
	char	*origin, *text;

	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) == -1 ||
	    asprintf(&origin, "%s:%u", c->path, at->line) == -1)
		fatal(NULL);
	va_end(ap);
	conf_error(c->report, origin, "%s", text);
	free(origin);
	free(text);
}

const struct yaml_node *
compose_member(const struct yaml_node *node, const char *name)
{
	return node != NULL && node->kind == YAML_MAPPING ?
	    yaml_find(node, name) : NULL;
}

static const char *
look_up(void *arg, const char *name)
{
	const struct compose	*c = arg;

	return beside_get(&c->beside, name);
}

static void
say_unset(void *arg, const char *name)
{
	const struct compose	*c = arg;

	log_warnx("%s:%u: %s is not set; using an empty value", c->path,
	    c->at != NULL ? c->at->line : 1, name);
}

void
compose_init(struct compose *c)
{
	c->expand.get = look_up;
	c->expand.unset = say_unset;
	c->expand.arg = c;
}

char *
compose_scalar(struct compose *c, const struct yaml_node *node, const char *what)
{
	char	*text;

	c->at = node;
	if (node->kind != YAML_SCALAR) {
		compose_fault(c, node, "%s is not a string", what);
		return NULL;
	}
	if ((text = expand(&c->expand, node->text)) == NULL)
		compose_fault(c, node, "%s: %s", what, c->expand.why);
	return text;
}
