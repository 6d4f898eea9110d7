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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "kopctl/groups.h"
#include "kopctl/show.h"

/* Items that are a list, even if there is only one. */
static const struct list {
	enum role	 role;
	const char	*name;
} lists[] = {
	{ ROLE_ROUTE_MAKER, "error" },
	{ ROLE_ROUTE_MAKER, "waiting" },
	{ ROLE_ROUTE_MAKER, "rule" },
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

static int
is_rule(enum role role, const struct item *item)
{
	return role == ROLE_ROUTE_MAKER && strcmp(item->name, "rule") == 0;
}

/* For the operator, with units; JSON has the plain numbers. */
static void
text_item(struct emit *e, enum role role, const struct items *items,
    const struct item *item)
{
	const char	*word = strstr(item->name, ITEM_WORD);

	if (item->depth > 0)
		return;
	if (is_rule(role, item)) {
		emit_row(e, item->name, "%s %s:%s: %s",
		    items_value(items, item, "decided"),
		    items_value(items, item, "file"),
		    items_value(items, item, "line"), item->value);
		return;
	}
	/* The string before it is for the operator. */
	if (word != NULL && strcmp(word, ITEM_WORD) == 0)
		return;
	if (role == ROLE_PARENT && strcmp(item->name, "uptime") == 0) {
		emit_row(e, item->name, "%s s", item->value);
		return;
	}
	emit_item(e, item->name, item);
}

static void
text_process(struct emit *e, enum role role, const struct items *items)
{
	size_t	 i;

	emit_title(e, "%s", role_name(role));
	for (i = 0; i < items->n; i++)
		text_item(e, role, items, &items->v[i]);
}

/*
 * A state with a word: the word has its name, and the string for the operator
 * is named ".detail".
 */
static void
json_state(struct emit *e, const struct item *text, const struct item *word)
{
	char	*name;

	if (asprintf(&name, "%s.detail", text->name) == -1)
		fatal(NULL);
	emit_item(e, text->name, word);
	emit_item(e, name, text);
	free(name);
}

/* True if these are a string for the operator and its word. */
static int
is_state(const struct placed *text, const struct placed *word)
{
	size_t	 len = strlen(text->item->name);

	return text->times == 1 && word->times == 1 &&
	    strncmp(word->item->name, text->item->name, len) == 0 &&
	    strcmp(word->item->name + len, ITEM_WORD) == 0;
}

static void
json_rule(struct emit *e, const struct items *items, const struct item *rule)
{
	const struct item	*detail;

	emit_object(e, NULL);
	ITEMS_FOREACH(detail, items, rule, NULL)
		emit_item(e, detail->name, detail);
	emit_item(e, rule->name, rule);
	emit_end(e);
}

static void
json_list(struct emit *e, enum role role, const struct items *items,
    const struct placed *v)
{
	size_t	 i;

	emit_list(e, v->item->name);
	for (i = 0; i < v->times; i++) {
		if (is_rule(role, v->item))
			json_rule(e, items, v[i].item);
		else
			emit_item(e, NULL, v[i].item);
	}
	emit_end(e);
}

static void
json_process(struct emit *e, enum role role, const struct items *items)
{
	struct placed	*v = groups_new(items);
	size_t		 i;

	emit_object(e, role_name(role));
	for (i = 0; i < items->n; i += v[i].times) {
		if (v[i].item->depth > 0)
			continue;
		if (is_list(role, &v[i]))
			json_list(e, role, items, &v[i]);
		else if (i + 1 < items->n && is_state(&v[i], &v[i + 1])) {
			json_state(e, v[i].item, v[i + 1].item);
			i++;
		} else
			emit_item(e, v[i].item->name, v[i].item);
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
