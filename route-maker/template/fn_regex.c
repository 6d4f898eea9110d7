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

#include "go/regex.h"
#include "go/utf8.h"
#include "route-maker/template/buffer.h"
#include "route-maker/template/collection.h"
#include "route-maker/template/exec.h"
#include "route-maker/template/fn.h"
#include "route-maker/template/limit.h"

static void
count_memory(struct exec *x, size_t bytes)
{
	x->regex_memory += bytes;
	if (x->regex_memory > TEMPLATE_REGEX_MAX)
		limit_exceeded(x, "bytes of memory for regular expressions",
		    TEMPLATE_REGEX_MAX);
}

static struct regex *
compile(struct exec *x, struct tmpl_string s)
{
	struct regex	*re;
	char		 why[160];

	/* Compilation takes as long as some hundred steps. */
	exec_step(x, 100 + s.len);
	re = regex_compile(x->arena, s.s, s.len, why, sizeof(why));
	if (re == NULL)
		exec_fail(x, "error parsing regexp: %s: `%s`", why, s.s);
	count_memory(x, regex_memory(re));
	return re;
}

static int
match(struct exec *x, struct regex *re, struct tmpl_string s, size_t from,
    size_t where[2])
{
	size_t	 before = regex_memory(re);
	int	 found;

	exec_step(x, 1 + (s.len - from) / 256);
	if ((found = regex_match(re, s.s, s.len, from, where)) == -1)
		exec_fail(x, "the expression takes too many steps");
	count_memory(x, regex_memory(re) - before);
	/* These are shorter than those of a template. */
	exec_step(x, regex_steps(re) / 4);
	return found;
}

FN(fn_must_regex_match)
{
	size_t	 where[2];

	(void)n;
	return datum_bool(match(x, compile(x, args[0].s), args[1].s, 0,
	    where));
}

/* In sprig, a malformed expression matches nothing. */
FN(fn_regex_match)
{
	char	 why[160];

	/* This compilation takes as long as the one that follows. */
	exec_step(x, 100 + args[0].s.len);
	if (regex_compile(x->arena, args[0].s.s, args[0].s.len, why,
	    sizeof(why)) == NULL)
		return datum_bool(0);
	return fn_must_regex_match(x, args, n);
}

FN(fn_regex_find)
{
	size_t	 where[2];

	(void)n;
	if (!match(x, compile(x, args[0].s), args[1].s, 0, where))
		return datum_string(string_of(""));
	return datum_string(substring(x, args[1].s, where[0], where[1]));
}

/* The length of the character at an offset; 1 at the end. */
static size_t
step_over(struct tmpl_string s, size_t at)
{
	size_t	 n = 1;

	if (at < s.len)
		rune_next(s.s + at, s.len - at, &n);
	return n;
}

/*
 * The start and the end of each match.  An empty match directly after another
 * match does not count.
 */
static struct tmpl_list *
find_all(struct exec *x, struct regex *re, struct tmpl_string s, int64_t limit)
{
	struct tmpl_list	*l = list_new(x, 8);
	size_t			 where[2], at = 0, last = SIZE_MAX;
	int			 good;

	while (at <= s.len && (limit < 0 || (int64_t)l->count / 2 < limit) &&
	    match(x, re, s, at, where)) {
		good = where[1] != at || where[0] != last;
		at = where[1] == at ? at + step_over(s, at) : where[1];
		last = where[1];
		if (!good)
			continue;
		list_add(x, l, datum_int((int64_t)where[0]));
		list_add(x, l, datum_int((int64_t)where[1]));
	}
	return l;
}

FN(fn_regex_find_all)
{
	struct tmpl_list	*ends, *l;
	struct tmpl_string	 s = args[1].s;
	size_t			 i;

	(void)n;
	ends = find_all(x, compile(x, args[0].s), s, args[2].i);
	if (ends->count == 0)
		return datum_list(TYPE_STRINGS, NULL);
	l = list_new(x, ends->count / 2);
	for (i = 0; i < ends->count; i += 2)
		list_add(x, l, datum_string(substring(x, s,
		    (size_t)ends->items[i].i, (size_t)ends->items[i + 1].i)));
	return datum_strings(l);
}

