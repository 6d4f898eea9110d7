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

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "common/nearest.h"
#include "common/unit.h"
#include "policy/hostset.h"
#include "policy/kind.h"
#include "policy/rule.h"

struct build_ctx {
	struct arena		*arena;
	const struct rule_token	*tokens;
	size_t			 at;		/* the current one */
	struct rule		*rule;
	size_t			 entries;	/* of the whole rule */
	char			*why;
};

static int	fail(struct build_ctx *, const char *, ...)
		    __attribute__((__format__ (printf, 2, 3)));

static int
fail(struct build_ctx *b, const char *fmt, ...)
{
	va_list	 ap;

	va_start(ap, fmt);
	(void)vsnprintf(b->why, RULE_WHY_MAX, fmt, ap);
	va_end(ap);
	return -1;
}

static const struct rule_token *
current(const struct build_ctx *b)
{
	return &b->tokens[b->at];
}

/* The words, one after the other, if the next tokens are these. */
static int
take_words(struct build_ctx *b, const char *words)
{
	size_t	 at = b->at, n;

	for (;; words += n + 1) {
		n = strcspn(words, " ");
		if (b->tokens[at].type != RULE_WORD ||
		    strlen(b->tokens[at].text) != n ||
		    strncmp(b->tokens[at].text, words, n) != 0)
			return 0;
		at++;
		if (words[n] == '\0')
			break;
	}
	b->at = at;
	return 1;
}

static int
take_mark(struct build_ctx *b, int mark)
{
	const struct rule_token	*t = current(b);

	if (t->type != RULE_MARK || t->text[0] != mark)
		return 0;
	b->at++;
	return 1;
}

/* The token in an error, in a buffer of the arena. */
static const char *
shown(struct build_ctx *b)
{
	const struct rule_token	*t = current(b);

	if (t->type == RULE_END)
		return "the line ends";
	return arena_printf(b->arena, t->type == RULE_TEXT ? "\"%.64s\"" :
	    "`%.64s'", t->text);
}

static int
expected(struct build_ctx *b, const char *what)
{
	return fail(b, "%s, but %s is expected", shown(b), what);
}

static const char *
next_word(const void *arg, size_t i)
{
	return ((const char *const *)arg)[i];
}

/* Reports an unknown word, with the most similar of n words. */
static int
unknown(struct build_ctx *b, const char *const *words, size_t n,
    const char *what)
{
	const char	*near = NULL;

	if (current(b)->type == RULE_WORD)
		near = nearest(current(b)->text, n, next_word, words);
	if (near == NULL)
		return expected(b, what);
	return fail(b, "%s, but %s is expected; did you mean `%s'?", shown(b),
	    what, near);
}

static int
read_kind(struct build_ctx *b)
{
	const char	*words[RULE_KINDS];
	enum rule_kind	 kind;

	for (kind = RULE_ALL; kind < RULE_KINDS; kind++) {
		words[kind] = rule_kind_word(kind);
		if (take_words(b, words[kind])) {
			b->rule->kind = kind;
			return 0;
		}
	}
	return unknown(b, words, RULE_KINDS, "`all', `router', `service', "
	    "`middleware' or `store'");
}

/* Printable, because they get into the log. */
static int
is_printable(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < ' ' || *s == 0x7f)
			return 0;
	return 1;
}

static int
read_host(struct build_ctx *b, struct rule_entry *e)
{
	const char	*name = hostset_name(b->arena, e->text);

	if (name == NULL)
		return fail(b, "%s is not the name of a host; `*' may only "
		    "be its first label, as in \"*.example.com\"", shown(b));
	e->text = name;
	return 0;
}

/* A number from 1 to 65535; 0: none. */
static uint16_t
read_port(const char *s, size_t len)
{
	unsigned long	 n;

	if (len == 0 || len > 5 || strspn(s, "0123456789") < len)
		return 0;
	n = strtoul(s, NULL, 10);
	return n > UINT16_MAX ? 0 : (uint16_t)n;
}

