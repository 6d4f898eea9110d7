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

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "go/trim.h"
#include "route-maker/translate/v1_matcher.h"
#include "route-maker/translate/v1_path.h"
#include "route-maker/translate/v1_pattern.h"
#include "route-maker/translate/v1_rule.h"

static int
is_ascii(const char *s)
{
	while (*s != '\0' && (unsigned char)*s < 0x80)
		s++;
	return *s == '\0';
}

static int
make_host(struct v1_part_ctx *x, const char *text)
{
	char	*host = arena_strdup(x->arena, text), *p;

	if (!is_ascii(host))
		return v1_part_fault(x, "%.64s is not ASCII, which Traefik 3 "
		    "rejects; write it in punycode", host);
	if (strchr(host, '*') != NULL)
		return v1_part_fault(x, "a star in %.64s matched nothing in "
		    "Traefik 1, and is a wildcard in Traefik 3; write "
		    "HostRegexp with {name:[a-z0-9-]+} for it", host);
	for (p = host; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	return v1_alternative(x, "Host", host);
}

static int
make_hosts(struct v1_part_ctx *x)
{
	size_t	i;

	for (i = 0; i < x->args.n; i++)
		if (make_host(x, x->args.v[i]) == -1)
			return -1;
	return 0;
}

static int
make_host_regexp(struct v1_part_ctx *x, const char *text)
{
	const char	*why;
	char		*regex;

	if (!v1_pattern_has(text) || !is_ascii(text))
		return make_host(x, text);
	if ((regex = v1_pattern(x->arena, text, "[^.]+", &why)) == NULL)
		return v1_part_fault(x, "%.64s: %s", text, why);
	return v1_expression(x, "HostRegexp", arena_printf(x->arena,
	    "(?i)^%s$", regex));
}

static int
make_host_regexps(struct v1_part_ctx *x)
{
	size_t	i;

	for (i = 0; i < x->args.n; i++)
		if (make_host_regexp(x, x->args.v[i]) == -1)
			return -1;
	return 0;
}

static int
make_methods(struct v1_part_ctx *x)
{
	char	*method, *p;
	size_t	 i;

	for (i = 0; i < x->args.n; i++) {
		method = arena_strdup(x->arena, x->args.v[i]);
		for (p = method; *p != '\0'; p++)
			*p = (char)toupper((unsigned char)*p);
		if (v1_alternative(x, "Method", method) == -1)
			return -1;
	}
	return 0;
}

static int
make_headers(struct v1_part_ctx *x)
{
	int		 regexp = strcmp(x->matcher->name, "Headers") != 0;
	const char	*value;
	size_t		 i;

	if (x->args.n % 2 != 0)
		return v1_part_fault(x, "an odd number of words; write "
		    "NAME,VALUE");
	for (i = 0; i < x->args.n; i += 2) {
		value = x->args.v[i + 1];
		if (regexp && v1_compiles(x, value) == -1)
			return v1_part_fault(x, "%.64s is not a regular "
			    "expression", value);
		if (v1_pair(x, regexp ? "HeaderRegexp" : "Header",
		    x->args.v[i], value) == -1)
			return -1;
	}
	return 0;
}

static int
make_query(struct v1_part_ctx *x, const char *key, const char *value)
{
	const char	*why;
	char		*regex;

	if (*value == '\0')
		return v1_pair(x, "QueryRegexp", key, ".*");
	if (!v1_pattern_has(value))
		return v1_pair(x, "Query", key, value);
	if ((regex = v1_pattern(x->arena, value, ".*", &why)) == NULL)
		return v1_part_fault(x, "%.64s: %s", value, why);
	regex = arena_printf(x->arena, "^%s$", regex);
	if (v1_compiles(x, regex) == -1)
		return v1_part_fault(x, "%.64s is not a regular expression",
		    value);
	return v1_pair(x, "QueryRegexp", key, regex);
}

/* Each word is split at each `='; then two pieces are a pair. */
static int
make_queries(struct v1_part_ctx *x)
{
	const char	*word, *key = NULL, *piece;
	size_t		 i, n;

	for (i = 0; i < x->args.n; i++)
		for (word = x->args.v[i]; word != NULL;
		    word = word[n] == '\0' ? NULL : word + n + 1) {
			n = strcspn(word, "=");
			piece = arena_strndup(x->arena, word, n);
			if (key == NULL)
				key = piece;
			else if (make_query(x, key, piece) == -1)
				return -1;
			else
				key = NULL;
		}
	return key == NULL ? 0 : v1_part_fault(x, "%.64s has no value; write "
	    "NAME=VALUE", key);
}

/* Of several words, the last one counts. */
static const char *
last_word(const struct v1_part_ctx *x)
{
	return x->args.v[x->args.n - 1];
}

static int
make_add_prefix(struct v1_part_ctx *x)
{
	x->rule->add_prefix = last_word(x);
	return 0;
}

static int
make_replace_path(struct v1_part_ctx *x)
{
	x->rule->replace_path = last_word(x);
	return 0;
}

static int
make_replace_regex(struct v1_part_ctx *x)
{
	const char	*word = last_word(x), *blank = strchr(word, ' ');
	char		*regex;

	if (blank == NULL || strchr(blank + 1, ' ') != NULL) {
		made_warn(x->made, x->label, "ReplacePathRegex: Traefik 1 "
		    "ignored it, because it has not exactly one blank");
		return 0;
	}
	regex = arena_strndup(x->arena, word, (size_t)(blank - word));
	if (v1_compiles(x, regex) == -1)
		return v1_part_fault(x, "%.64s is not a regular expression; "
		    "Traefik 1 splits at each comma, also inside of one",
		    regex);
	x->rule->regex = regex;
	x->rule->replacement = blank + 1;
	return 0;
}

static const struct v1_matcher	matchers[] = {
	{ "Host", make_hosts, 0 },
	{ "HostRegexp", make_host_regexps, 0 },
	{ "Path", v1_make_path, PATH_EXACT },
	{ "PathPrefix", v1_make_path, 0 },
	{ "PathStrip", v1_make_path, PATH_EXACT | PATH_STRIP },
	{ "PathStripRegex", v1_make_path, PATH_EXACT | PATH_REGEX },
	{ "PathPrefixStrip", v1_make_path, PATH_STRIP },
	{ "PathPrefixStripRegex", v1_make_path, PATH_REGEX },
	{ "Method", make_methods, 0 },
	{ "Headers", make_headers, 0 },
	{ "HeadersRegexp", make_headers, 0 },
	{ "Query", make_queries, 0 },
	{ "AddPrefix", make_add_prefix, 0 },
	{ "ReplacePath", make_replace_path, 0 },
	{ "ReplacePathRegex", make_replace_regex, 0 }
};

/* The name ends at a colon; white space around it is dropped. */
static const struct v1_matcher *
find_matcher(struct made *m, const char *label, const char *s, size_t len)
{
	const char	*start = s, *end = s + len;
	size_t		 i;

	go_trim_space(&start, &end);
	len = (size_t)(end - start);
	for (i = 0; i < sizeof(matchers) / sizeof(matchers[0]); i++)
		if (strlen(matchers[i].name) == len &&
		    strncmp(matchers[i].name, start, len) == 0)
			return &matchers[i];
	(void)made_fault(m, label, "the rule's part `%.*s' begins with no name "
	    "that Traefik 1 knows, such as Host; the case of letters matters",
	    (int)(len > 64 ? 64 : len), start);
	return NULL;
}

/* Several colons are one.  Works in place. */
static void
join_colons(char *s)
{
	char	*p = s;

	for (; *s != '\0'; s++)
		if (*s != ':' || (s[1] != ':' && s[1] != '\0'))
			*p++ = *s;
	*p = '\0';
}

/* Translates what is between two semicolons. */
static int
make_part(struct v1_part_ctx *x, char *s)
{
	size_t	 n;

	s += strspn(s, ":");
	n = strcspn(s, ":");
	x->matcher = find_matcher(x->made, x->label, s, n);
	if (x->matcher == NULL)
		return -1;
	s += n;
	s += strspn(s, ":");
	join_colons(s);
	words_split(x->arena, &x->args, s, ",");
	if (x->args.n == 0)
		return v1_part_fault(x, "nothing follows it; write %s:VALUE",
		    x->matcher->name);
	return x->matcher->make(x);
}

/*
 * Appends a part to the rule.  Beside others, alternatives have parentheses;
 * first is the number of those of the first part, if it has none yet.
 */
static int
join(struct v1_part_ctx *x, size_t parts, size_t first)
{
	const char	*open = "", *shut = "", *and = "";
	size_t		 n = x->whole_len;

	if (x->count > 1 && parts > 1) {
		open = "(";
		shut = ")";
	}
	if (first > 1) {
		memmove(x->whole + 1, x->whole, n);
		x->whole[0] = '(';
		x->whole[n + 1] = ')';
		n += 2;
	}
	if (n > 0)
		and = " && ";
	n += (size_t)snprintf(x->whole + n, sizeof(x->whole) - n, "%s%s%s%s",
	    and, open, x->text, shut);
	if (n > V1_RULE_MAX)
		return v1_part_fault(x, "the rule becomes longer than %d bytes",
		    V1_RULE_MAX);
	x->whole_len = n;
	x->rule->text = x->whole;
	return 0;
}

int
v1_rule(struct made *m, const char *label, const char *s,
    struct v1_rule *rule)
{
	struct v1_part_ctx	*x;
	size_t			 n, parts = 0, first = 0;
	int			 slash_said = 0;

	memset(rule, 0, sizeof(*rule));
	/* A modifier may be repeated, and does not make the result longer. */
	if (strlen(s) > V1_RULE_MAX)
		return made_fault(m, label, "the rule is longer than %d bytes",
		    V1_RULE_MAX);
	x = arena_calloc(m->d->arena, sizeof(*x));
	x->made = m;
	x->arena = m->d->arena;
	x->label = label;
	x->rule = rule;
	x->slash_said = &slash_said;
	for (; *s != '\0'; s += n) {
		s += strspn(s, ";");
		if ((n = strcspn(s, ";")) == 0)
			break;
		x->len = x->count = 0;
		x->text[0] = '\0';
		if (make_part(x, arena_strndup(x->arena, s, n)) == -1)
			return -1;
		if (x->len == 0)
			continue;
		if (join(x, ++parts, first) == -1)
			return -1;
		first = parts == 1 ? x->count : 1;
	}
	if (x->matcher == NULL)
		return made_fault(m, label, "the rule is empty; write "
		    "Host:NAME");
	if (rule->text == NULL)
		rule->text = "PathPrefix(`/`)";
	return 0;
}
