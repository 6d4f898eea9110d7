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
#include <vis.h>

#include "common/log.h"
#include "kopctl/account.h"
#include "kopctl/explain.h"
#include "kopctl/json.h"
#include "kopctl/wrap.h"

/* What keeps the object out of Redis, or NULL. */
static const char *
kept_out(const struct account *a, size_t object)
{
	return account_kept_out(a, account_detail(a, object, "claim"));
}

static int
any_kept_out(const struct account *a, size_t from, size_t to)
{
	size_t	 i;

	for (i = account_find(a, from, to, "object"); i < to;
	    i = account_find(a, i + 1, to, "object"))
		if (kept_out(a, i) != NULL)
			return 1;
	return 0;
}

static const char *
verdict_of(const struct account *a, size_t i, size_t end, const char **why)
{
	const char	*verdict = account_detail(a, i, "verdict");

	*why = account_detail(a, i, "because");
	if (strcmp(verdict, "published") != 0 || !any_kept_out(a, i, end))
		return verdict;
	*why = "published, but for what waits for other hosts";
	return "partly";
}

static void
text_head(FILE *out, const struct account *a, size_t i, size_t end)
{
	const char	*why, *verdict = verdict_of(a, i, end, &why);
	char		 id[16];

	(void)strlcpy(id, account_detail(a, i, "id"), 13);
	wrap(out, 0, 4, "container %s: %s%s", a->maker.v[i].value,
	    strcmp(verdict, "no") == 0 && strcmp(why, "not taken") != 0 ?
	    "not taken: " : "", why);
	wrap(out, 4, 4, "id %s, %s", id, account_detail(a, i, "state"));
}

/* Another host may have it. */
static void
text_references(FILE *out, const struct account *a, size_t object)
{
	size_t	 i = object;

	while ((i = account_next(a, i, "refers")) != 0)
		wrap(out, 6, 10, "it refers to %s, which no container of this "
		    "host has", a->maker.v[i].value);
}

static void
text_objects(FILE *out, const struct account *a, size_t from, size_t to)
{
	const char	*state;
	const char	*text;
	size_t		 i;

	for (i = account_find(a, from, to, "object"); i < to;
	    i = account_find(a, i + 1, to, "object")) {
		if ((text = kept_out(a, i)) != NULL)
			state = text;
		else if (*(state = account_detail(a, i, "text")) == '\0')
			state = account_detail(a, i, "state");
		wrap(out, 4, 8, "%s: %s", a->maker.v[i].value, state);
		text_references(out, a, i);
	}
}

static void
text_steps(FILE *out, const struct account *a, size_t from, size_t to)
{
	size_t	 i;

	for (i = account_find(a, from, to, "step"); i < to;
	    i = account_find(a, i + 1, to, "step"))
		wrap(out, 4, 8, "%s: %s", a->maker.v[i].value,
		    account_detail(a, i, "text"));
}

static void
text_faults(FILE *out, const struct account *a, size_t from, size_t to)
{
	size_t	 i;

	for (i = account_find(a, from, to, "fault"); i < to;
	    i = account_find(a, i + 1, to, "fault"))
		wrap(out, 4, 8, "wrong: %s", a->maker.v[i].value);
}

static void
text_label(FILE *out, const struct account *a, size_t i)
{
	const char	*value = account_detail(a, i, "value"), *is;
	const char	*outcome = account_detail(a, i, "outcome");
	size_t		 key = i, note;

	wrap(out, 4, 8, "%s=%s", a->maker.v[i].value, value);
	while ((key = account_next(a, key, "key")) != 0) {
		is = account_detail(a, key, "is");
		if (strcmp(is, value) == 0)
			wrap(out, 6, 10, "-> %s", a->maker.v[key].value);
		else
			wrap(out, 6, 10, "-> %s=%s", a->maker.v[key].value, is);
	}
	if (strcmp(outcome, "fault") == 0)
		wrap(out, 6, 10, "wrong: see above");
	else if ((note = account_next(a, i, "note")) != 0)
		wrap(out, 6, 10, "%s: %s", outcome, a->maker.v[note].value);
	else if (strcmp(outcome, "held") == 0)
		wrap(out, 6, 10, "held back by what is wrong");
	else if (strcmp(outcome, "unread") == 0)
		wrap(out, 6, 10, "not looked at");
}

/* Labels of other software are named together. */
static int
is_foreign(const struct account *a, size_t i)
{
	return strcmp(account_detail(a, i, "outcome"), "ignored") == 0 &&
	    account_next(a, i, "note") == 0;
}

