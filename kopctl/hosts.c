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

#include "common/log.h"
#include "kopctl/hosts.h"
#include "kopctl/json.h"
#include "kopctl/show.h"

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

/* Who waits, by host; of one host in the order in which that was said. */
struct wait {
	const char	*host;
	size_t		 at;		/* index of "waits" */
};

struct waits {
	struct wait	*v;
	size_t		 n;
};

static int
compare_waits(const void *va, const void *vb)
{
	const struct wait	*a = va, *b = vb;
	int			 order = strcmp(a->host, b->host);

	return order != 0 ? order : a->at < b->at ? -1 : a->at > b->at;
}

static void
waits_init(struct waits *w, const struct items *items)
{
	size_t	 i;

	w->n = 0;
	if ((w->v = calloc(items->n + 1, sizeof(*w->v))) == NULL)
		fatal(NULL);
	for (i = 0; i < items->n; i++) {
		if (!IS(&items->v[i], "waits"))
			continue;
		w->v[w->n].host = detail(items, i, "host");
		w->v[w->n++].at = i;
	}
	qsort(w->v, w->n, sizeof(*w->v), compare_waits);
}

/* The host's first one, or where it would be. */
static size_t
waits_first(const struct waits *w, const char *host)
{
	size_t	 low = 0, high = w->n, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (strcmp(w->v[mid].host, host) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static int
waits_is_of(const struct waits *w, size_t i, const char *host)
{
	return i < w->n && strcmp(w->v[i].host, host) == 0;
}

static void
text_waits(FILE *out, const struct items *items, const struct waits *w,
    const char *host)
{
	size_t	 i, at;

	for (i = waits_first(w, host); waits_is_of(w, i, host); i++) {
		at = w->v[i].at;
		put(out, "waiting", items->v[at].value, " ",
		    detail(items, at, "text"));
	}
}

static void
text_host(FILE *out, const struct items *items, const struct waits *w,
    size_t i)
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
	text_waits(out, items, w, items->v[i].value);
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
json_wait(FILE *out, const struct items *items, size_t i)
{
	fputc('{', out);
	json_member(out, "object", items->v[i].value);
	json_member(out, "owner", detail(items, i, "owner"));
	json_member(out, "how", detail(items, i, "how"));
	json_member(out, "cause", detail(items, i, "cause"));
	json_member(out, "container", detail(items, i, "container"));
	json_string(out, "text");
	fputc(':', out);
	json_string(out, detail(items, i, "text"));
	fputc('}', out);
}

static void
json_waits(FILE *out, const struct items *items, const struct waits *w,
    const char *host)
{
	size_t	 i, first = waits_first(w, host);

	fputs("\"waiting\":[", out);
	for (i = first; waits_is_of(w, i, host); i++) {
		if (i > first)
			fputc(',', out);
		json_wait(out, items, w->v[i].at);
	}
	fputc(']', out);
}

static void
json_host(FILE *out, const struct items *items, const struct waits *w,
    size_t i)
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
	json_waits(out, items, w, items->v[i].value);
	fputc('}', out);
}

/* Those that wait are more than are told: how many more, or NULL. */
static const char *
more(const struct items *items)
{
	size_t	 i;

	for (i = 0; i < items->n; i++) {
		if (IS(&items->v[i], "more"))
			return items->v[i].value;
	}
	return NULL;
}

static void
text_more(FILE *out, const char *n)
{
	fputc('\n', out);
	show_encoded(out, n);
	fputs(" more objects wait\n", out);
}

/* An element of its own: they are of any hosts. */
static void
json_more(FILE *out, const char *n, int first)
{
	const char	*error;
	long long	 count = strtonum(n, 0, INT64_MAX, &error);

	if (error == NULL)
		fprintf(out, "%s{\"more\":%lld}", first ? "" : ",", count);
}

void
show_hosts(FILE *out, const struct items *items, int json)
{
	struct waits	 w;
	const char	*cut = more(items);
	size_t		 i, n = 0;

	waits_init(&w, items);
	if (json)
		fputc('[', out);
	for (i = 0; i < items->n; i++) {
		if (!IS(&items->v[i], "name"))
			continue;
		if (n++ > 0)
			fputc(json ? ',' : '\n', out);
		if (json)
			json_host(out, items, &w, i);
		else
			text_host(out, items, &w, i);
	}
	if (cut != NULL && json)
		json_more(out, cut, n == 0);
	else if (cut != NULL)
		text_more(out, cut);
	if (json)
		fputs("]\n", out);
	free(w.v);
}
