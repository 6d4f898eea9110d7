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

#include <sys/types.h>

#include <arpa/inet.h>

#include <string.h>

#include "go/number.h"
#include "go/url.h"
#include "route-maker/template/buffer.h"
#include "route-maker/template/collection.h"
#include "route-maker/template/exec.h"
#include "route-maker/template/fn.h"

/* Characters that a host may have beside letters and digits. */
#define HOST_MARKS	"!$&'()*+,;=:[]<>\""
#define USER_MARKS	"$&+,;="

static void __attribute__((__noreturn__))
bad_url(struct exec *x, const char *why)
{
	exec_fail(x, "unable to parse url: %s", why);
}

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
			bad_url(x, "invalid URL escape");
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

/*
 * A label must not bring other characters into a rule by way of a host.  Only
 * bytes beyond ASCII may be escaped, and the % before the zone of an address.
 */
static void
check_host_bytes(struct exec *x, struct tmpl_string host)
{
	char	 escaped[GO_URL_ESCAPE_MAX];
	size_t	 i;
	u_char	 c;

	for (i = 0; i < host.len; i++) {
		c = (u_char)host.s[i];
		if (c == '%') {
			if (host.len - i > 1 &&
			    go_digit_value((u_char)host.s[i + 1]) < 8 &&
			    strncmp(host.s + i, "%25", 3) != 0)
				bad_url(x, "invalid URL escape in the host");
		} else if (c < 0x80 &&
		    go_url_escape(c, HOST_MARKS, escaped) > 1)
			bad_url(x, "invalid character in host name");
	}
}

static void
check_port(struct exec *x, struct tmpl_string s)
{
	if (s.len > 0 && (s.s[0] != ':' ||
	    strspn(s.s + 1, "0123456789") < s.len - 1))
		bad_url(x, "invalid port after host");
}

/* "[2001:db8::1%25eth0]:80" */
static void
check_literal(struct exec *x, struct tmpl_string host)
{
	const char		*end = memrchr(host.s, ']', host.len), *zone;
	struct in6_addr		 address;
	char			 text[INET6_ADDRSTRLEN];
	size_t			 n;

	if (end == NULL)
		bad_url(x, "missing ']' in host");
	n = (size_t)(end - host.s);
	check_port(x, (struct tmpl_string){ end + 1, host.len - n - 1 });
	zone = memchr(host.s, '%', n);
	n = (size_t)((zone != NULL ? zone : end) - host.s) - 1;
	if (n >= sizeof(text))
		bad_url(x, "invalid host");
	memcpy(text, host.s + 1, n);
	text[n] = '\0';
	if (inet_pton(AF_INET6, text, &address) != 1)
		bad_url(x, "invalid host");
}

/* Go permits several colons only if the scheme is not that of the web. */
static void
check_host(struct exec *x, struct tmpl_string host, int strict)
{
	const char	*bracket = memrchr(host.s, '[', host.len);
	const char	*colon = strict ? memchr(host.s, ':', host.len) :
			    memrchr(host.s, ':', host.len);

	check_host_bytes(x, host);
	if (bracket == host.s)
		check_literal(x, host);
	else if (bracket != NULL)
		bad_url(x, "invalid IP-literal");
	else if (colon != NULL)
		check_port(x, (struct tmpl_string){ colon,
		    host.len - (size_t)(colon - host.s) });
}

/* The name before the port, without the brackets of an address. */
static struct tmpl_string
host_name(struct exec *x, struct tmpl_string host)
{
	size_t	 from = 0, to = host.len, i;

	for (i = host.len; i > 0 && host.s[i - 1] >= '0' &&
	    host.s[i - 1] <= '9'; i--)
		continue;
	if (i > 0 && host.s[i - 1] == ':')
		to = i - 1;
	if (to > 1 && host.s[0] == '[' && host.s[to - 1] == ']') {
		from++;
		to--;
	}
	return substring(x, host, from, to);
}

/* Appends a part of "user:password", escaped as Go does. */
static void
add_user(struct exec *x, struct buffer *b, struct tmpl_string s)
{
	size_t	 i;

	for (i = 0; i < s.len; i++)
		if (memchr("-._~!$&'()*+,;=:%@", s.s[i], 18) == NULL &&
		    go_digit_value((u_char)s.s[i]) > 35)
			bad_url(x, "net/url: invalid userinfo");
	escape(x, b, unescape(x, s), USER_MARKS);
}

static struct tmpl_string
user_info(struct exec *x, struct tmpl_string user)
{
	struct buffer		 b = { NULL, 0, 0 };
	struct tmpl_string	 name;

	if (cut(x, &user, ':', &name)) {
		add_user(x, &b, name);
		buffer_putc(x, &b, ':');
	}
	add_user(x, &b, user);
	return buffer_string(x, &b);
}

static void
parse_authority(struct exec *x, struct tmpl_map *m, struct tmpl_string *rest)
{
	struct tmpl_string	 authority, user = string_of(""), scheme;
	size_t			 n, at;

	scheme = map_get(m, string_of("scheme"))->s;
	n = strcspn(rest->s + 2, "/");
	authority = substring(x, *rest, 2, 2 + n);
	*rest = (struct tmpl_string){ rest->s + 2 + n, rest->len - 2 - n };
	for (at = authority.len; at > 0 && authority.s[at - 1] != '@'; at--)
		continue;
	if (at > 0)
		user = user_info(x, substring(x, authority, 0, at - 1));
	authority = (struct tmpl_string){ authority.s + at,
	    authority.len - at };
	check_host(x, authority, string_equal(scheme, "http") ||
	    string_equal(scheme, "https"));
	authority = unescape(x, authority);
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
			bad_url(x, "missing protocol scheme");
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
			bad_url(x, "invalid control character in URL");
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
		bad_url(x, "first path segment in URL cannot contain colon");
	if (strncmp(rest.s, "//", 2) == 0 && (scheme || rest.s[2] != '/'))
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
		if (host.len > 0 || user.len > 0 ||
		    (scheme.len > 0 && path.len > 0))
			buffer_puts(x, &b, "//");
		if (user.len > 0)
			user = user_info(x, user);
		buffer_add(x, &b, user.s, user.len);
		buffer_puts(x, &b, user.len > 0 ? "@" : "");
		escape(x, &b, host, HOST_MARKS);
		if (path.len > 0 && path.s[0] != '/' && host.len > 0)
			buffer_putc(x, &b, '/');
		/* Otherwise the colon would end a scheme. */
		if (b.len == 0 && path.s[strcspn(path.s, ":/")] == ':')
			buffer_puts(x, &b, "./");
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