static void
text_labels(FILE *out, const struct account *a, size_t from, size_t to)
{
	size_t	 i, n = 0;

	for (i = account_find(a, from, to, "label"); i < to;
	    i = account_find(a, i + 1, to, "label")) {
		if (is_foreign(a, i))
			continue;
		if (n++ == 0)
			fputs("  labels:\n", out);
		text_label(out, a, i);
	}
}

static void
text_defaults(FILE *out, const struct account *a, size_t from, size_t to)
{
	size_t	 i, n = 0;

	for (i = account_find(a, from, to, "default"); i < to;
	    i = account_find(a, i + 1, to, "default")) {
		if (n++ == 0)
			fputs("  without a label:\n", out);
		wrap(out, 4, 8, "-> %s=%s", a->maker.v[i].value,
		    account_detail(a, i, "is"));
	}
}

static void
text_foreign(FILE *out, const struct account *a, size_t from, size_t to)
{
	char	*text = NULL;
	size_t	 i, size;
	FILE	*list;

	if ((list = open_memstream(&text, &size)) == NULL)
		fatal(NULL);
	for (i = account_find(a, from, to, "label"); i < to;
	    i = account_find(a, i + 1, to, "label"))
		if (is_foreign(a, i))
			fprintf(list, " %s", a->maker.v[i].value);
	if (fclose(list) == EOF)
		fatal(NULL);
	if (size > 0)
		wrap(out, 2, 4, "labels that are not for Traefik:%s", text);
	free(text);
}

static void
text_container(FILE *out, const struct account *a, size_t i)
{
	size_t	 end = account_end(a, i);

	text_head(out, a, i, end);
	text_objects(out, a, i, end);
	text_faults(out, a, i, end);
	text_steps(out, a, i, end);
	text_labels(out, a, i, end);
	text_defaults(out, a, i, end);
	text_foreign(out, a, i, end);
}

/* Why nobody should rely on the rest. */
static void
text_neighbours(FILE *out, const struct account *a)
{
	size_t	 i;

	i = account_find(a, 0, a->maker.n, "docker");
	if (i < a->maker.n)
		wrap(out, 0, 4, "Docker: %s; what has no labels here is "
		    "as it was known before", a->maker.v[i].value);
	for (i = 0; i < a->writer.n; i++)
		if (strcmp(a->writer.v[i].name, "redis.state") == 0)
			wrap(out, 0, 4, "Redis: %s; until that is over it "
			    "learns of nothing new", a->writer.v[i].value);
}

static size_t
text_all(FILE *out, const struct account *a)
{
	const struct items	*m = &a->maker;
	size_t			 i, n = 0;

	text_neighbours(out, a);
	for (i = account_find(a, 0, m->n, "container"); i < m->n;
	    i = account_find(a, i + 1, m->n, "container")) {
		if (n++ > 0)
			fputc('\n', out);
		text_container(out, a, i);
	}
	for (i = account_find(a, 0, m->n, "match"); i < m->n;
	    i = account_find(a, i + 1, m->n, "match"), n++)
		wrap(out, 0, 4, "container %s: it too, not shown",
		    m->v[i].value);
	return n;
}

/* A member of an object, after the first with a comma. */
static void
json_member(FILE *out, const char *name, const char *value, size_t n)
{
	if (n > 0)
		fputc(',', out);
	json_string(out, name);
	fputc(':', out);
	json_string(out, value);
}

static void
json_list(FILE *out, const char *name)
{
	fprintf(out, ",\"%s\":[", name);
}

/* The items of that head, each with its one detail. */
static void
json_pairs(FILE *out, const struct account *a, size_t from, size_t to,
    const char *head, const char *detail, const char *const names[2])
{
	size_t	 i, n = 0;

	for (i = account_find(a, from, to, head); i < to;
	    i = account_find(a, i + 1, to, head)) {
		fputs(n++ > 0 ? ",{" : "{", out);
		json_member(out, names[0], a->maker.v[i].value, 0);
		json_member(out, names[1], account_detail(a, i, detail), 1);
		fputc('}', out);
	}
	fputc(']', out);
}

static void
json_references(FILE *out, const struct account *a, size_t object)
{
	size_t	 i = object, n = 0;

	while ((i = account_next(a, i, "refers")) != 0) {
		if (n++ > 0)
			fputc(',', out);
		json_string(out, a->maker.v[i].value);
	}
}

