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

#include "go/trim.h"
#include "go/unicode.h"
#include "go/utf8.h"
#include "route-maker/template/buffer.h"
#include "route-maker/template/collection.h"
#include "route-maker/template/convert.h"
#include "route-maker/template/exec.h"
#include "route-maker/template/fn.h"
#include "route-maker/template/format.h"
#include "route-maker/template/limit.h"

static struct datum
piece(struct exec *x, struct tmpl_string s, size_t from, size_t to)
{
	return datum_string(substring(x, s, from, to));
}

static const char *
find(struct tmpl_string s, size_t from, struct tmpl_string what)
{
	return memmem(s.s + from, s.len - from, what.s, what.len);
}

FN(fn_hello)
{
	(void)x;
	(void)args;
	(void)n;
	return datum_string(string_of("Hello!"));
}

static struct datum
map_runes(struct exec *x, struct tmpl_string s, uint32_t (*change)(uint32_t))
{
	struct buffer	 b = { NULL, 0, 0 };
	size_t		 i, n;

	for (i = 0; i < s.len; i += n)
		buffer_rune(x, &b, change(rune_next(s.s + i, s.len - i, &n)));
	return datum_string(buffer_string(x, &b));
}

FN(fn_upper)
{
	(void)n;
	return map_runes(x, args[0].s, rune_upper);
}

FN(fn_lower)
{
	(void)n;
	return map_runes(x, args[0].s, rune_lower);
}

FN(fn_trim)
{
	struct tmpl_string	 s = args[0].s;
	const char		*from = s.s, *to = s.s + s.len;

	(void)n;
	go_trim_space(&from, &to);
	return piece(x, s, (size_t)(from - s.s), (size_t)(to - s.s));
}

static int
is_in(struct exec *x, struct tmpl_string set, const char *s, size_t n)
{
	exec_step(x, set.len / 256);
	return memmem(set.s, set.len, s, n) != NULL;
}

FN(fn_trim_all)
{
	struct tmpl_string	 set = args[0].s, s = args[1].s;
	size_t			 from, to, len;

	(void)n;
	for (to = s.len; to > 0; to -= len) {
		rune_last(s.s, to, &len);
		if (!is_in(x, set, s.s + to - len, len))
			break;
	}
	for (from = 0; from < to; from += len) {
		rune_next(s.s + from, to - from, &len);
		if (!is_in(x, set, s.s + from, len))
			break;
	}
	return piece(x, s, from, to);
}

static int
has_prefix(struct tmpl_string s, struct tmpl_string prefix)
{
	return prefix.len <= s.len && memcmp(s.s, prefix.s, prefix.len) == 0;
}

static int
has_suffix(struct tmpl_string s, struct tmpl_string suffix)
{
	return suffix.len <= s.len && memcmp(s.s + s.len - suffix.len,
	    suffix.s, suffix.len) == 0;
}

FN(fn_trim_prefix)
{
	(void)n;
	if (!has_prefix(args[1].s, args[0].s))
		return args[1];
	return piece(x, args[1].s, args[0].s.len, args[1].s.len);
}

FN(fn_trim_suffix)
{
	(void)n;
	if (!has_suffix(args[1].s, args[0].s))
		return args[1];
	return piece(x, args[1].s, 0, args[1].s.len - args[0].s.len);
}

FN(fn_contains)
{
	(void)x;
	(void)n;
	return datum_bool(find(args[1].s, 0, args[0].s) != NULL);
}

FN(fn_has_prefix)
{
	(void)x;
	(void)n;
	return datum_bool(has_prefix(args[1].s, args[0].s));
}

FN(fn_has_suffix)
{
	(void)x;
	(void)n;
	return datum_bool(has_suffix(args[1].s, args[0].s));
}

static struct tmpl_string
replace(struct exec *x, struct tmpl_string s, struct tmpl_string old,
    struct tmpl_string new)
{
	struct buffer	 b = { NULL, 0, 0 };
	const char	*p;
	size_t		 at = 0, n;

	if (old.len == 0) {
		for (; at < s.len; at += n) {
			rune_next(s.s + at, s.len - at, &n);
			buffer_add(x, &b, new.s, new.len);
			buffer_add(x, &b, s.s + at, n);
		}
		buffer_add(x, &b, new.s, new.len);
		return buffer_string(x, &b);
	}
	while ((p = find(s, at, old)) != NULL) {
		buffer_add(x, &b, s.s + at, (size_t)(p - s.s) - at);
		buffer_add(x, &b, new.s, new.len);
		at = (size_t)(p - s.s) + old.len;
	}
	buffer_add(x, &b, s.s + at, s.len - at);
	return buffer_string(x, &b);
}

FN(fn_replace)
{
	(void)n;
	return datum_string(replace(x, args[2].s, args[0].s, args[1].s));
}

FN(fn_repeat)
{
	struct buffer	 b = { NULL, 0, 0 };
	int64_t		 i;

	(void)n;
	if (args[0].i < 0)
		exec_fail(x, "strings: negative Repeat count");
	for (i = 0; args[1].s.len > 0 && i < args[0].i; i++) {
		if (i % 64 == 0)
			exec_step(x, 1);
		buffer_add(x, &b, args[1].s.s, args[1].s.len);
	}
	return datum_string(buffer_string(x, &b));
}

FN(fn_trunc)
{
	struct tmpl_string	 s = args[1].s;
	int64_t			 c = args[0].i, len = (int64_t)s.len;

	(void)n;
	if (c < 0 && len + c > 0)
		return piece(x, s, (size_t)(len + c), s.len);
	if (c >= 0 && len > c)
		return piece(x, s, 0, (size_t)c);
	return args[1];
}

