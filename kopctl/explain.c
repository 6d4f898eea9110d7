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

#include <stdlib.h>
#include <string.h>

#include "common/text.h"
#include "kopctl/account.h"
#include "kopctl/explain.h"

static void
text_head(struct emit *e, const struct account *a, const struct item *container)
{
	const char	*reason, *status;
	char		 id[16];

	status = account_status(a, container, &reason);
	(void)strlcpy(id, items_value(a->maker, container, "id"), 13);
	emit_lines(e, 0, 4, "container %s: %s%s", container->value,
	    strcmp(status, "ignored") == 0 ? "ignored: " : "", reason);
	emit_lines(e, 4, 4, "id %s, %s", id,
	    items_value(a->maker, container, "state"));
}

static void
text_object(struct emit *e, const struct account *a, const struct item *object)
{
	const struct item	*missing;
	const char		*state;

	if ((state = account_kept_out(a, object)) == NULL &&
	    *(state = items_value(a->maker, object, "reason")) == '\0')
		state = items_value(a->maker, object, "state");
	emit_lines(e, 4, 8, "%s: %s", object->value, state);
	/* Another host may define it. */
	ITEMS_FOREACH(missing, a->maker, object, "missing")
		emit_lines(e, 6, 10, "it refers to %s, which no container of "
		    "this host defines", missing->value);
}

static void
text_label(struct emit *e, const struct account *a, const struct item *label)
{
	const struct item	*key, *note;
	const char		*value = items_value(a->maker, label, "value"), *is;
	const char		*outcome = items_value(a->maker, label, "outcome");

	emit_lines(e, 4, 8, "%s=%s", label->value, value);
	ITEMS_FOREACH(key, a->maker, label, "made")
		emit_lines(e, 6, 10, "a label of %s: %s",
		    strncmp(label->value, "SERVICE_", 8) == 0 ? "registrator" :
		    "Traefik 1", key->value);
	ITEMS_FOREACH(key, a->maker, label, "key") {
		is = items_value(a->maker, key, "value");
		if (strcmp(is, value) == 0)
			emit_lines(e, 6, 10, "-> %s", key->value);
		else
			emit_lines(e, 6, 10, "-> %s=%s", key->value, is);
	}
	if (strcmp(outcome, "error") == 0)
		emit_lines(e, 6, 10, "error: see above");
	else if ((note = items_below(a->maker, label, "note")) != NULL)
		emit_lines(e, 6, 10, "%s: %s", outcome, note->value);
	else if (strcmp(outcome, "blocked") == 0)
		emit_lines(e, 6, 10, "blocked by the errors above");
	else if (strcmp(outcome, "skipped") == 0)
		emit_lines(e, 6, 10, "skipped");
}

/* Labels of other software are named together. */
static void
text_foreign(struct emit *e, const struct account *a,
    const struct item *container)
{
	const struct item	*label;
	char			*text = NULL;
	size_t			 size;
	FILE			*list;

	list = text_open(&text, &size);
	ITEMS_FOREACH(label, a->maker, container, "label") {
		if (account_foreign(a, label))
			fprintf(list, " %s", label->value);
	}
	text_close(list);
	if (size > 0)
		emit_lines(e, 2, 4, "labels not for Traefik:%s",
		    text);
	free(text);
}

static void
text_labels(struct emit *e, const struct account *a,
    const struct item *container)
{
	const struct item	*label, *key;
	size_t			 n = 0;

	ITEMS_FOREACH(label, a->maker, container, "label") {
		if (account_foreign(a, label))
			continue;
		if (n++ == 0)
			emit_lines(e, 2, 2, "labels:");
		text_label(e, a, label);
	}
	if (items_below(a->maker, container, "default") != NULL)
		emit_lines(e, 2, 2, "without a label:");
	ITEMS_FOREACH(key, a->maker, container, "default")
		emit_lines(e, 4, 8, "-> %s=%s", key->value,
		    items_value(a->maker, key, "value"));
	text_foreign(e, a, container);
}

static void
text_container(struct emit *e, const struct account *a,
    const struct item *container)
{
	const struct item	*item;

	text_head(e, a, container);
	ITEMS_FOREACH(item, a->maker, container, "object")
		text_object(e, a, item);
	ITEMS_FOREACH(item, a->maker, container, "error")
		emit_lines(e, 4, 8, "error: %s", item->value);
	ITEMS_FOREACH(item, a->maker, container, "decision")
		emit_lines(e, 4, 8, "%s: %s", item->value,
		    items_value(a->maker, item, "detail"));
	text_labels(e, a, container);
}

/* Why the rest may be outdated. */
static void
text_neighbours(struct emit *e, const struct account *a)
{
	const struct item	*item;

	if ((item = items_below(a->maker, NULL, "docker")) != NULL)
		emit_lines(e, 0, 4, "Docker: %s; containers without labels "
		    "here are shown in their last known state", item->value);
	ITEMS_FOREACH(item, a->writer, NULL, "redis.state")
		emit_lines(e, 0, 4, "Redis: %s; changes are published when "
		    "it is connected again", item->value);
}

static size_t
text_all(struct emit *e, const struct account *a)
{
	const struct item	*item;
	size_t			 n = 0;

	text_neighbours(e, a);
	ITEMS_FOREACH(item, a->maker, NULL, "container") {
		if (n++ > 0)
			emit_lines(e, 0, 0, "%s", "");
		text_container(e, a, item);
	}
	ITEMS_FOREACH(item, a->maker, NULL, "match") {
		emit_lines(e, 0, 4, "container %s: it matches too, not shown",
		    item->value);
		n++;
	}
	return n;
}

