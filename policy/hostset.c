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

#include "go/quote.h"
#include "go/scanner.h"
#include "go/utf8.h"
#include "policy/hostset.h"

struct hostset_ctx {
	struct arena		*arena;
	struct go_scanner	 scanner;
	struct go_token		 token;		/* the current one */
	int			 nest;
	int			 failed;
};

static struct set	parse_or(struct hostset_ctx *);

static struct set
anything(void)
{
	struct set	 s = { .any = 1 };

	return s;
}

static struct set
fail(struct hostset_ctx *p)
{
	p->failed = 1;
	return anything();
}

static void
advance(struct hostset_ctx *p)
{
	p->token = go_scan_next(&p->scanner);
}

/* Takes the token if it is of that type. */
static int
take(struct hostset_ctx *p, enum go_token_type type)
{
	if (p->token.type != type)
		return 0;
	advance(p);
	return 1;
}

/* Visible characters of ASCII that no syntax of Traefik gives a meaning. */
static int
is_plain(const char *name, size_t len)
{
	size_t	 i;

	for (i = 0; i < len; i++)
		if (name[i] <= ' ' || name[i] > '~' ||
		    strchr("*{}[]()^$\\|?+", name[i]) != NULL)
			return 0;
	return len > 0;
}

const char *
hostset_name(struct arena *a, const char *name)
{
	size_t	 i, len = strlen(name), from = 0;
	char	*folded;

	if (len > 0 && name[len - 1] == '.')
		len--;
	if (strncmp(name, "*.", 2) == 0)
		from = 2;
	if (len > HOSTSET_NAME_MAX || len <= from || name[len - 1] == '.' ||
	    !is_plain(name + from, len - from))
		return NULL;
	folded = arena_strndup(a, name, len);
	for (i = 0; i < len; i++)
		if (folded[i] >= 'A' && folded[i] <= 'Z')
			folded[i] += 'a' - 'A';
	return folded;
}

/* A matcher has four spellings, such as HostSNI, hostsni, HOSTSNI, Hostsni. */
static int
is_host(const struct go_token *t)
{
	static const char *const	 words[] = { "Host", "host", "HOST",
					    "HostSNI", "hostsni", "HOSTSNI",
					    "Hostsni", "HostHeader",
					    "hostheader", "HOSTHEADER",
					    "Hostheader" };
	size_t				 i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i]) == t->len &&
		    strncmp(words[i], t->s, t->len) == 0)
			return 1;
	return 0;
}

static void
add_name(struct hostset_ctx *p, struct set *s, const struct go_token *t)
{
	const char	*name;
	char		*text = arena_alloc(p->arena, t->len + 1);
	size_t		 len;

	if (go_unquote(t->s, t->len, text, &len) == -1) {
		(void)fail(p);
		return;
	}
	text[len] = '\0';
	if (strlen(text) != len ||
	    (name = hostset_name(p->arena, text)) == NULL)
		set_any(s);
	else
		set_add(s, p->arena, name);
}

/* Several names: any of them.  Go permits a comma after the last one. */
static struct set
parse_call(struct hostset_ctx *p)
{
	struct set	 s = { .any = 0 };
	int		 is_known = is_host(&p->token), names = 0;

	if (!take(p, GO_TOKEN_WORD) || !take(p, GO_TOKEN_OPEN))
		return fail(p);
	while (p->token.type == GO_TOKEN_TEXT) {
		add_name(p, &s, &p->token);
		names++;
		advance(p);
		if (!take(p, GO_TOKEN_COMMA))
			break;
	}
	if (!take(p, GO_TOKEN_CLOSE))
		return fail(p);
	return is_known && names > 0 ? s : anything();
}

/* The caller has room for one more level. */
static struct set
parse_operand(struct hostset_ctx *p)
{
	struct set	 s;
	int		 inverted = 0;

	while (take(p, GO_TOKEN_NOT))
		inverted = 1;
	if (take(p, GO_TOKEN_OPEN)) {
		s = parse_or(p);
		if (!take(p, GO_TOKEN_CLOSE))
			return fail(p);
	} else
		s = parse_call(p);
	return inverted ? anything() : s;
}

/* Both match: one of the two sets is enough. */
static struct set
parse_and(struct hostset_ctx *p)
{
	struct set	 s = parse_operand(p), other;

	while (!p->failed && take(p, GO_TOKEN_AND)) {
		other = parse_operand(p);
		if (!other.any && (s.any || other.n < s.n))
			s = other;
	}
	return s;
}

static struct set
parse_or(struct hostset_ctx *p)
{
	struct set	 s, other;

	if (p->nest++ == HOSTSET_NEST_MAX)
		return fail(p);
	s = parse_and(p);
	while (!p->failed && take(p, GO_TOKEN_OR)) {
		other = parse_and(p);
		set_join(&s, p->arena, &other);
	}
	p->nest--;
	return s;
}

/* The scanner needs UTF-8. */
static int
is_text(const char *s)
{
	size_t	 n, left = strlen(s);

	for (; left > 0; s += n, left -= n)
		if (rune_next(s, left, &n) == RUNE_ERROR && n == 1)
			return 0;
	return 1;
}

struct set
hostset_of(struct arena *a, const char *rule)
{
	struct hostset_ctx	 p = { .arena = a };
	struct set		 s;

	if (!is_text(rule))
		return anything();
	go_scan(&p.scanner, rule);
	advance(&p);
	s = parse_or(&p);
	take(&p, GO_TOKEN_NEWLINE);
	return p.failed || p.token.type != GO_TOKEN_END ? anything() : s;
}
