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

#include "go/url.h"
#include "route-maker/template/buffer.h"
#include "route-maker/template/collection.h"
#include "route-maker/template/exec.h"
#include "route-maker/template/fn.h"

static struct tmpl_string
unescape(struct exec *x, struct tmpl_string s)
{
	struct buffer	 b = { NULL, 0, 0 };
	size_t		 i;
	int		 c;

	for (i = 0; i < s.len; i++) {
		if (s.s[i] != '%') {
			buffer_putc(x, &b, s.s[i]);
			continue;
		}
		if ((c = go_url_unescape(s.s + i, s.len - i)) == -1)
			exec_fail(x, "unable to parse url: invalid URL escape");
		buffer_putc(x, &b, c);
		i += 2;
	}
	return buffer_string(x, &b);
}

static void
escape(struct exec *x, struct buffer *b, struct tmpl_string s,
    const char *plain)
{
	char	 escaped[GO_URL_ESCAPE_MAX];
	size_t	 i;

	for (i = 0; i < s.len; i++)
		buffer_add(x, b, escaped,
		    go_url_escape((unsigned char)s.s[i], plain, escaped));
}

static void
put(struct exec *x, struct tmpl_map *m, const char *key,
    struct tmpl_string value)
{
	map_set(x, m, string_of(key), datum_string(value));
}

/* Cuts a string at a character; returns 0 if it does not have it. */
static int
cut(struct exec *x, struct tmpl_string *s, int c, struct tmpl_string *before)
{
	const char	*p = memchr(s->s, c, s->len);
	size_t		 n;

	if (p == NULL)
		return 0;
	n = (size_t)(p - s->s);
	*before = substring(x, *s, 0, n);
	*s = (struct tmpl_string){ p + 1, s->len - n - 1 };
	return 1;
}

static struct tmpl_string
host_name(struct exec *x, struct tmpl_string host)
{
	struct tmpl_string	 name = host;
	const char		*end;

	if (host.len > 0 && host.s[0] == '[' &&
	    (end = memchr(host.s, ']', host.len)) != NULL)
		return substring(x, host, 1, (size_t)(end - host.s));
	while (name.len > 0 && name.s[name.len - 1] != ':')
		name.len--;
	if (name.len == 0)
		return host;
	return substring(x, host, 0, name.len - 1);
}

static void
parse_authority(struct exec *x, struct tmpl_map *m, struct tmpl_string *rest)
{
	struct tmpl_string	 authority, user = string_of("");
	size_t			 n, at;

	n = strcspn(rest->s + 2, "/");
	authority = substring(x, *rest, 2, 2 + n);
	*rest = (struct tmpl_string){ rest->s + 2 + n, rest->len - 2 - n };
	for (at = authority.len; at > 0 && authority.s[at - 1] != '@'; at--)
		continue;
	if (at > 0)
		user = substring(x, authority, 0, at - 1);
	authority = (struct tmpl_string){ authority.s + at,
	    authority.len - at };
	put(x, m, "userinfo", user);
	put(x, m, "host", authority);
	put(x, m, "hostname", host_name(x, authority));
}

/* Reads the scheme before a colon; returns 0 if there is none. */
static int
parse_scheme(struct exec *x, struct tmpl_map *m, struct tmpl_string *rest)
{
	struct buffer	 b = { NULL, 0, 0 };
	size_t		 i, n;

	n = strspn(rest->s, "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
	if (n == 0 || rest->s[n] != ':' ||
	    strchr("0123456789+-.", rest->s[0]) != NULL) {
		if (rest->len > 0 && rest->s[0] == ':')
			exec_fail(x, "unable to parse url: missing protocol "
			    "scheme");
		return 0;
	}
	for (i = 0; i < n; i++)
		buffer_putc(x, &b, rest->s[i] >= 'A' && rest->s[i] <= 'Z' ?
		    rest->s[i] + 'a' - 'A' : rest->s[i]);
	put(x, m, "scheme", buffer_string(x, &b));
	*rest = (struct tmpl_string){ rest->s + n + 1, rest->len - n - 1 };
	return 1;
}

FN(fn_url_parse)
{
	static const char *const names[] = { "scheme", "host", "hostname",
	    "path", "query", "opaque", "fragment", "userinfo" };
	struct tmpl_string	 rest = args[0].s, before;
	struct tmpl_map		*m = map_new(x, 8);
	size_t			 i;
	int			 scheme;

	(void)n;
	for (i = 0; i < rest.len; i++)
		if ((unsigned char)rest.s[i] < ' ' || rest.s[i] == 0x7f)
			exec_fail(x, "unable to parse url: invalid control "
			    "character in URL");
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		put(x, m, names[i], string_of(""));
	if (cut(x, &rest, '#', &before)) {
		put(x, m, "fragment", unescape(x, rest));
		rest = before;
	}
	scheme = parse_scheme(x, m, &rest);
	if (cut(x, &rest, '?', &before)) {
		put(x, m, "query", rest);
		rest = before;
	}
	if (scheme && rest.len > 0 && rest.s[0] != '/') {
		put(x, m, "opaque", rest);
		return datum_map(m);
	}
	if (!scheme && rest.len > 0 && rest.s[strcspn(rest.s, ":/")] == ':')
		exec_fail(x, "unable to parse url: first path segment in URL "
		    "cannot contain colon");
	if (rest.len >= 2 && memcmp(rest.s, "//", 2) == 0)
		parse_authority(x, m, &rest);
	put(x, m, "path", unescape(x, rest));
	return datum_map(m);
}

static struct tmpl_string
member(struct exec *x, const struct tmpl_map *m, const char *name)
{
	struct datum	*d = map_get(m, string_of(name));

	if (d == NULL)
		return string_of("");
	if (d->type != TYPE_STRING)
		exec_fail(x, "unable to parse %s key, must be of type string, "
		    "but %s found", name, datum_kind(d));
	return d->s;
}

FN(fn_url_join)
{
	const struct tmpl_map *m = args[0].map;
	struct buffer		 b = { NULL, 0, 0 };
	struct tmpl_string	 scheme = member(x, m, "scheme");
	struct tmpl_string	 host = member(x, m, "host"), path, user,
				    opaque;

	(void)n;
	path = member(x, m, "path");
	user = member(x, m, "userinfo");
	opaque = member(x, m, "opaque");
	buffer_add(x, &b, scheme.s, scheme.len);
	buffer_puts(x, &b, scheme.len > 0 ? ":" : "");
	buffer_add(x, &b, opaque.s, opaque.len);
	if (opaque.len == 0) {
		if (host.len > 0 || user.len > 0)
			buffer_puts(x, &b, "//");
		buffer_add(x, &b, user.s, user.len);
		buffer_puts(x, &b, user.len > 0 ? "@" : "");
		escape(x, &b, host, "!$&'()*+,;=:[]<>\"");
		if (path.len > 0 && path.s[0] != '/' && host.len > 0)
			buffer_putc(x, &b, '/');
		escape(x, &b, path, "$&+,/:;=@");
	}
	path = member(x, m, "query");
	buffer_puts(x, &b, path.len > 0 ? "?" : "");
	buffer_add(x, &b, path.s, path.len);
	path = member(x, m, "fragment");
	buffer_puts(x, &b, path.len > 0 ? "#" : "");
	escape(x, &b, path, "$&+,/:;=?@!()*");
	return datum_string(buffer_string(x, &b));
}
