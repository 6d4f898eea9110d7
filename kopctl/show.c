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

#include "common/log.h"
#include "kopctl/groups.h"
#include "kopctl/json.h"
#include "kopctl/show.h"

/* Always a list, however many there are. */
static const char *const lists[] = {
	"route-maker.fault", "route-maker.waiting", "redis-writer.redis.waiting"
};

static int
is_list(const struct placed *p)
{
	size_t	 i;

	for (i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		if (strcmp(p->item->name, lists[i]) == 0)
			return 1;
	}
	return p->times > 1;
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
	size_t	 len = groups_process(name);
	char	*process;

	if ((process = strndup(name, len > 0 ? len - 1 : 0)) == NULL)
		fatal(NULL);
	return process;
}

/* Its name without the process. */
static const char *
own_name(const struct item *item)
{
	return item->name + groups_process(item->name);
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

/* n items of one process. */
static void
text_process(FILE *out, const struct placed *v, size_t n)
{
	char	*process = process_name(v->item->name);
	size_t	 i;

	show_encoded(out, process);
	fputc('\n', out);
	free(process);
	for (i = 0; i < n; i++) {
		fputc('\t', out);
		put_encoded(out, 17, own_name(v[i].item));
		fputc(' ', out);
		print_value(out, v[i].item);
		fputc('\n', out);
	}
}

/* As many items of one name. */
static void
json_values(FILE *out, const struct placed *v)
{
	size_t	 i;

	fputc('[', out);
	for (i = 0; i < v->times; i++) {
		if (i > 0)
			fputc(',', out);
		json_string(out, v[i].item->value);
	}
	fputc(']', out);
}

static void
json_process(FILE *out, const struct placed *v, size_t n)
{
	char	*process = process_name(v->item->name);
	size_t	 i;

	json_string(out, process);
	fputs(":{", out);
	free(process);
	for (i = 0; i < n; i += v[i].times) {
		if (i > 0)
			fputc(',', out);
		json_string(out, own_name(v[i].item));
		fputc(':', out);
		if (is_list(&v[i]))
			json_values(out, &v[i]);
		else
			json_string(out, v[i].item->value);
	}
	fputc('}', out);
}

void
show_status(FILE *out, const struct items *items, int json)
{
	struct placed	*v = groups_new(items, json);
	size_t		 i, n;

	if (json)
		fputc('{', out);
	for (i = 0; i < items->n; i += n) {
		for (n = 1; i + n < items->n &&
		    v[i + n].process == v[i].process; n++)
			continue;
		if (i > 0)
			fputc(json ? ',' : '\n', out);
		if (json)
			json_process(out, v + i, n);
		else
			text_process(out, v + i, n);
	}
	if (json)
		fputs("}\n", out);
	free(v);
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
