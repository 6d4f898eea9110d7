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

#include "go/unicode.h"
#include "go/utf8.h"
#include "route-maker/normalize.h"
#include "route-maker/template/buffer.h"
#include "route-maker/template/fn.h"
#include "route-maker/template/limit.h"

/* normalize() takes a C string: NUL becomes a blank.  Neither is a letter. */
FN(fn_normalize)
{
	struct buffer		 b = { NULL, 0, 0 };
	struct tmpl_string	 s = args[0].s;
	char			*copy, *result;
	size_t			 i;

	(void)n;
	copy = exec_alloc(x, s.len + 1, 1);
	for (i = 0; i < s.len; i++)
		copy[i] = s.s[i] == '\0' ? ' ' : s.s[i];
	copy[s.len] = '\0';
	result = normalize(copy);
	i = strlen(result);
	memcpy(copy, result, i + 1);	/* never longer */
	free(result);
	buffer_add(x, &b, copy, i);
	return datum_string(buffer_string(x, &b));
}

static int
is_separator(uint32_t c)
{
	if (c < 0x80)
		return !rune_is_letter(c) && !rune_is_digit(c) && c != '_';
	return !rune_is_letter(c) && !rune_is_digit(c) && rune_is_space(c);
}

FN(fn_title)
{
	struct buffer		 b = { NULL, 0, 0 };
	struct tmpl_string	 s = args[0].s;
	uint32_t		 c, previous = ' ';
	size_t			 i, len;

	(void)n;
	for (i = 0; i < s.len; i += len) {
		c = rune_next(s.s + i, s.len - i, &len);
		buffer_rune(x, &b, is_separator(previous) ? rune_title(c) : c);
		previous = c;
	}
	return datum_string(buffer_string(x, &b));
}

FN(fn_untitle)
{
	struct buffer		 b = { NULL, 0, 0 };
	struct tmpl_string	 s = args[0].s;
	uint32_t		 c;
	size_t			 i, len;
	int			 first = 1;

	(void)n;
	for (i = 0; i < s.len; i += len) {
		c = rune_next(s.s + i, s.len - i, &len);
		if (rune_is_space(c)) {
			first = 1;
		} else if (first) {
			c = rune_lower(c);
			first = 0;
		}
		buffer_rune(x, &b, c);
	}
	return datum_string(buffer_string(x, &b));
}

FN(fn_swapcase)
{
	struct buffer		 b = { NULL, 0, 0 };
	struct tmpl_string	 s = args[0].s;
	uint32_t		 c;
	size_t			 i, len;
	int			 space = 1;

	(void)n;
	for (i = 0; i < s.len; i += len) {
		c = rune_next(s.s + i, s.len - i, &len);
		if (rune_is_upper(c) || rune_is_title(c)) {
			c = rune_lower(c);
			space = 0;
		} else if (rune_is_lower(c)) {
			c = space ? rune_title(c) : rune_upper(c);
			space = 0;
		} else
			space = rune_is_space(c);
		buffer_rune(x, &b, c);
	}
	return datum_string(buffer_string(x, &b));
}

/* sprig treats each byte as a character here. */
FN(fn_initials)
{
	struct buffer		 b = { NULL, 0, 0 };
	struct tmpl_string	 s = args[0].s;
	size_t			 i;
	int			 gap = 1;

	(void)n;
	for (i = 0; i < s.len; i++) {
		if (rune_is_space((unsigned char)s.s[i])) {
			gap = 1;
		} else if (gap) {
			buffer_rune(x, &b, (unsigned char)s.s[i]);
			gap = 0;
		}
	}
	return datum_string(buffer_string(x, &b));
}

FN(fn_nospace)
{
	struct buffer		 b = { NULL, 0, 0 };
	struct tmpl_string	 s = args[0].s;
	size_t			 i, count = 0;

	(void)n;
	for (i = 0; i < s.len; i++)
		if (!rune_is_space((unsigned char)s.s[i])) {
			buffer_rune(x, &b, (unsigned char)s.s[i]);
			count++;
		}
	return count == s.len ? args[0] : datum_string(buffer_string(x, &b));
}

static struct datum
abbreviate(struct exec *x, struct tmpl_string s, size_t offset, size_t width)
{
	struct buffer	 b = { NULL, 0, 0 };

	if (s.len <= width)
		return datum_string(s);
	if (offset > s.len)
		offset = s.len;
	if (s.len - offset < width - 3)
		offset = s.len - (width - 3);
	if (offset <= 4) {
		buffer_add(x, &b, s.s, width - 3);
		buffer_puts(x, &b, "...");
		return datum_string(buffer_string(x, &b));
	}
	buffer_puts(x, &b, "...");
	if (offset + width - 3 < s.len) {
		if (width > 6)
			buffer_add(x, &b, s.s + offset, width - 6);
		buffer_puts(x, &b, width > 6 ? "..." : "");
	} else
		buffer_add(x, &b, s.s + s.len - (width - 3), width - 3);
	return datum_string(buffer_string(x, &b));
}

FN(fn_abbrev)
{
	(void)n;
	if (args[0].i < 4)
		return args[1];
	return abbreviate(x, args[1].s, 0, (size_t)args[0].i);
}

FN(fn_abbrevboth)
{
	(void)n;
	if (args[1].i < 4 || (args[0].i > 0 && args[1].i < 7))
		return args[2];
	return abbreviate(x, args[2].s, args[0].i < 0 ? 0 : (size_t)args[0].i,
	    (size_t)args[1].i);
}

static struct datum
wrap(struct exec *x, struct tmpl_string s, int64_t limit,
    struct tmpl_string line, int cut)
{
	struct buffer	 b = { NULL, 0, 0 };
	size_t		 at = 0, width, end;

	width = limit < 1 ? 1 : (size_t)limit;
	if (line.len == 0)
		line = string_of("\n");
	while (s.len - at > width) {
		exec_step(x, 1);
		if (s.s[at] == ' ') {
			at++;
			continue;
		}
		for (end = at + width; end > at && s.s[end] != ' '; end--)
			continue;
		if (end == at && cut)
			end = at + width;
		else if (end == at)
			for (end = at + width; end < s.len && s.s[end] != ' ';
			    end++)
				continue;
		buffer_add(x, &b, s.s + at, end - at);
		at = end;
		if (at == s.len)
			break;
		buffer_add(x, &b, line.s, line.len);
		if (s.s[at] == ' ')
			at++;
	}
	buffer_add(x, &b, s.s + at, s.len - at);
	return datum_string(buffer_string(x, &b));
}

FN(fn_wrap)
{
	(void)n;
	return wrap(x, args[1].s, args[0].i, string_of("\n"), 0);
}

FN(fn_wrap_with)
{
	(void)n;
	return wrap(x, args[2].s, args[0].i, args[1].s, 1);
}
