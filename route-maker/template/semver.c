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

#include "go/number.h"
#include "route-maker/template/buffer.h"
#include "route-maker/template/semver.h"

/*
 * A version, or the one in a constraint, in which an x may replace a number:
 * wild is the place of the first x, or 3.
 */
struct partial {
	struct tmpl_version	 v;
	int			 numbers;	/* count of given ones */
	int			 wild;
};

static int
is_identifier(int c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || c == '-';
}

/* Returns the length of the identifiers ("alpha.1") behind - or +. */
static size_t
identifiers(const char *s, size_t len)
{
	size_t	 i, n = 0;

	for (i = 0; i < len; i++) {
		if (is_identifier((unsigned char)s[i])) {
			n++;
		} else if (s[i] == '.' && n > 0 && i + 1 < len &&
		    is_identifier((unsigned char)s[i + 1])) {
			n = 0;
		} else
			break;
	}
	return i;
}

/* Returns the length of the version at the start of the string, or 0. */
static size_t
read_version(struct tmpl_string s, int wildcards, struct partial *p)
{
	uint64_t		*numbers[] = { &p->v.major, &p->v.minor,
				    &p->v.patch };
	struct tmpl_string	 digits;
	size_t			 i = 0, n;

	memset(p, 0, sizeof(*p));
	p->wild = 3;
	p->v.prerelease = p->v.metadata = string_of("");
	p->v.original = s;
	if (s.len > 0 && s.s[0] == 'v')
		i++;
	for (; p->numbers < 3; p->numbers++) {
		n = p->numbers > 0;
		if (n > 0 && (i == s.len || s.s[i] != '.'))
			break;
		digits.s = s.s + i + n;
		digits.len = strspn(digits.s, wildcards ? "0123456789xX*" :
		    "0123456789");
		if (digits.len == 0)
			break;
		if (strchr("xX*", digits.s[0]) != NULL) {
			if (p->wild == 3)
				p->wild = p->numbers;
		} else if (go_parse_uint(digits.s, digits.len, 10,
		    numbers[p->numbers]) == -1)
			return 0;
		i += n + digits.len;
	}
	if (p->numbers == 0)
		return 0;
	if (i < s.len && s.s[i] == '-' &&
	    (n = identifiers(s.s + i + 1, s.len - i - 1)) > 0) {
		p->v.prerelease = (struct tmpl_string){ s.s + i + 1, n };
		i += n + 1;
	}
	if (i < s.len && s.s[i] == '+' &&
	    (n = identifiers(s.s + i + 1, s.len - i - 1)) > 0) {
		p->v.metadata = (struct tmpl_string){ s.s + i + 1, n };
		i += n + 1;
	}
	return i;
}

/* A number among the identifiers must not begin with 0. */
static int
good_prerelease(struct tmpl_string s)
{
	size_t	 i, n;

	for (i = 0; i < s.len; i += n + 1) {
		for (n = 0; i + n < s.len && s.s[i + n] != '.'; n++)
			continue;
		if (n > 1 && s.s[i] == '0' &&
		    strspn(s.s + i, "0123456789") >= n)
			return 0;
	}
	return 1;
}

int
version_parse(struct exec *x, struct tmpl_string s, struct tmpl_version *v)
{
	struct partial	 p;

	if (read_version(s, 0, &p) != s.len || s.len == 0 ||
	    !good_prerelease(p.v.prerelease))
		return -1;
	*v = p.v;
	v->prerelease = substring(x, s, (size_t)(v->prerelease.len == 0 ? 0 :
	    v->prerelease.s - s.s), (size_t)(v->prerelease.len == 0 ? 0 :
	    v->prerelease.s - s.s) + v->prerelease.len);
	return 0;
}