static int
read_range(struct build_ctx *b, struct rule_entry *e)
{
	size_t	 n = strcspn(e->text, ":");

	e->low = e->high = read_port(e->text, n);
	if (e->text[n] != '\0')
		e->high = read_port(e->text + n + 1, strlen(e->text + n + 1));
	if (e->low == 0 || e->high == 0)
		return fail(b, "%s is neither a port from 1 to 65535 nor a "
		    "range such as 1024:65535", shown(b));
	if (e->low > e->high)
		return fail(b, "%s is an empty range: the first port is above "
		    "the last one", shown(b));
	return 0;
}

static int
read_address(struct build_ctx *b, struct rule_entry *e)
{
	size_t	 i;

	for (i = 0; i < ADDRESS_WORDS; i++)
		if (current(b)->type == RULE_WORD &&
		    strcmp(e->text, address_words[i]) == 0) {
			e->type = (enum entry_type)(ENTRY_PUBLISHED + i);
			return 0;
		}
	if (subnet_parse(&e->net, e->text) == 0)
		return 0;
	e->net.family = 0;
	if (current(b)->type == RULE_TEXT &&
	    strpbrk(e->text, "/:") == NULL && (e->text = hostset_name(b->arena, e->text)) != NULL)
		return 0;
	return unknown(b, address_words, ADDRESS_WORDS, "an "
	    "address, a network such as 10.0.0.0/8, a name in quotes, "
	    "`published', `container' or `labelled'");
}

static int
read_protocol(struct build_ctx *b, const struct rule_entry *e)
{
	size_t	 i;

	for (i = 0; i < PROTOCOL_WORDS; i++)
		if (strcmp(e->text, protocol_words[i]) == 0)
			return 0;
	return unknown(b, protocol_words, PROTOCOL_WORDS,
	    "`http', `tcp' or `udp'");
}

/* Checks the current token as an entry of a list of that form. */
static int
check_entry(struct build_ctx *b, enum criterion_form form,
    struct rule_entry *e)
{
	if (e->text[0] == '\0')
		return fail(b, "an empty string is no entry of a list");
	if (!is_printable(e->text))
		return fail(b, "a control character in a string");
	switch (form) {
	case FORM_HOSTS:
		return read_host(b, e);
	case FORM_PORTS:
		return read_range(b, e);
	case FORM_ADDRESSES:
		return read_address(b, e);
	case FORM_PROTOCOLS:
		return read_protocol(b, e);
	default:
		return 0;
	}
}

/* A kind that no Traefik has would match nothing. */
static int
check_kind(struct build_ctx *b, const char *pattern)
{
	const char	*near;

	if (kind_known(pattern))
		return 0;
	if ((near = kind_nearest(pattern)) == NULL)
		return fail(b, "%s is not a kind of middleware", shown(b));
	return fail(b, "%s is not a kind of middleware; did you mean `%s'?",
	    shown(b), near);
}

static int
read_entry(struct build_ctx *b, const struct criterion *c,
    struct rule_part *part)
{
	const struct rule_token	*t = current(b);
	struct rule_entry	*e = &part->entries[part->n];

	if (t->type != RULE_WORD && t->type != RULE_TEXT)
		return expected(b, "an entry of the list");
	if (b->entries++ == RULE_ENTRIES_MAX)
		return fail(b, "more than %d entries in one rule",
		    RULE_ENTRIES_MAX);
	e->text = arena_strdup(b->arena, t->text);
	if (t->type == RULE_WORD && strcmp(t->text, "any") == 0 &&
	    c->form != FORM_NAME)
		e->type = ENTRY_ANY;
	else if (check_entry(b, c->form, e) == -1 ||
	    (c == criterion_get(CRITERION_KIND) &&
	    check_kind(b, e->text) == -1))
		return -1;
	e->len = e->text == NULL ? 0 : strlen(e->text);
	part->n++;
	b->at++;
	return 0;
}

/* The maximum of entries of the list that begins here. */
static size_t
count_entries(const struct build_ctx *b)
{
	size_t	 i;

	for (i = b->at; b->tokens[i].type != RULE_END &&
	    (b->tokens[i].type != RULE_MARK || b->tokens[i].text[0] != '}');
	    i++)
		continue;
	return i - b->at + 1;
}

