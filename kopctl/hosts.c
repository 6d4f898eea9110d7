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

#include "hosts.h"
#include "json.h"
#include "log.h"
#include "show.h"

#define IS(item, text)	(strcmp((item)->name, text) == 0)

/* The value of that name after item i, before the next host or wait. */
static const char *
detail(const struct items *items, size_t i, const char *name)
{
	for (i++; i < items->n; i++) {
		if (IS(&items->v[i], "name") || IS(&items->v[i], "waits"))
			break;
		if (strcmp(items->v[i].name, name) == 0)
			return items->v[i].value;
	}
	return "";
}

static void
put(FILE *out, const char *name, const char *value, const char *more,
    const char *last)
{
	fprintf(out, "\t%-16s ", name);
	show_encoded(out, value);
	show_encoded(out, more);
	show_encoded(out, last);
	fputc('\n', out);
}

static void
text_lease(FILE *out, const char *lease, const char *left)
{
	char	 text[64];

	if (strcmp(lease, "held") == 0 && strcmp(left, "-1") != 0) {
		(void)snprintf(text, sizeof(text), "held, %lld.%lld s left",
		    strtonum(left, 0, INT64_MAX, NULL) / 1000,
		    strtonum(left, 0, INT64_MAX, NULL) % 1000 / 100);
		put(out, "lease", text, "", "");
	} else if (strcmp(lease, "held") == 0)
		put(out, "lease", "held, for ever", "", "");
	else if (strcmp(lease, "silent") == 0)
		put(out, "lease", "held, for ever, but nothing was heard of "
		    "it for a minute", "", "");
	else if (strcmp(lease, "lapsed") == 0)
		put(out, "lease", "lapsed: what it left is about to be taken "
		    "away", "", "");
	else
		put(out, "lease", "none: nothing of it is in Redis", "", "");
}

static void
text_since(FILE *out, const char *version, const char *since)
{
	time_t	 t = (time_t)strtonum(since, 0, INT64_MAX / 2, NULL);
	char	 text[64] = "";
	struct tm tm;

	if (t > 0 && gmtime_r(&t, &tm) != NULL)
		(void)strftime(text, sizeof(text),
		    ", since %Y-%m-%d %H:%M:%S UTC", &tm);
	put(out, "kopd", version, text, "");
}

static void
text_waits(FILE *out, const struct items *items, const char *host)
{
	size_t	 i;

	for (i = 0; i < items->n; i++) {
		if (!IS(&items->v[i], "waits") ||
		    strcmp(detail(items, i, "host"), host) != 0)
			continue;
		put(out, "waiting", items->v[i].value, " ",
		    detail(items, i, "text"));
	}
}

static void
text_host(FILE *out, const struct items *items, size_t i)
{
	const char	*engine = detail(items, i, "engine");

	fputs("host ", out);
	show_encoded(out, items->v[i].value);
	fputc('\n', out);
	put(out, "number", detail(items, i, "number"), "", "");
	text_lease(out, detail(items, i, "lease"), detail(items, i, "left"));
	if (*engine != '\0') {
		put(out, "engine", detail(items, i, "engine_name"), ", id ",
		    engine);
		text_since(out, detail(items, i, "version"),
		    detail(items, i, "since"));
	}
	put(out, "objects", detail(items, i, "objects"), "", "");
	text_waits(out, items, items->v[i].value);
}

static void
json_member(FILE *out, const char *name, const char *value)
{
	json_string(out, name);
	fputc(':', out);
	json_string(out, value);
	fputc(',', out);
}

/* A number as such, or null. */
static void
json_number(FILE *out, const char *name, const char *value)
{
	const char	*error;
	long long	 n = strtonum(value, 0, INT64_MAX, &error);

	json_string(out, name);
	if (error != NULL)
		fputs(":null,", out);
	else
		fprintf(out, ":%lld,", n);
}

static void
json_waits(FILE *out, const struct items *items, const char *host)
{
	size_t	 i, n = 0;

	fputs("\"waiting\":[", out);
	for (i = 0; i < items->n; i++) {
		if (!IS(&items->v[i], "waits") ||
		    strcmp(detail(items, i, "host"), host) != 0)
			continue;
		fputs(n++ > 0 ? ",{" : "{", out);
		json_member(out, "object", items->v[i].value);
		json_member(out, "owner", detail(items, i, "owner"));
		json_member(out, "how", detail(items, i, "how"));
		json_member(out, "cause", detail(items, i, "cause"));
		json_member(out, "container", detail(items, i, "container"));
		fputs("\"text\":", out);
		json_string(out, detail(items, i, "text"));
		fputc('}', out);
	}
	fputc(']', out);
}

static void
json_host(FILE *out, const struct items *items, size_t i)
{
	fputc('{', out);
	json_member(out, "name", items->v[i].value);
	json_number(out, "number", detail(items, i, "number"));
	json_member(out, "lease", detail(items, i, "lease"));
	json_number(out, "left", detail(items, i, "left"));
	json_member(out, "engine", detail(items, i, "engine"));
	json_member(out, "engine_name", detail(items, i, "engine_name"));
	json_member(out, "version", detail(items, i, "version"));
	json_number(out, "since", detail(items, i, "since"));
	json_number(out, "objects", detail(items, i, "objects"));
	json_waits(out, items, items->v[i].value);
	fputc('}', out);
}

/* Those that wait are more than are told. */
static void
text_more(FILE *out, const struct items *items)
{
	size_t	 i;

	for (i = 0; i < items->n; i++) {
		if (!IS(&items->v[i], "more"))
			continue;
		fputc('\n', out);
		show_encoded(out, items->v[i].value);
		fputs(" more objects wait\n", out);
	}
}

void
show_hosts(FILE *out, const struct items *items, int json)
{
	size_t	 i, n = 0;

	if (json)
		fputc('[', out);
	for (i = 0; i < items->n; i++) {
		if (!IS(&items->v[i], "name"))
			continue;
		if (n++ > 0)
			fputc(json ? ',' : '\n', out);
		if (json)
			json_host(out, items, i);
		else
			text_host(out, items, i);
	}
	if (json)
		fputs("]\n", out);
	else
		text_more(out, items);
}
