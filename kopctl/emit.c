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

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/encode.h"
#include "common/log.h"
#include "common/visible.h"
#include "go/utf8.h"
#include "kopctl/emit.h"
#include "kopctl/json.h"
#include "kopctl/stamp.h"
#include "kopctl/wrap.h"

/* Columns of a row's name. */
#define NAME_COLUMNS	17

void
emit_init(struct emit *e, FILE *out, int json)
{
	memset(e, 0, sizeof(*e));
	e->out = out;
	e->json = json;
}

/* Writes at least width columns. */
static void
put_encoded(struct emit *e, int width, const char *text)
{
	char	*encoded = encode(text, VIS_TAB | VIS_NOSLASH);

	fprintf(e->out, "%-*s", width, encoded);
	free(encoded);
}

static void
put_row(struct emit *e, const char *name, const char *value)
{
	if (name == NULL && e->depth > 0)
		name = e->levels[e->depth - 1].name;
	fputc('\t', e->out);
	put_encoded(e, NAME_COLUMNS, name != NULL ? name : "");
	fputc(' ', e->out);
	put_encoded(e, 0, value);
	fputc('\n', e->out);
}

/* Writes what precedes a value in JSON: a comma, a name. */
static void
put_name(struct emit *e, const char *name)
{
	if (e->depth > 0 && e->levels[e->depth - 1].n++ > 0)
		fputc(',', e->out);
	if (name != NULL) {
		json_string(e->out, name);
		fputc(':', e->out);
	}
}

static void
begin(struct emit *e, const char *name, const char *marks)
{
	if (e->depth == EMIT_DEPTH_MAX)
		fatalx("too many objects within each other");
	if (e->json) {
		put_name(e, name);
		fputc(marks[0], e->out);
	}
	e->levels[e->depth++] = (struct level){ marks[1], 0, name };
}

void
emit_object(struct emit *e, const char *name)
{
	begin(e, name, "{}");
}

void
emit_list(struct emit *e, const char *name)
{
	begin(e, name, "[]");
}

void
emit_end(struct emit *e)
{
	e->depth--;
	if (!e->json)
		return;
	fputc(e->levels[e->depth].end, e->out);
	if (e->depth == 0)
		fputc('\n', e->out);
}

void
emit_string(struct emit *e, const char *name, const char *value)
{
	if (!e->json) {
		put_row(e, name, value);
		return;
	}
	put_name(e, name);
	json_string(e->out, value);
}

/* Writes a number or a word of JSON. */
static void
put_literal(struct emit *e, const char *name, const char *text)
{
	if (!e->json) {
		put_row(e, name, text);
		return;
	}
	put_name(e, name);
	fputs(text, e->out);
}

void
emit_number(struct emit *e, const char *name, int64_t n)
{
	char	 text[32];

	(void)snprintf(text, sizeof(text), "%" PRId64, n);
	put_literal(e, name, text);
}

void
emit_time(struct emit *e, const char *name, int64_t ms, int fraction)
{
	char	 text[STAMP_SIZE];

	if (e->json)
		stamp_utc(text, ms, fraction);
	else
		stamp_local(text, ms, fraction);
	emit_string(e, name, text);
}

void
emit_null(struct emit *e, const char *name)
{
	put_literal(e, name, e->json ? "null" : "");
}

void
emit_item(struct emit *e, const char *name, const struct item *item)
{
	int64_t	 n;

	if (item->type == ITEM_STRING) {
		emit_string(e, name, item->value);
		return;
	}
	if (*item->value == '\0') {
		emit_null(e, name);
		return;
	}
	n = strtonum(item->value, INT64_MIN, INT64_MAX, NULL);
	if (item->type == ITEM_NUMBER)
		emit_number(e, name, n);
	else if (n > INT64_MAX / 1000)
		emit_time(e, name, INT64_MAX, 0);
	else
		emit_time(e, name, n < 0 ? 0 : n * 1000, 0);
}

/* Escapes a value, so that a line is one key, and can be read back. */
static void
put_escaped(struct emit *e, const char *s, int raw)
{
	uint32_t	 c;
	size_t		 n;

	for (; *s != '\0'; s += n == 0 ? 1 : n) {
		n = rune_read(s, &c);
		if (c == '\t')
			fputs("\\t", e->out);
		else if (c == '\n')
			fputs("\\n", e->out);
		else if (c == '\\')
			fputs("\\\\", e->out);
		else if (n == 0 || (!raw && c < 0x80 && visible_control(c)))
			fprintf(e->out, "\\x%02x", c);
		else if (c >= 0x80 && visible_control(c))
			fprintf(e->out, "\\u%04x", c);
		else
			fwrite(s, 1, n, e->out);
	}
}

void
emit_key(struct emit *e, const char *key, const char *value, int raw)
{
	if (e->json) {
		emit_string(e, key, value);
		return;
	}
	put_escaped(e, key, raw);
	fputc('\t', e->out);
	put_escaped(e, value, raw);
	fputc('\n', e->out);
}

static char	*format(const char *, va_list)
		    __attribute__((__format__ (printf, 1, 0)));

/* The caller frees the result. */
static char *
format(const char *fmt, va_list ap)
{
	char	*text;

	if (vasprintf(&text, fmt, ap) == -1)
		fatal(NULL);
	return text;
}

void
emit_title(struct emit *e, const char *fmt, ...)
{
	va_list	 ap;
	char	*text;

	if (e->json)
		return;
	va_start(ap, fmt);
	text = format(fmt, ap);
	va_end(ap);
	if (e->blocks++ > 0)
		fputc('\n', e->out);
	put_encoded(e, 0, text);
	fputc('\n', e->out);
	free(text);
}

void
emit_line(struct emit *e, const char *text)
{
	if (e->json)
		return;
	put_encoded(e, 0, text);
	fputc('\n', e->out);
}

void
emit_row(struct emit *e, const char *name, const char *fmt, ...)
{
	va_list	 ap;
	char	*text;

	if (e->json)
		return;
	va_start(ap, fmt);
	text = format(fmt, ap);
	va_end(ap);
	put_row(e, name, text);
	free(text);
}

void
emit_lines(struct emit *e, int first, int rest, const char *fmt, ...)
{
	va_list	 ap;
	char	*text;

	if (e->json)
		return;
	va_start(ap, fmt);
	text = format(fmt, ap);
	va_end(ap);
	wrap(e->out, first, rest, text);
	free(text);
}