/* One entry, or a list with optional commas. */
static int
read_entries(struct build_ctx *b, const struct criterion *c,
    struct rule_part *part)
{
	if (!take_mark(b, '{')) {
		part->entries = arena_calloc(b->arena,
		    sizeof(*part->entries));
		if (current(b)->type == RULE_END)
			return fail(b, "`%s' needs a value, or a list between "
			    "`{' and `}'", c->words);
		return read_entry(b, c, part);
	}
	part->entries = arena_calloc(b->arena,
	    count_entries(b) * sizeof(*part->entries));
	while (!take_mark(b, '}')) {
		if (current(b)->type == RULE_END)
			return fail(b, "the list of `%s' has no `}'",
			    c->words);
		if (read_entry(b, c, part) == -1)
			return -1;
		take_mark(b, ',');
	}
	if (part->n == 0) {
		b->at--;
		return fail(b, "the list of `%s' is empty", c->words);
	}
	return 0;
}

static int
read_number(struct build_ctx *b, struct rule_part *part)
{
	const struct rule_token	*t;
	char			*end;

	if (!(part->above = take_mark(b, '>')) && !take_mark(b, '<'))
		return expected(b, "`<' or `>'");
	t = current(b);
	errno = 0;
	part->number = strtoll(t->text, &end, 10);
	if (t->type != RULE_WORD || end == t->text || *end != '\0' ||
	    strspn(t->text, "-0123456789") != strlen(t->text) || errno != 0)
		return expected(b, "a number");
	b->at++;
	return 0;
}

static int
read_label(struct build_ctx *b, const struct criterion *c,
    struct rule_part *part)
{
	const struct rule_token	*t = current(b);

	if ((t->type != RULE_WORD && t->type != RULE_TEXT) ||
	    t->text[0] == '\0' || !is_printable(t->text))
		return expected(b, "the name of a label");
	part->label = arena_strdup(b->arena, t->text);
	b->at++;
	if (!take_mark(b, '='))
		return expected(b, "`='");
	return read_entries(b, c, part);
}

static int
read_value(struct build_ctx *b, const struct criterion *c,
    struct rule_part *part)
{
	switch (c->form) {
	case FORM_YES_NO:
		if ((part->yes = take_words(b, "yes")) || take_words(b, "no"))
			return 0;
		return expected(b, "`yes' or `no'");
	case FORM_NUMBER:
		return read_number(b, part);
	case FORM_LABEL:
		return read_label(b, c, part);
	case FORM_NAME:
		part->entries = arena_calloc(b->arena,
		    sizeof(*part->entries));
		if (current(b)->type == RULE_END ||
		    current(b)->type == RULE_MARK)
			return expected(b, "a name");
		return read_entry(b, c, part);
	default:
		return read_entries(b, c, part);
	}
}

/* Reports a word that is no criterion of this kind of object. */
static int
no_criterion(struct build_ctx *b)
{
	static const char *const	 bounds[] = { "from", "objects",
					    "bytes" };
	const char			*words[CRITERION_MAX];
	enum criterion_id		 id;
	size_t				 n = 0;
	int				 from = take_words(b, "from");

	if (!from && b->rule->limit)
		return unknown(b, bounds, sizeof(bounds) / sizeof(bounds[0]),
		    "`from', `objects' or `bytes'");
	for (id = from ? CRITERION_ORIGIN : 0; id < CRITERION_MAX; id++) {
		if (!criterion_of(id, b->rule->kind))
			continue;
		words[n] = criterion_get(id)->words;
		if (from)
			words[n] += strlen("from ");
		n++;
	}
	return unknown(b, words, n, from ? "`container', `project', "
	    "`namespace', `image', `network', `service' or `label'" :
	    "a criterion");
}

