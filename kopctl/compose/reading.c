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

#include <sys/stat.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "kopctl/compose/reading.h"

#define PROJECT_NAME	"COMPOSE_PROJECT_NAME"

static void	vsay(struct reading *, enum annotation,
		    const struct yaml_node *, const char *, va_list)
		    __attribute__((__format__ (printf, 4, 0)));

struct place
reading_place(const struct reading *r, const struct yaml_node *at)
{
	return (struct place){ r->source->path, at->line };
}

/* An alias, or a service that others extend, is read more than once. */
static int
is_news(struct reading *r, const struct place *at, const char *text)
{
	char	*key;
	int	 is_new;

	if (asprintf(&key, "%s:%u %s", at->path, at->line, text) == -1)
		fatal(NULL);
	if ((is_new = variables_find(&r->said, key) == NULL))
		(void)variables_set(&r->said, key, "", at->path, at->line);
	free(key);
	return is_new;
}

static void
vsay(struct reading *r, enum annotation kind, const struct yaml_node *at,
    const char *fmt, va_list ap)
{
	struct place	 place = reading_place(r, at);
	char		*text;

	if (vasprintf(&text, fmt, ap) == -1)
		fatal(NULL);
	if (is_news(r, &place, text))
		annotate(r->out, kind, &place, text);
	free(text);
}

void
reading_fault(struct reading *r, const struct yaml_node *at,
    const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	vsay(r, ANNOTATE_ERROR, at, fmt, ap);
	va_end(ap);
}

void
reading_warn(struct reading *r, const struct yaml_node *at,
    const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	vsay(r, ANNOTATE_WARNING, at, fmt, ap);
	va_end(ap);
}

static const char *
look_up(void *arg, const char *name)
{
	const struct reading	*r = arg;

	if (r->project != NULL && strcmp(name, PROJECT_NAME) == 0)
		return r->project;
	return beside_get(&r->beside, name);
}

static void
say_unset(void *arg, const char *name)
{
	struct reading	*r = arg;

	if (r->at == NULL)
		return;
	reading_warn(r, r->at, "%s is not set; using an empty value%s", name,
	    variables_find(&r->inside, name) == NULL ? "" :
	    "; env_file sets it in the container alone: set it in .env");
}

static void
say_line(void *arg, int level, const char *line)
{
	(void)level;
	annotate_line(arg, ANNOTATE_ERROR, line);
}

void
reading_init(struct reading *r, struct annotate *out, const char *first)
{
	struct conf_report	 report = { say_line, out, 0 };

	memset(r, 0, sizeof(*r));
	r->out = out;
	r->expand.get = look_up;
	r->expand.unset = say_unset;
	r->expand.arg = r;
	beside_load(&r->beside, first, &r->expand, &report);
}

void
reading_free(struct reading *r)
{
	variables_free(&r->beside);
	variables_free(&r->inside);
	variables_free(&r->said);
}

/* A tag of YAML itself, such as !!str, has a long name. */
static int
is_odd(const struct yaml_node *node)
{
	return node->tag != NULL && node->tag[0] == '!' &&
	    node->tag[1] != '\0' && !reading_is_override(node);
}

char *
reading_text(struct reading *r, const struct yaml_node *node,
    const char *what)
{
	char	*text;

	if (r->quota.exceeded)		/* reported at the end */
		return NULL;
	if (is_odd(node)) {
		reading_fault(r, node, "%s: the tag %.64s is not supported "
		    "here; remove it", what, node->tag);
		return NULL;
	}
	if (node->kind != YAML_SCALAR) {
		reading_fault(r, node, "%s is not a string", what);
		return NULL;
	}
	r->at = node;
	if ((text = expand(&r->expand, node->text)) == NULL)
		reading_fault(r, node, "%s: %s", what, r->expand.why);
	r->at = NULL;
	return text;
}

int
reading_file(struct reading *r, const char *path)
{
	struct stat	 st;

	if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
		r->bytes += st.st_size;
	return r->files++ < READING_FILES_MAX &&
	    r->bytes <= READING_BYTES_MAX ? 0 : -1;
}

void
reading_each(struct reading *r, void *arg, const struct yaml_node *node,
    void (*read)(struct reading *, void *, const struct yaml_node *))
{
	size_t	 i;

	if (node->kind != YAML_SEQUENCE) {
		read(r, arg, node);
		return;
	}
	for (i = 0; i < node->n; i++)
		read(r, arg, node->values[i]);
}

int
reading_is_reset(const struct yaml_node *node)
{
	return node->tag != NULL && strcmp(node->tag, "!reset") == 0;
}

int
reading_is_override(const struct yaml_node *node)
{
	return node->tag != NULL && strcmp(node->tag, "!override") == 0;
}