/* Writes the values of that name below the parent. */
static void
json_values(struct emit *e, const char *member, const struct items *items,
    const struct item *parent, const char *name)
{
	const struct item	*item;

	emit_list(e, member);
	ITEMS_FOREACH(item, items, parent, name)
		emit_string(e, NULL, item->value);
	emit_end(e);
}

/* Writes the value of that name at the top, or null. */
static void
json_value(struct emit *e, const char *member, const struct items *items,
    const char *name)
{
	const struct item	*item = items_below(items, NULL, name);

	if (item != NULL)
		emit_string(e, member, item->value);
	else
		emit_null(e, member);
}

/* Writes the items of that name below the parent, each with its one detail. */
static void
json_pairs(struct emit *e, const char *member, const struct items *items,
    const struct item *parent, const char *name, const char *const names[2])
{
	const struct item	*item;

	emit_list(e, member);
	ITEMS_FOREACH(item, items, parent, name) {
		emit_object(e, NULL);
		emit_string(e, names[0], item->value);
		emit_string(e, names[1], items_value(items, item, names[1]));
		emit_end(e);
	}
	emit_end(e);
}

static void
json_object(struct emit *e, const struct account *a, const struct item *object)
{
	const char		*kept_out = account_kept_out(a, object);

	emit_object(e, NULL);
	emit_string(e, "name", object->value);
	emit_string(e, "state", kept_out != NULL ? "waits" :
	    items_value(a->maker, object, "state"));
	emit_string(e, "reason", kept_out != NULL ? kept_out :
	    items_value(a->maker, object, "reason"));
	emit_string(e, "by", items_value(a->maker, object, "by"));
	emit_string(e, "owner", items_value(a->maker, object, "owner"));
	json_values(e, "missing", a->maker, object, "missing");
	emit_end(e);
}

static const char *const	key_names[] = { "key", "value" };

/* Writes where a container or its label is, if that is known. */
static void
json_place(struct emit *e, const struct account *a,
    const struct item *container, const struct item *label)
{
	struct place	 at;

	if (a->where == NULL || !a->where->find(a->where->arg,
	    container->value, label != NULL ? label->value : NULL, &at))
		return;
	emit_string(e, "file", at.path);
	emit_number(e, "line", at.line);
}

static void
json_label(struct emit *e, const struct account *a,
    const struct item *container, const struct item *label)
{
	emit_object(e, NULL);
	emit_string(e, "name", label->value);
	json_place(e, a, container, label);
	emit_string(e, "value", items_value(a->maker, label, "value"));
	emit_string(e, "outcome", items_value(a->maker, label, "outcome"));
	emit_string(e, "note", items_value(a->maker, label, "note"));
	json_values(e, "made", a->maker, label, "made");
	json_pairs(e, "keys", a->maker, label, "key", key_names);
	emit_end(e);
}

static void
json_container(struct emit *e, const struct account *a,
    const struct item *container)
{
	static const char *const	 decision_names[] = { "subject",
					    "detail" };
	const struct item		*item;
	const char			*reason;

	emit_object(e, NULL);
	emit_string(e, "name", container->value);
	json_place(e, a, container, NULL);
	emit_string(e, "id", items_value(a->maker, container, "id"));
	emit_string(e, "state", items_value(a->maker, container,
	    "state" ITEM_WORD));
	emit_string(e, "status", account_status(a, container, &reason));
	emit_string(e, "reason", reason);
	emit_list(e, "objects");
	ITEMS_FOREACH(item, a->maker, container, "object")
		json_object(e, a, item);
	emit_end(e);
	json_pairs(e, "decisions", a->maker, container, "decision",
	    decision_names);
	json_values(e, "errors", a->maker, container, "error");
	emit_list(e, "labels");
	ITEMS_FOREACH(item, a->maker, container, "label")
		json_label(e, a, container, item);
	emit_end(e);
	json_pairs(e, "defaults", a->maker, container, "default", key_names);
	emit_end(e);
}

static size_t
json_all(struct emit *e, const struct account *a)
{
	const struct item	*item;
	size_t			 n = 0;

	emit_object(e, NULL);
	emit_list(e, "containers");
	ITEMS_FOREACH(item, a->maker, NULL, "container") {
		json_container(e, a, item);
		n++;
	}
	emit_end(e);
	json_values(e, "matches", a->maker, NULL, "match");
	json_value(e, "suggestion", a->maker, "suggestion");
	json_value(e, "docker", a->maker, "docker");
	json_value(e, "redis", a->writer, "redis.state");
	emit_end(e);
	return n;
}

size_t
explain_show(struct emit *e, const struct answer *answer,
    const struct where *where)
{
	struct account	 a;
	size_t		 n;

	account_init(&a, answer);
	a.where = where;
	n = e->json ? json_all(e, &a) : text_all(e, &a);
	account_free(&a);
	return n;
}

const char *
explain_suggestion(const struct answer *answer)
{
	const struct item	*item;

	item = items_below(&answer->of[ROLE_ROUTE_MAKER], NULL, "suggestion");
	return item == NULL ? NULL : item->value;
}