static int
read_part(struct build_ctx *b, struct rule_part *part)
{
	const struct criterion	*c = NULL;
	enum criterion_id	 id;
	size_t			 i, before = b->at;

	for (id = 0; id < CRITERION_MAX; id++) {
		c = criterion_get(id);
		if (take_words(b, c->words))
			break;
	}
	if (id == CRITERION_MAX || (b->rule->limit && id < CRITERION_ORIGIN)) {
		b->at = before;
		return no_criterion(b);
	}
	if (!criterion_of(id, b->rule->kind)) {
		b->at = before;
		return fail(b, "`%s' is not a criterion of %s%s; write the "
		    "kind of object that has it", c->words,
		    b->rule->kind == RULE_ALL ? "" : "a ",
		    b->rule->kind == RULE_ALL ? "all objects" :
		    rule_kind_word(b->rule->kind));
	}
	for (i = 0; i < b->rule->n && !c->repeats; i++)
		if (b->rule->parts[i].id == id) {
			b->at = before;
			return fail(b, "`%s' is there twice", c->words);
		}
	part->id = id;
	return read_value(b, c, part);
}

static int
next_part(struct build_ctx *b)
{
	struct rule	*r = b->rule;

	if (r->n == RULE_CRITERIA_MAX)
		return fail(b, "more than %d criteria in one rule",
		    RULE_CRITERIA_MAX);
	if (read_part(b, &r->parts[r->n]) == -1)
		return -1;
	r->n++;
	return 0;
}

/* `objects' or `bytes', with what a limit permits of these. */
static int
read_bound(struct build_ctx *b, const char *word, uint32_t *bound,
    uint32_t max)
{
	const struct rule_token	*t;
	long long		 n = -1;
	const char		*end;

	if (*bound != 0) {
		b->at--;
		return fail(b, "`%s' is there twice", word);
	}
	t = current(b);
	if (t->type == RULE_WORD && max == LIMIT_BYTES_MAX)
		n = unit_size(t->text);
	else if (t->type == RULE_WORD && (n = unit_digits(t->text, &end)) != -1
	    && *end != '\0')
		n = -1;
	if (n < 1 || n > max)
		return fail(b, "%s, but `%s' needs a number from 1 to %s",
		    shown(b), word, max == LIMIT_BYTES_MAX ? "1G, such as 64K" :
		    arena_printf(b->arena, "%u", max));
	*bound = (uint32_t)n;
	b->at++;
	return 0;
}

static int
read_limit(struct build_ctx *b)
{
	struct rule	*r = b->rule;
	int		 result = 0;

	r->limit = 1;
	while (result == 0 && current(b)->type != RULE_END) {
		if (take_words(b, "objects"))
			result = read_bound(b, "objects", &r->objects,
			    LIMIT_OBJECTS_MAX);
		else if (take_words(b, "bytes"))
			result = read_bound(b, "bytes", &r->bytes,
			    LIMIT_BYTES_MAX);
		else
			result = next_part(b);
	}
	if (result == -1)
		return -1;
	if (r->n == 0)
		return expected(b, "`from'");
	if (r->objects == 0 && r->bytes == 0)
		return expected(b, "`objects' or `bytes'");
	return 0;
}

static int
read_rule(struct build_ctx *b)
{
	struct rule	*r = b->rule;

	if (take_words(b, "limit"))
		return read_limit(b);
	if (!(r->pass = take_words(b, "pass")) && !take_words(b, "block"))
		return expected(b, "`pass', `block' or `limit'");
	r->quick = take_words(b, "quick");
	r->log = take_words(b, "log");
	if (!r->quick)
		r->quick = take_words(b, "quick");
	if (read_kind(b) == -1)
		return -1;
	while (current(b)->type != RULE_END)
		if (next_part(b) == -1)
			return -1;
	return 0;
}

int
rule_build(struct rule *r, struct arena *a, const struct rule_token *tokens,
    size_t *at, char why[RULE_WHY_MAX])
{
	struct build_ctx	 b = { .arena = a, .tokens = tokens, .rule = r,
				    .why = why };
	struct rule_part	 parts[RULE_CRITERIA_MAX];
	int			 result;

	memset(r, 0, sizeof(*r));
	memset(parts, 0, sizeof(parts));
	r->parts = parts;
	r->place = "";
	result = read_rule(&b);
	*at = b.at;
	r->parts = arena_alloc(a, (r->n + 1) * sizeof(*parts));
	memcpy(r->parts, parts, r->n * sizeof(*parts));
	return result;
}
