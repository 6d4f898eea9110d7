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

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <vis.h>

#include "json.h"
#include "log.h"
#include "show.h"

/* Always a list, however many there are. */
static const char *const lists[] = {
	"route-maker.fault", "route-maker.waiting", "redis-writer.redis.waiting"
};

/* "redis-writer.redis.state": the process' part with its dot. */
static size_t
process_length(const char *name)
{
	const char	*dot = strchr(name, '.');

	return dot != NULL ? (size_t)(dot - name) + 1 : 0;
}

/* A name's first item. */
static int
is_first(const struct items *items, size_t i)
{
	size_t	 j;

	for (j = 0; j < i; j++) {
		if (strcmp(items->v[j].name, items->v[i].name) == 0)
			return 0;
	}
	return 1;
}

static int
is_list(const struct items *items, size_t i)
{
	size_t	 j;

	for (j = 0; j < sizeof(lists) / sizeof(lists[0]); j++) {
		if (strcmp(items->v[i].name, lists[j]) == 0)
			return 1;
	}
	for (j = i + 1; j < items->n; j++) {
		if (strcmp(items->v[j].name, items->v[i].name) == 0)
			return 1;
	}
	return 0;
}

static int
is_first_of_process(const struct items *items, size_t i)
{
	size_t	 j, len = process_length(items->v[i].name);

	for (j = 0; j < i; j++) {
		if (strncmp(items->v[j].name, items->v[i].name, len) == 0)
			return 0;
	}
	return 1;
}

/* At least width columns. */
static void
put_encoded(FILE *out, int width, const char *text)
{
	char	*encoded;

	if ((encoded = calloc(strlen(text) + 1, 4)) == NULL)
		fatal(NULL);
	strvis(encoded, text, VIS_CSTYLE | VIS_NL | VIS_TAB | VIS_NOSLASH);
	fprintf(out, "%-*s", width, encoded);
	free(encoded);
}

void
show_encoded(FILE *out, const char *text)
{
	put_encoded(out, 0, text);
}

/* "redis-writer", of one of its items; the caller frees. */
static char *
process_name(const char *name)
{
	size_t	 len = process_length(name);
	char	*process;

	if ((process = strndup(name, len > 0 ? len - 1 : 0)) == NULL)
		fatal(NULL);
	return process;
}

/* For people, with units; JSON has the plain numbers. */
static void
print_value(FILE *out, const struct item *item)
{
	char		 text[64];
	struct tm	 tm;
	time_t		 t;

	if (strcmp(item->name, "route-maker.last_list") == 0) {
		t = (time_t)strtonum(item->value, 0, INT64_MAX, NULL);
		if (localtime_r(&t, &tm) != NULL && strftime(text,
		    sizeof(text), "%Y-%m-%d %H:%M:%S", &tm) > 0) {
			fputs(text, out);
			return;
		}
	}
	show_encoded(out, item->value);
	if (strcmp(item->name, "kopd.uptime") == 0)
		fputs(" s", out);
}

static void
text_process(FILE *out, const struct items *items, size_t first)
{
	const char	*name = items->v[first].name;
	char		*process = process_name(name);
	size_t		 i, len = process_length(name);

	show_encoded(out, process);
	fputc('\n', out);
	free(process);
	for (i = first; i < items->n; i++) {
		if (strncmp(items->v[i].name, name, len) != 0)
			continue;
		fputc('\t', out);
		put_encoded(out, 17, items->v[i].name + len);
		fputc(' ', out);
		print_value(out, &items->v[i]);
		fputc('\n', out);
	}
}

static void
json_values(FILE *out, const struct items *items, size_t first)
{
	size_t	 i;

	fputc('[', out);
	for (i = first; i < items->n; i++) {
		if (strcmp(items->v[i].name, items->v[first].name) != 0)
			continue;
		if (i != first)
			fputc(',', out);
		json_string(out, items->v[i].value);
	}
	fputc(']', out);
}

static void
json_process(FILE *out, const struct items *items, size_t first)
{
	const char	*name = items->v[first].name;
	char		*process = process_name(name);
	size_t		 i, len = process_length(name);

	json_string(out, process);
	fputs(":{", out);
	free(process);
	for (i = first; i < items->n; i++) {
		if (strncmp(items->v[i].name, name, len) != 0 ||
		    !is_first(items, i))
			continue;
		if (i != first)
			fputc(',', out);
		json_string(out, items->v[i].name + len);
		fputc(':', out);
		if (is_list(items, i))
			json_values(out, items, i);
		else
			json_string(out, items->v[i].value);
	}
	fputc('}', out);
}

void
show_status(FILE *out, const struct items *items, int json)
{
	size_t	 i, n = 0;

	if (json)
		fputc('{', out);
	for (i = 0; i < items->n; i++) {
		if (!is_first_of_process(items, i))
			continue;
		if (n++ > 0)
			fputc(json ? ',' : '\n', out);
		if (json)
			json_process(out, items, i);
		else
			text_process(out, items, i);
	}
	if (json)
		fputs("}\n", out);
}

void
show_routes(FILE *out, const struct items *items, int json)
{
	size_t	 i;

	if (json)
		fputc('{', out);
	for (i = 0; i < items->n; i++) {
		if (json) {
			if (i > 0)
				fputc(',', out);
			json_string(out, items->v[i].name);
			fputc(':', out);
			json_string(out, items->v[i].value);
		} else {
			show_encoded(out, items->v[i].name);
			fputc('\t', out);
			show_encoded(out, items->v[i].value);
			fputc('\n', out);
		}
	}
	if (json)
		fputs("}\n", out);
}
