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

#include "route-maker/template/buffer.h"
#include "route-maker/template/fn.h"

/* path.Clean: the shortest equivalent path. */
static struct tmpl_string
clean(struct exec *x, struct tmpl_string s)
{
	struct buffer	 b = { NULL, 0, 0 };
	size_t		 i, n, floor;
	int		 rooted = s.len > 0 && s.s[0] == '/';

	if (rooted)
		buffer_putc(x, &b, '/');
	floor = b.len;
	for (i = 0; i < s.len; i += n + 1) {
		for (n = 0; i + n < s.len && s.s[i + n] != '/'; n++)
			continue;
		if (n == 0 || (n == 1 && s.s[i] == '.'))
			continue;
		if (n == 2 && memcmp(s.s + i, "..", 2) == 0) {
			if (b.len > floor) {
				while (b.len > floor && b.s[b.len - 1] != '/')
					b.len--;
				if (b.len > floor)
					b.len--;
				continue;
			}
			if (rooted)
				continue;
		}
		if (b.len > (size_t)rooted)
			buffer_putc(x, &b, '/');
		buffer_add(x, &b, s.s + i, n);
		if (n == 2 && memcmp(s.s + i, "..", 2) == 0)
			floor = b.len;
	}
	if (b.len == 0)
		buffer_putc(x, &b, '.');
	return buffer_string(x, &b);
}

static size_t
last_slash(struct tmpl_string s)
{
	size_t	 i;

	for (i = s.len; i > 0 && s.s[i - 1] != '/'; i--)
		continue;
	return i;
}

FN(fn_clean)
{
	(void)n;
	return datum_string(clean(x, args[0].s));
}

FN(fn_dir)
{
	(void)n;
	return datum_string(clean(x, substring(x, args[0].s, 0,
	    last_slash(args[0].s))));
}

FN(fn_base)
{
	struct tmpl_string	 s = args[0].s;

	(void)n;
	if (s.len == 0)
		return datum_string(string_of("."));
	while (s.len > 0 && s.s[s.len - 1] == '/')
		s.len--;
	if (s.len == 0)
		return datum_string(string_of("/"));
	s = (struct tmpl_string){ s.s + last_slash(s), s.len - last_slash(s) };
	s = substring(x, args[0].s, (size_t)(s.s - args[0].s.s),
	    (size_t)(s.s - args[0].s.s) + s.len);
	return datum_string(s);
}

FN(fn_ext)
{
	struct tmpl_string	 s = args[0].s;
	size_t			 i;

	(void)n;
	for (i = s.len; i > 0 && s.s[i - 1] != '/'; i--)
		if (s.s[i - 1] == '.')
			return datum_string(substring(x, s, i - 1, s.len));
	return datum_string(string_of(""));
}

FN(fn_is_abs)
{
	(void)x;
	(void)n;
	return datum_bool(args[0].s.len > 0 && args[0].s.s[0] == '/');
}
