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

#include "common/clock.h"
#include "common/log.h"
#include "kopctl/hosts.h"

/* An object that waits, and the host that wants it. */
struct wait {
	const char		*host;
	const struct item	*item;
};

/* All of them, sorted by host; those of one host in their original order. */
struct waits {
	struct wait	*v;
	size_t		 n;
};

static int
compare_waits(const void *va, const void *vb)
{
	const struct wait	*a = va, *b = vb;
	int			 order = strcmp(a->host, b->host);

	return order != 0 ? order : a->item < b->item ? -1 :
	    a->item > b->item;
}

static void
waits_init(struct waits *w, const struct items *items)
{
	const struct item	*item;

	w->n = 0;
	if ((w->v = calloc(items->n + 1, sizeof(*w->v))) == NULL)
		fatal(NULL);
	ITEMS_FOREACH(item, items, NULL, "waits") {
		w->v[w->n].host = items_value(items, item, "host");
		w->v[w->n++].item = item;
	}
	qsort(w->v, w->n, sizeof(*w->v), compare_waits);
}

/* The index of the host's first one, or where it would be inserted. */
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
text_lease(struct emit *e, const char *lease, const char *ms)
{
	long long	 left = strtonum(ms, 0, INT64_MAX, NULL);

	if (strcmp(lease, "held") == 0 && *ms != '\0')
		emit_row(e, "lease", "held, expires in %lld.%lld "
		    "s", left / 1000,
		    left % 1000 / 100);
	else if (strcmp(lease, "held") == 0)
		emit_row(e, "lease", "held, does not expire");
	else if (strcmp(lease, "silent") == 0)
		emit_row(e, "lease", "held, does not expire, but there was no "
		    "heartbeat for a minute");
	else if (strcmp(lease, "lapsed") == 0)
		emit_row(e, "lease", "expired: its routes will be withdrawn");
	else
		emit_row(e, "lease", "none: no routes in Redis");
}

static void
text_since(struct emit *e, const char *version, const char *since)
{
	time_t	 t;
	char	 text[64] = "";
	struct tm tm;

	if (clock_time(&t, strtonum(since, 0, INT64_MAX, NULL)) == 0 &&
	    t > 0 && gmtime_r(&t, &tm) != NULL)
		(void)strftime(text, sizeof(text),
		    ", since %Y-%m-%d %H:%M:%S UTC", &tm);
	emit_row(e, "kopd", "%s%s", version, text);
}

static void
text_host(struct emit *e, const struct items *items, const struct waits *w,
    const struct item *host)
{
	const char	*engine = items_value(items, host, "engine");
	size_t		 i;

	emit_title(e, "host %s", host->value);
	emit_row(e, "number", "%s", items_value(items, host, "number"));
	text_lease(e, items_value(items, host, "lease"),
	    items_value(items, host, "lease_ms"));
	if (*engine != '\0') {
		emit_row(e, "engine", "%s, id %s",
		    items_value(items, host, "engine_name"), engine);
		text_since(e, items_value(items, host, "version"),
		    items_value(items, host, "since"));
	}
	emit_row(e, "objects", "%s", items_value(items, host, "objects"));
	for (i = waits_first(w, host->value);
	    waits_is_of(w, i, host->value); i++)
		emit_row(e, "waiting", "%s %s", w->v[i].item->value,
		    items_value(items, w->v[i].item, "reason"));
}

/* Writes the detail with that name as a member. */
static void
json_detail(struct emit *e, const struct items *items,
    const struct item *parent, const char *name)
{
	const struct item	*item = items_below(items, parent, name);

	if (item == NULL)
		emit_null(e, name);
	else
		emit_item(e, name, item);
}

static void
json_details(struct emit *e, const struct items *items,
    const struct item *parent, const char *const *names)
{
	for (; *names != NULL; names++)
		json_detail(e, items, parent, *names);
}

static void
json_host(struct emit *e, const struct items *items, const struct waits *w,
    const struct item *host)
{
	static const char *const	of_host[] = { "number", "lease",
					    "lease_ms", "engine",
					    "engine_name", "version", "since",
					    "objects", NULL };
	static const char *const	of_wait[] = { "owner", "conflict",
					    "cause", "container", "reason",
					    NULL };
	size_t				 i;

	emit_object(e, NULL);
	emit_string(e, "name", host->value);
	json_details(e, items, host, of_host);
	emit_list(e, "waiting");
	for (i = waits_first(w, host->value);
	    waits_is_of(w, i, host->value); i++) {
		emit_object(e, NULL);
		emit_string(e, "object", w->v[i].item->value);
		json_details(e, items, w->v[i].item, of_wait);
		emit_end(e);
	}
	emit_end(e);
	emit_end(e);
}

/* Reports how many waiting objects of all hosts are not listed. */
static void
show_more(struct emit *e, const struct item *more)
{
	emit_title(e, "%s more objects wait", more->value);
	if (!e->json)
		return;
	emit_object(e, NULL);
	emit_item(e, more->name, more);
	emit_end(e);
}

void
show_hosts(struct emit *e, const struct answer *answer)
{
	const struct items	*items = &answer->of[ROLE_REDIS_WRITER];
	const struct item	*host, *more;
	struct waits		 w;

	waits_init(&w, items);
	emit_list(e, NULL);
	ITEMS_FOREACH(host, items, NULL, "host") {
		if (e->json)
			json_host(e, items, &w, host);
		else
			text_host(e, items, &w, host);
	}
	if ((more = items_below(items, NULL, "more")) != NULL)
		show_more(e, more);
	emit_end(e);
	free(w.v);
}
