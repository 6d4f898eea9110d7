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

#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/xstrdup.h"
#include "kopd/conf/character.h"
#include "kopd/conf/file.h"
#include "kopd/conf/source.h"

/* Returns 0; or -1 after reporting a byte that is not permitted. */
static int
text_check(struct source *s, struct conf_report *report)
{
	const char	*mark = character_mark(s->text, s->len);
	char		*where;
	size_t		 i;
	int		 line = 1;
	u_char		 c;

	if (mark != NULL) {
		if (asprintf(&where, "%s:1", s->name) == -1)
			fatal(NULL);
		conf_error(report, where, "%s", mark);
		free(where);
		return -1;
	}
	for (i = 0; i < s->len; i++) {
		c = (u_char)s->text[i];
		if (c == '\n')
			line++;
		if ((c >= ' ' && c != 0x7f) || c == '\n' || c == '\t' ||
		    (c == '\r' && i + 1 < s->len && s->text[i + 1] == '\n'))
			continue;
		if (asprintf(&where, "%s:%d", s->name, line) == -1)
			fatal(NULL);
		conf_error(report, where, "byte 0x%02x: this is not a text "
		    "file",
		    c);
		free(where);
		return -1;
	}
	return 0;
}

static void
source_free(struct source *s)
{
	free(s->name);
	freezero(s->text, s->len);
	if (s->expansion != NULL)
		freezero(s->expansion, strlen(s->expansion));
	free(s);
}

/* Reports a file that includes itself, or is nested too deeply. */
static int
loop_check(const struct source *s, const char *origin,
    struct conf_report *report)
{
	const struct source	*p;
	int			 depth = 0;

	for (p = s->includer; p != NULL; p = p->includer) {
		if (p->dev == s->dev && p->ino == s->ino) {
			conf_error(report, origin, "include loop: %s is "
			    "already being read", s->name);
			return -1;
		}
		if (++depth == SOURCE_DEPTH) {
			conf_error(report, origin, "%s: more than %d files "
			    "include each other", s->name, SOURCE_DEPTH);
			return -1;
		}
	}
	return 0;
}

/* Reports an unreadable included file by its absolute path. */
static void
say_unreadable(const struct source *s, const char *why, const char *meant,
    const char *origin, struct conf_report *report)
{
	char	*whole = file_absolute(s->name);

	conf_error(report, origin, "%s: %s%s",
	    s->includer != NULL ? whole : s->name, why, meant);
	free(whole);
}

static struct source *
source_load(struct source *top, const char *path, const char *meant,
    const char *origin, struct conf_report *report)
{
	struct source	*s;
	struct stat	 st;
	const char	*why;

	if ((s = calloc(1, sizeof(*s))) == NULL)
		fatal(NULL);
	s->name = xstrdup(path);
	s->includer = top;
	if ((s->text = file_load(path, SOURCE_MAX, &s->len, &st,
	    &why)) == NULL) {
		say_unreadable(s, why, file_missing(path) ? meant : "", origin,
		    report);
		goto fail;
	}
	if ((why = file_replaced(path, &st)) != NULL)
		conf_warn(report, origin, "%s: %s", path, why);
	s->dev = st.st_dev;
	s->ino = st.st_ino;
	s->mode = S_ISREG(st.st_mode) ? st.st_mode : 0;
	if (loop_check(s, origin, report) == -1 ||
	    text_check(s, report) == -1)
		goto fail;
	s->lineno = 1;
	return s;

fail:
	source_free(s);
	return NULL;
}

struct source *
source_open(const char *path, struct conf_report *report)
{
	return source_load(NULL, path, "", NULL, report);
}

struct source *
source_include(struct source *top, const char *path, const char *origin,
    struct conf_report *report)
{
	char		*beside = file_beside(top->name, path);
	char		*meant = file_meant(top->name, path);
	struct source	*s = source_load(top, beside, meant, origin, report);

	free(meant);
	free(beside);
	return s;
}

struct source *
source_pop(struct source *top)
{
	struct source	*below = top->includer;

	source_free(top);
	return below;
}

static int
source_next(struct source *s)
{
	if (s->expansion != NULL) {
		if (s->expansion[s->expanded] != '\0')
			return (u_char)s->expansion[s->expanded++];
		freezero(s->expansion, strlen(s->expansion));
		s->expansion = NULL;
	}
	if (s->pos < s->len)
		return (u_char)s->text[s->pos++];
	return EOF;
}

int
source_getc(struct source *s)
{
	int	 c;

	while ((c = source_next(s)) == '\\' && s->expansion == NULL) {
		if (s->pos < s->len && s->text[s->pos] == '\n')
			s->pos++;
		else if (s->pos + 1 < s->len && s->text[s->pos] == '\r' &&
		    s->text[s->pos + 1] == '\n')
			s->pos += 2;
		else
			return c;
		s->lineno++;
	}
	if (c == '\r' && s->expansion == NULL)
		return source_getc(s);
	return c;
}

void
source_ungetc(struct source *s, int c)
{
	if (c == EOF)
		return;
	if (s->expansion != NULL && s->expanded > 0)
		s->expanded--;
	else if (s->pos > 0)
		s->pos--;
}

void
source_expand(struct source *s, const char *text)
{
	if ((s->expansion = strdup(text)) == NULL)
		fatal(NULL);
	s->expanded = 0;
}

int
source_expanding(const struct source *s)
{
	return s->expansion != NULL;
}

int
source_depth(const struct source *s)
{
	int	 depth = 0;

	for (; s != NULL; s = s->includer)
		depth++;
	return depth;
}

int
source_peek(struct source *s)
{
	int	 c = source_getc(s);

	source_ungetc(s, c);
	return c;
}

/* The byte after a string in quotes that begins at p, or after its line. */
static const char *
skip_quoted(const char *p)
{
	const char	*end = strchr(p + 1, *p);

	return end != NULL ? end + 1 : p + strcspn(p, "\n");
}

int
source_open_braces(const struct source *s)
{
	const char	*p = s->text + s->pos;
	int		 open = 0;

	while (*p != '\0') {
		if (*p == '"' || *p == '\'') {
			p = skip_quoted(p);
			continue;
		}
		if (*p == '#') {
			p += strcspn(p, "\n");
			continue;
		}
		open += (*p == '{') - (*p == '}');
		p++;
	}
	return open;
}

char *
source_rest(const struct source *s)
{
	const char	*p, *end, *line;
	char		*rest;

	if (s == NULL)
		return xstrdup("");
	p = s->text + s->pos;
	p += strspn(p, " \t");
	for (end = p; *end != '\0' && *end != '\n' && *end != '#'; ) {
		if (*end == '"' || *end == '\'')
			end = skip_quoted(end);
		else
			end++;
	}
	if ((line = memchr(p, '\n', (size_t)(end - p))) != NULL)
		end = line;
	while (end > p && strchr(" \t\r", end[-1]) != NULL)
		end--;
	if ((rest = strndup(p, (size_t)(end - p))) == NULL)
		fatal(NULL);
	return rest;
}
