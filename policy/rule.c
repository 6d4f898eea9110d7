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

#include <string.h>

#include "common/unit.h"
#include "policy/rule.h"

/* Appends a word to a string. */
static const char *
join(struct arena *a, const char *text, const char *word)
{
	return arena_printf(a, "%s%s%s", text, *text == '\0' ? "" : " ", word);
}

static const char *
quote(struct arena *a, const char *text)
{
	char	*quoted = arena_alloc(a, 2 * strlen(text) + 3), *p = quoted;

	*p++ = '"';
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			*p++ = '\\';
		*p++ = *text;
	}
	*p++ = '"';
	*p = '\0';
	return quoted;
}

static const char *
entry_text(struct arena *a, enum criterion_form form,
    const struct rule_entry *e)
{
	switch (e->type) {
	case ENTRY_ANY:
		return "any";
	case ENTRY_PUBLISHED:
	case ENTRY_CONTAINER:
	case ENTRY_LABELLED:
		return address_words[e->type - ENTRY_PUBLISHED];
	case ENTRY_TEXT:
		break;
	}
	if (form == FORM_PROTOCOLS)
		return e->text;
	if (form != FORM_PORTS)
		return quote(a, e->text);
	if (e->low == e->high)
		return arena_printf(a, "%u", e->low);
	return arena_printf(a, "%u:%u", e->low, e->high);
}

/* One entry, or a list. */
static const char *
entries_text(struct arena *a, enum criterion_form form,
    const struct rule_part *part)
{
	char	*text, *p;
	size_t	 i, size = 5;
	const char	**words;

	if (part->n == 1)
		return entry_text(a, form, part->entries);
	words = arena_alloc(a, part->n * sizeof(*words));
	for (i = 0; i < part->n; i++) {
		words[i] = entry_text(a, form, &part->entries[i]);
		size += strlen(words[i]) + 1;
	}
	text = p = arena_alloc(a, size);
	*p++ = '{';
	for (i = 0; i < part->n; i++) {
		*p++ = ' ';
		memcpy(p, words[i], strlen(words[i]));
		p += strlen(words[i]);
	}
	memcpy(p, " }", 3);
	return text;
}

static const char *
part_text(struct arena *a, const struct rule_part *part)
{
	const struct criterion	*c = criterion_get(part->id);
	const char		*value;

	switch (c->form) {
	case FORM_YES_NO:
		value = part->yes ? "yes" : "no";
		break;
	case FORM_NUMBER:
		value = arena_printf(a, "%c %lld", part->above ? '>' : '<',
		    (long long)part->number);
		break;
	case FORM_LABEL:
		value = arena_printf(a, "%s = %s", quote(a, part->label),
		    entries_text(a, c->form, part));
		break;
	default:
		value = entries_text(a, c->form, part);
	}
	return arena_printf(a, "%s %s", c->words, value);
}

const char *
rule_bound(struct arena *a, const struct rule *r, int objects)
{
	char	 size[UNIT_SIZE_TEXT];

	if (objects)
		return arena_printf(a, "objects %u", r->objects);
	unit_size_text(size, r->bytes);
	return arena_printf(a, "bytes %s", size);
}

/* The words before the criteria. */
static const char *
head_text(struct arena *a, const struct rule *r)
{
	const char	*text = r->pass ? "pass" : "block";

	if (r->limit)
		return "limit";
	if (r->quick)
		text = join(a, text, "quick");
	if (r->log)
		text = join(a, text, "log");
	return join(a, text, rule_kind_word(r->kind));
}

const char *
rule_text(struct arena *a, const struct rule *r)
{
	const char	*text = head_text(a, r);
	size_t		 i;

	for (i = 0; i < r->n; i++)
		text = join(a, text, part_text(a, &r->parts[i]));
	if (r->objects != 0)
		text = join(a, text, rule_bound(a, r, 1));
	if (r->bytes != 0)
		text = join(a, text, rule_bound(a, r, 0));
	return text;
}

/* The place is a string like those of a rule. */
const char *
rule_line(struct arena *a, const char *place, const struct rule *r)
{
	char	*clean = arena_strdup(a, place), *p;

	for (p = clean; *p != '\0'; p++)
		if (*p == '"' || *p == '\\' || *p == '\n')
			*p = '?';
	return arena_printf(a, "\"%s\" %s\n", clean, rule_text(a, r));
}

static int
is_blank(int c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A string in quotes; NULL if they are not closed. */
static const char *
read_quoted(struct arena *a, const char **at)
{
	const char	*s = *at + 1;
	char		*text = arena_alloc(a, strlen(s) + 1), *p = text;

	for (; *s != '"'; s++) {
		if (*s == '\\' && (s[1] == '"' || s[1] == '\\'))
			s++;
		if (*s == '\0')
			return NULL;
		*p++ = *s;
	}
	*p = '\0';
	*at = s + 1;
	return text;
}

static int
read_token(struct arena *a, const char **at, struct rule_token *t)
{
	static const char	 marks[] = "{},<>=";
	size_t			 n = 0;

	while (is_blank(**at))
		++*at;
	t->type = RULE_MARK;
	if (**at == '\0') {
		t->type = RULE_END;
		t->text = "";
		return 0;
	}
	if (**at == '"') {
		t->type = RULE_TEXT;
		return (t->text = read_quoted(a, at)) == NULL ? -1 : 0;
	}
	if (strchr(marks, **at) != NULL)
		n = 1;
	else {
		t->type = RULE_WORD;
		while ((*at)[n] != '\0' && !is_blank((*at)[n]) &&
		    (*at)[n] != '"' && strchr(marks, (*at)[n]) == NULL)
			n++;
	}
	t->text = arena_strndup(a, *at, n);
	*at += n;
	return 0;
}

struct rule_token *
rule_tokens(struct arena *a, const char *text)
{
	struct rule_token	*list;
	size_t			 n = 0, len = strlen(text);

	if (len > RULE_TEXT_MAX)
		return NULL;
	list = arena_calloc(a, (len + 1) * sizeof(*list));
	do {
		if (read_token(a, &text, &list[n]) == -1)
			return NULL;
	} while (list[n++].type != RULE_END);
	return list;
}

/* What follows `quick', `log' and the kind is equal. */
static int
same_parts(struct arena *a, const struct rule *r, const struct rule *other)
{
	size_t	 i;

	if (r->n != other->n)
		return 0;
	for (i = 0; i < r->n; i++)
		if (strcmp(part_text(a, &r->parts[i]),
		    part_text(a, &other->parts[i])) != 0)
			return 0;
	return 1;
}

int
rule_covers(struct arena *a, const struct rule *r, const struct rule *other)
{
	if (!r->quick || other->limit || (r->kind != RULE_ALL && r->kind != other->kind))
		return 0;
	return r->n == 0 || same_parts(a, r, other);
}