static void
json_objects(FILE *out, const struct account *a, size_t from, size_t to)
{
	const char	*state;
	const char	*text;
	size_t		 i, n = 0;

	json_list(out, "objects");
	for (i = account_find(a, from, to, "object"); i < to;
	    i = account_find(a, i + 1, to, "object")) {
		text = kept_out(a, i);
		state = text != NULL ? "waits" : account_detail(a, i, "state");
		fputs(n++ > 0 ? ",{" : "{", out);
		json_member(out, "name", a->maker.v[i].value, 0);
		json_member(out, "state", state, 1);
		json_member(out, "because", text != NULL ? text :
		    account_detail(a, i, "text"), 1);
		json_member(out, "by", account_detail(a, i, "by"), 1);
		json_member(out, "owner", account_detail(a, i, "owner"), 1);
		json_list(out, "missing");
		json_references(out, a, i);
		fputs("]}", out);
	}
	fputc(']', out);
}

static void
json_values(FILE *out, const struct items *items, size_t from, size_t to,
    const char *name)
{
	size_t	 n = 0;

	for (; from < to; from++) {
		if (strcmp(items->v[from].name, name) != 0)
			continue;
		if (n++ > 0)
			fputc(',', out);
		json_string(out, items->v[from].value);
	}
	fputc(']', out);
}

static void
json_label(FILE *out, const struct account *a, size_t i)
{
	size_t	 key = i, n = 0;

	json_member(out, "name", a->maker.v[i].value, 0);
	json_member(out, "value", account_detail(a, i, "value"), 1);
	json_member(out, "outcome", account_detail(a, i, "outcome"), 1);
	json_member(out, "note", account_detail(a, i, "note"), 1);
	json_list(out, "keys");
	while ((key = account_next(a, key, "key")) != 0) {
		fputs(n++ > 0 ? ",{" : "{", out);
		json_member(out, "key", a->maker.v[key].value, 0);
		json_member(out, "value", account_detail(a, key, "is"), 1);
		fputc('}', out);
	}
	fputc(']', out);
}

static void
json_labels(FILE *out, const struct account *a, size_t from, size_t to)
{
	size_t	 i, n = 0;

	json_list(out, "labels");
	for (i = account_find(a, from, to, "label"); i < to;
	    i = account_find(a, i + 1, to, "label")) {
		fputs(n++ > 0 ? ",{" : "{", out);
		json_label(out, a, i);
		fputc('}', out);
	}
	fputc(']', out);
}

static void
json_container(FILE *out, const struct account *a, size_t i)
{
	static const char *const	steps[] = { "of", "what" };
	static const char *const	keys[] = { "key", "value" };
	const char			*why;
	size_t				 end = account_end(a, i);

	fputc('{', out);
	json_member(out, "name", a->maker.v[i].value, 0);
	json_member(out, "id", account_detail(a, i, "id"), 1);
	json_member(out, "state", account_detail(a, i, "state"), 1);
	json_member(out, "verdict", verdict_of(a, i, end, &why), 1);
	json_member(out, "because", why, 1);
	json_objects(out, a, i, end);
	json_list(out, "decisions");
	json_pairs(out, a, i, end, "step", "text", steps);
	json_list(out, "faults");
	json_values(out, &a->maker, i, end, "fault");
	json_labels(out, a, i, end);
	json_list(out, "defaults");
	json_pairs(out, a, i, end, "default", "is", keys);
	fputc('}', out);
}

static size_t
json_all(FILE *out, const struct account *a)
{
	const struct items	*m = &a->maker;
	size_t			 i, n = 0;

	fputs("{\"containers\":[", out);
	for (i = account_find(a, 0, m->n, "container"); i < m->n;
	    i = account_find(a, i + 1, m->n, "container")) {
		if (n++ > 0)
			fputc(',', out);
		json_container(out, a, i);
	}
	fputc(']', out);
	json_list(out, "others");
	json_values(out, m, 0, m->n, "match");
	json_list(out, "nearest");
	json_values(out, m, 0, m->n, "nearest");
	json_list(out, "docker");
	json_values(out, m, 0, m->n, "docker");
	json_list(out, "redis");
	json_values(out, &a->writer, 0, a->writer.n, "redis.state");
	fputs("}\n", out);
	return n;
}

size_t
explain_show(FILE *out, const struct items *items, int json)
{
	struct account	 a;
	size_t		 n;

	account_read(&a, items);
	n = json ? json_all(out, &a) : text_all(out, &a);
	account_free(&a);
	return n;
}

const char *
explain_nearest(const struct items *items)
{
	size_t	 i;

	for (i = 0; i < items->n; i++)
		if (strcmp(items->v[i].name, "route-maker.nearest") == 0)
			return items->v[i].value;
	return NULL;
}