static int
compare_numbers(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

static struct tmpl_string
next_identifier(struct tmpl_string *s)
{
	struct tmpl_string	 first = *s;

	first.len = 0;
	while (first.len < s->len && s->s[first.len] != '.')
		first.len++;
	s->s += first.len;
	s->len -= first.len;
	if (s->len > 0) {
		s->s++;
		s->len--;
	}
	return first;
}

/* Numbers are less than words, and fewer identifiers less than more. */
static int
compare_prereleases(struct tmpl_string a, struct tmpl_string b)
{
	struct tmpl_string	 x, y;
	uint64_t		 i, j;
	int			 c, number_a, number_b;

	if (a.len == 0 || b.len == 0)
		return compare_numbers(a.len == 0, b.len == 0);
	while (a.len > 0 || b.len > 0) {
		x = next_identifier(&a);
		y = next_identifier(&b);
		if (x.len == 0 || y.len == 0)
			return x.len == 0 ? -1 : 1;
		number_a = go_parse_uint(x.s, x.len, 10, &i) == 0;
		number_b = go_parse_uint(y.s, y.len, 10, &j) == 0;
		if (number_a && number_b)
			c = compare_numbers(i, j);
		else if (number_a != number_b)
			c = number_a ? -1 : 1;
		else
			c = string_compare(x, y);
		if (c != 0)
			return c;
	}
	return 0;
}

int
version_compare(const struct tmpl_version *a, const struct tmpl_version *b)
{
	int	 c;

	if ((c = compare_numbers(a->major, b->major)) != 0 ||
	    (c = compare_numbers(a->minor, b->minor)) != 0 ||
	    (c = compare_numbers(a->patch, b->patch)) != 0)
		return c;
	return compare_prereleases(a->prerelease, b->prerelease);
}

/* ~ and versions with an x: the given numbers must be equal. */
static int
check_tilde(const struct tmpl_version *v, const struct partial *p, int dirty)
{
	if (version_compare(v, &p->v) < 0)
		return 0;
	if (p->v.major == 0 && p->v.minor == 0 && p->v.patch == 0 &&
	    dirty != 1 && dirty != 2)
		return 1;
	return v->major == p->v.major && (dirty == 1 ||
	    v->minor == p->v.minor);
}

static int
check_caret(const struct tmpl_version *v, const struct partial *p, int dirty)
{
	if (version_compare(v, &p->v) < 0)
		return 0;
	if (p->v.major > 0 || dirty == 1)
		return v->major == p->v.major;
	if (v->major > 0)
		return 0;
	if (p->v.minor > 0 || dirty == 2)
		return v->minor == p->v.minor;
	return v->minor == 0 && v->patch == p->v.patch;
}

static int
check_greater(const struct tmpl_version *v, const struct partial *p, int dirty)
{
	if (dirty == 3 || dirty == 0)
		return v->major != p->v.major && dirty == 0 ?
		    v->major > p->v.major : version_compare(v, &p->v) > 0;
	if (v->major != p->v.major)
		return v->major > p->v.major;
	return dirty == 2 && v->minor > p->v.minor;
}

static int
check_one(const char *op, const struct tmpl_version *v, const struct partial *p)
{
	/* The place of the first number that is missing, or 3. */
	int	 dirty = p->wild < p->numbers ? p->wild : p->numbers;

	if (strcmp(op, "~") == 0 || strcmp(op, "~>") == 0)
		return check_tilde(v, p, dirty);
	if (strcmp(op, "^") == 0)
		return check_caret(v, p, dirty);
	if (strcmp(op, ">") == 0)
		return check_greater(v, p, dirty);
	if (strcmp(op, "<") == 0)
		return version_compare(v, &p->v) < 0;
	if (strcmp(op, ">=") == 0 || strcmp(op, "=>") == 0)
		return version_compare(v, &p->v) >= 0;
	if (strcmp(op, "<=") == 0 || strcmp(op, "=<") == 0) {
		if (dirty == 3)
			return version_compare(v, &p->v) <= 0;
		return v->major < p->v.major || (v->major == p->v.major &&
		    (dirty == 1 || v->minor <= p->v.minor));
	}
	if (strcmp(op, "!=") != 0)
		return dirty == 3 ? version_compare(v, &p->v) == 0 :
		    check_tilde(v, p, dirty);
	if (dirty == 3)
		return version_compare(v, &p->v) != 0;
	return v->major != p->v.major ||
	    (dirty == 2 && v->minor != p->v.minor);
}

static size_t
skip_blank(struct tmpl_string s, size_t at)
{
	while (at < s.len && strchr(" \t\n\f\r", s.s[at]) != NULL &&
	    s.s[at] != '\0')
		at++;
	return at;
}

/* Parses one comparison of a constraint.  Returns its end, or 0. */
static size_t
read_one(struct tmpl_string s, size_t at, char op[3], struct partial *p)
{
	struct tmpl_string	 rest;
	size_t			 n = 0;

	at = skip_blank(s, at);
	while (at < s.len && n < 2 && strchr("=!<>~^", s.s[at]) != NULL)
		op[n++] = s.s[at++];
	op[n] = '\0';
	if (strcmp(op, "!") == 0 || (n == 2 && strcmp(op, "!=") != 0 &&
	    strcmp(op, ">=") != 0 && strcmp(op, "=>") != 0 &&
	    strcmp(op, "<=") != 0 && strcmp(op, "=<") != 0 &&
	    strcmp(op, "~>") != 0))
		return 0;
	at = skip_blank(s, at);
	rest = (struct tmpl_string){ s.s + at, s.len - at };
	n = read_version(rest, 1, p);
	if (n == 0)
		return 0;
	/* All numbers after an x are x, too. */
	if (p->wild < 1)
		p->v.major = 0;
	if (p->wild < 2)
		p->v.minor = 0;
	if (p->wild < 3)
		p->v.patch = 0;
	return at + n;
}

/* Returns the start of the second half of the range "a - b", or 0. */
static size_t
range_end(struct tmpl_string s, size_t at)
{
	size_t	 i = skip_blank(s, at);

	if (i == at || i == s.len || s.s[i] != '-')
		return 0;
	at = skip_blank(s, i + 1);
	return at == i + 1 ? 0 : at;
}

/* Checks the comparisons between two ||.  All of them must be true. */
static int
check_all(struct tmpl_string s, const struct tmpl_version *v)
{
	struct partial	 p;
	char		 op[3];
	size_t		 at = 0, upper;
	int		 holds = 1, prereleases = 0;

	while ((at = skip_blank(s, at)) < s.len) {
		if (at > 0 && s.s[at] == ',')
			at++;
		if ((at = read_one(s, at, op, &p)) == 0)
			return -1;
		prereleases |= p.v.prerelease.len > 0;
		if ((upper = range_end(s, at)) > 0 && op[0] == '\0') {
			holds &= version_compare(v, &p.v) >= 0;
			if ((at = read_one(s, upper, op, &p)) == 0 ||
			    op[0] != '\0')
				return -1;
			prereleases |= p.v.prerelease.len > 0;
			holds &= check_one("<=", v, &p);
		} else
			holds &= check_one(op, v, &p);
	}
	return at == 0 ? -1 : holds && (prereleases ||
	    v->prerelease.len == 0);
}

int
version_check(struct exec *x, struct tmpl_string s,
    const struct tmpl_version *v)
{
	struct tmpl_string	 one;
	size_t			 at = 0, end;
	int			 holds, any = 0;

	for (;;) {
		for (end = at; end < s.len; end++)
			if (s.s[end] == '|' && end + 1 < s.len &&
			    s.s[end + 1] == '|')
				break;
		one = substring(x, s, at, end);
		if ((holds = check_all(one, v)) == -1)
			return -1;
		any |= holds;
		if (end == s.len)
			return any;
		at = end + 2;
	}
}

void
format_version(struct exec *x, struct buffer *b, const struct tmpl_version *v)
{
	buffer_printf(x, b, "%llu.%llu.%llu", (unsigned long long)v->major,
	    (unsigned long long)v->minor, (unsigned long long)v->patch);
	if (v->prerelease.len > 0) {
		buffer_putc(x, b, '-');
		buffer_add(x, b, v->prerelease.s, v->prerelease.len);
	}
	if (v->metadata.len > 0) {
		buffer_putc(x, b, '+');
		buffer_add(x, b, v->metadata.s, v->metadata.len);
	}
}
