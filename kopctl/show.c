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

#include "kopctl/groups.h"
#include "kopctl/show.h"

/* Items that are a list, even if there is only one. */
static const struct list {
	enum role	 role;
	const char	*name;
} lists[] = {
	{ ROLE_ROUTE_MAKER, "error" },
	{ ROLE_ROUTE_MAKER, "waiting" },
	{ ROLE_REDIS_WRITER, "redis.waiting" },
};

static int
is_list(enum role role, const struct placed *p)
{
	size_t	 i;

	for (i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		if (lists[i].role == role &&
		    strcmp(p->item->name, lists[i].name) == 0)
			return 1;
	}
	return p->times > 1;
}

/* For the operator, with units; JSON has the plain numbers. */
static void
text_item(struct emit *e, enum role role, const struct item *item)
{
	char		 date[64];
	struct tm	 tm;
	time_t		 t;

	if (role == ROLE_PARENT && strcmp(item->name, "uptime") == 0) {
		emit_row(e, item->name, "%s s", item->value);
		return;
	}
	if (role == ROLE_ROUTE_MAKER &&
	    strcmp(item->name, "last_list") == 0) {
		t = (time_t)strtonum(item->value, 0, INT64_MAX, NULL);
		if (localtime_r(&t, &tm) != NULL && strftime(date,
		    sizeof(date), "%Y-%m-%d %H:%M:%S", &tm) > 0) {
			emit_row(e, item->name, "%s", date);
			return;
		}
	}
	emit_item(e, item->name, item);
}

static void
text_process(struct emit *e, enum role role, const struct items *items)
{
	size_t	 i;

	emit_title(e, "%s", role_name(role));
	for (i = 0; i < items->n; i++)
		text_item(e, role, &items->v[i]);
}

static void
json_process(struct emit *e, enum role role, const struct items *items)
{
	struct placed	*v = groups_new(items);
	size_t		 i, n;

	emit_object(e, role_name(role));
	for (i = 0; i < items->n; i += v[i].times) {
		if (!is_list(role, &v[i])) {
			emit_item(e, v[i].item->name, v[i].item);
			continue;
		}
		emit_list(e, v[i].item->name);
		for (n = 0; n < v[i].times; n++)
			emit_item(e, NULL, v[i + n].item);
		emit_end(e);
	}
	emit_end(e);
	free(v);
}

void
show_status(struct emit *e, const struct answer *answer)
{
	const struct items	*items;
	size_t			 role;

	emit_object(e, NULL);
	for (role = 0; role < ROLE_CONTROL; role++) {
		items = &answer->of[role];
		if (items->n == 0)
			continue;
		if (e->json)
			json_process(e, (enum role)role, items);
		else
			text_process(e, (enum role)role, items);
	}
	emit_end(e);
}

void
show_keys(struct emit *e, const struct items *items, int raw)
{
	size_t	 i;

	emit_object(e, NULL);
	for (i = 0; i < items->n; i++)
		emit_key(e, items->v[i].name, items->v[i].value, raw);
	emit_end(e);
}

void
show_routes(struct emit *e, const struct answer *answer)
{
	show_keys(e, &answer->of[ROLE_ROUTE_MAKER], 0);
}