FN(fn_substr)
{
	struct tmpl_string	 s = args[2].s;
	int64_t			 start = args[0].i, end = args[1].i;
	int64_t			 len = (int64_t)s.len;

	(void)n;
	if (start < 0)
		start = 0;
	else if (end < 0 || end > len)
		end = len;
	if (start > end || end > len || end < 0)
		exec_fail(x, "slice bounds out of range");
	return piece(x, s, (size_t)start, (size_t)end);
}

static struct tmpl_string
indent(struct exec *x, int64_t spaces, struct tmpl_string s)
{
	struct buffer		 pad = { NULL, 0, 0 }, b = { NULL, 0, 0 };
	struct tmpl_string	 between;
	int64_t			 i;

	if (spaces < 0)
		exec_fail(x, "strings: negative Repeat count");
	buffer_putc(x, &pad, '\n');
	for (i = 0; i < spaces; i++)
		buffer_putc(x, &pad, ' ');
	between = buffer_string(x, &pad);
	s = replace(x, s, string_of("\n"), between);
	buffer_add(x, &b, between.s + 1, between.len - 1);
	buffer_add(x, &b, s.s, s.len);
	return buffer_string(x, &b);
}

FN(fn_indent)
{
	(void)n;
	return datum_string(indent(x, args[0].i, args[1].s));
}

FN(fn_nindent)
{
	struct buffer		 b = { NULL, 0, 0 };
	struct tmpl_string	 s;

	(void)n;
	s = indent(x, args[0].i, args[1].s);
	buffer_putc(x, &b, '\n');
	buffer_add(x, &b, s.s, s.len);
	return datum_string(buffer_string(x, &b));
}

FN(fn_plural)
{
	(void)x;
	(void)n;
	return args[2].i == 1 ? args[0] : args[1];
}

/*
 * All arguments except nil, each appended by the function, with spaces between.
 */
static struct datum
spaced(struct exec *x, const struct datum *args, size_t n,
    void (*put)(struct exec *, struct buffer *, const struct datum *))
{
	struct buffer	 b = { NULL, 0, 0 };
	size_t		 i, count = 0;

	for (i = 0; i < n; i++) {
		if (datum_is_nil(&args[i]))
			continue;
		if (count++ > 0)
			buffer_putc(x, &b, ' ');
		put(x, &b, &args[i]);
	}
	return datum_string(buffer_string(x, &b));
}

static void
put_quoted(struct exec *x, struct buffer *b, const struct datum *d)
{
	buffer_quote(x, b, format_string(x, d), '"', 0);
}

static void
put_single_quoted(struct exec *x, struct buffer *b, const struct datum *d)
{
	buffer_putc(x, b, '\'');
	format_value(x, b, d);
	buffer_putc(x, b, '\'');
}

FN(fn_quote)
{
	return spaced(x, args, n, put_quoted);
}

FN(fn_squote)
{
	return spaced(x, args, n, put_single_quoted);
}

FN(fn_cat)
{
	return spaced(x, args, n, format_value);
}

FN(fn_to_string)
{
	(void)n;
	return datum_string(format_string(x, &args[0]));
}

/*
 * Splits at each separator, into at most so many pieces; any number of pieces
 * if the limit is negative.
 */
static struct tmpl_list *
split_string(struct exec *x, struct tmpl_string s, struct tmpl_string sep,
    int64_t limit)
{
	struct tmpl_list	*l = list_new(x, 4);
	const char		*p;
	size_t			 at = 0, end, n;

	while (limit != 0 && (sep.len > 0 || at < s.len)) {
		exec_step(x, 1);
		if (limit > 0 && l->count + 1 == (size_t)limit)
			break;
		if (sep.len == 0) {
			rune_next(s.s + at, s.len - at, &n);
			if (at + n == s.len)
				break;
			end = at + n;
		} else if ((p = find(s, at, sep)) == NULL)
			break;
		else
			end = (size_t)(p - s.s);
		list_add(x, l, piece(x, s, at, end));
		at = end + sep.len;
	}
	if (limit != 0 && (sep.len > 0 || s.len > 0))
		list_add(x, l, piece(x, s, at, s.len));
	return l;
}

FN(fn_split_list)
{
	(void)n;
	return datum_strings(split_string(x, args[1].s, args[0].s, -1));
}

/* A map of the pieces with the keys _0, _1, ... */
static struct datum
number_pieces(struct exec *x, const struct tmpl_list *l)
{
	struct tmpl_map	*m = map_new(x, l->count);
	struct buffer	 b;
	size_t		 i;

	for (i = 0; i < l->count; i++) {
		memset(&b, 0, sizeof(b));
		buffer_printf(x, &b, "_%zu", i);
		map_set(x, m, buffer_string(x, &b), l->items[i]);
	}
	return (struct datum){ .type = TYPE_STRING_MAP, .map = m };
}

FN(fn_split)
{
	(void)n;
	return number_pieces(x, split_string(x, args[1].s, args[0].s, -1));
}

FN(fn_splitn)
{
	(void)n;
	return number_pieces(x, split_string(x, args[2].s, args[0].s,
	    args[1].i));
}

FN(fn_to_strings)
{
	(void)n;
	return datum_strings(to_strings(x, &args[0]));
}

FN(fn_join)
{
	struct buffer		 b = { NULL, 0, 0 };
	struct tmpl_list	*l = to_strings(x, &args[1]);
	size_t			 i;

	(void)n;
	for (i = 0; i < l->count; i++) {
		if (i > 0)
			buffer_add(x, &b, args[0].s.s, args[0].s.len);
		buffer_add(x, &b, l->items[i].s.s, l->items[i].s.len);
	}
	return datum_string(buffer_string(x, &b));
}