FN(fn_regex_split)
{
	struct tmpl_list	*ends, *l = list_new(x, 8);
	struct tmpl_string	 s = args[1].s;
	struct regex		*re = compile(x, args[0].s);
	int64_t			 limit = args[2].i;
	size_t			 i, begin = 0, end = 0;

	(void)n;
	if (limit == 0)
		return datum_list(TYPE_STRINGS, NULL);
	ends = find_all(x, re, s,
	    s.len == 0 && args[0].s.len > 0 ? 0 : limit);
	for (i = 0; i < ends->count; i += 2) {
		if (limit > 0 && (int64_t)l->count == limit - 1)
			break;
		end = (size_t)ends->items[i].i;
		if (ends->items[i + 1].i != 0)
			list_add(x, l,
			    datum_string(substring(x, s, begin, end)));
		begin = (size_t)ends->items[i + 1].i;
	}
	if (end != s.len || (s.len == 0 && args[0].s.len > 0))
		list_add(x, l, datum_string(substring(x, s, begin, s.len)));
	return datum_strings(l);
}

/* The length of a name after $, with optional braces; 0 if there is none. */
static size_t
group_name(struct tmpl_string t, size_t at, char *name, size_t size)
{
	size_t	 i, n = 0;
	int	 braces;

	braces = at < t.len && t.s[at] == '{';
	for (i = at + (size_t)braces; i < t.len; i++) {
		if (strchr("_0123456789abcdefghijklmnopqrstuvwxyz"
		    "ABCDEFGHIJKLMNOPQRSTUVWXYZ", t.s[i]) == NULL ||
		    t.s[i] == '\0')
			break;
		if (n < size - 1)
			name[n++] = t.s[i];
	}
	name[n] = '\0';
	if (n == 0 || (braces && (i == t.len || t.s[i] != '}')))
		return 0;
	return i + (size_t)braces - at;
}

static void
add_group(struct exec *x, struct buffer *b, struct regex *re,
    struct tmpl_string s, const char *name)
{
	size_t	 where[2], number = 0, i;
	int	 by_name;

	if (name[strspn(name, "0123456789")] == '\0' && strlen(name) < 8)
		for (i = 0; name[i] != '\0'; i++)
			number = number * 10 + (size_t)(name[i] - '0');
	else {
		if ((by_name = regex_group_number(re, name)) < 0)
			return;
		number = (size_t)by_name;
	}
	if (regex_group(re, number, where))
		buffer_add(x, b, s.s + where[0], where[1] - where[0]);
}

/* Go's Expand: $1, ${1}, $name, $$. */
static void
expand(struct exec *x, struct buffer *b, struct regex *re, struct tmpl_string s,
    struct tmpl_string t)
{
	char	 name[64];
	size_t	 i, n;

	for (i = 0; i < t.len; i++) {
		if (t.s[i] != '$') {
			buffer_putc(x, b, t.s[i]);
			continue;
		}
		if (i + 1 < t.len && t.s[i + 1] == '$') {
			buffer_putc(x, b, '$');
			i++;
		} else if ((n = group_name(t, i + 1, name,
		    sizeof(name))) > 0) {
			add_group(x, b, re, s, name);
			i += n;
		} else
			buffer_putc(x, b, '$');
	}
}

static struct datum
replace_all(struct exec *x, struct datum *args, int literal)
{
	struct buffer		 b = { NULL, 0, 0 };
	struct regex		*re = compile(x, args[0].s);
	struct tmpl_string	 s = args[1].s;
	size_t			 where[2], at = 0, end = 0, width;

	while (at <= s.len && match(x, re, s, at, where)) {
		buffer_add(x, &b, s.s + end, where[0] - end);
		if (where[1] > end || where[0] == 0) {
			if (literal)
				buffer_add(x, &b, args[2].s.s, args[2].s.len);
			else
				expand(x, &b, re, s, args[2].s);
		}
		end = where[1];
		width = step_over(s, at);
		at = at + width > end ? at + width : end;
	}
	buffer_add(x, &b, s.s + end, s.len - end);
	return datum_string(buffer_string(x, &b));
}

FN(fn_regex_replace_all)
{
	(void)n;
	return replace_all(x, args, 0);
}

FN(fn_regex_replace_all_literal)
{
	(void)n;
	return replace_all(x, args, 1);
}

FN(fn_regex_quote_meta)
{
	struct buffer		 b = { NULL, 0, 0 };
	struct tmpl_string	 s = args[0].s;
	size_t			 i;

	(void)n;
	for (i = 0; i < s.len; i++) {
		if (s.s[i] != '\0' &&
		    strchr("\\.+*?()|[]{}^$", s.s[i]) != NULL)
			buffer_putc(x, &b, '\\');
		buffer_putc(x, &b, s.s[i]);
	}
	return datum_string(buffer_string(x, &b));
}
