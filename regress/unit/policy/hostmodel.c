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

/*
 * Random rules of routers, and requests, against a small model of Traefik's
 * matchers (pkg/muxer/http/matcher.go, pkg/muxer/tcp/matcher.go): a rule
 * matches no request for a host that is not in its set.  The model shares
 * nothing with the code.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "policy/hostset.h"

#define RULES		20000

enum type {
	HOST,
	REGEXP,
	OTHER,
	NOT,
	AND,
	OR
};

struct term {
	enum type	 type;
	int		 names[2];	/* of hosts[] */
	int		 wide;		/* of OTHER: matches */
	struct term	*a;
	struct term	*b;
};

static const char *const	 hosts[] = { "a", "b", "a.b", "x.a", "y.x.a",
				    "*.a", "*.b" };
#define NHOSTS	(sizeof(hosts) / sizeof(hosts[0]))

static uint64_t	 seed = 1;

static int
chance(int n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (uint64_t)n);
}

static struct term *
make(int depth)
{
	struct term	*t = calloc(1, sizeof(*t));

	assert_non_null(t);
	t->type = depth == 0 ? (enum type)chance(NOT) :
	    (enum type)chance(OR + 1);
	t->names[0] = chance(NHOSTS);
	t->names[1] = chance(3) == 0 ? chance(NHOSTS) : -1;
	t->wide = chance(2);
	if (t->type >= NOT)
		t->a = make(depth - 1);
	if (t->type >= AND)
		t->b = make(depth - 1);
	return t;
}

static void
drop(struct term *t)
{
	if (t == NULL)
		return;
	drop(t->a);
	drop(t->b);
	free(t);
}

/* Layouts that mean the same. */
static const char *
gap(void)
{
	static const char *const	 gaps[] = { "", " ", "\n", " /* x */ ",
					    "\t" };

	return gaps[chance(5)];
}

static void
write_host(FILE *out, const struct term *t)
{
	static const char *const	 words[] = { "Host", "host", "HOST",
					    "HostSNI", "hostsni", "Hostsni" };
	const char			*q = chance(2) ? "`" : "\"";

	fprintf(out, "%s(%s%s%s%s", words[chance(6)], gap(), q,
	    hosts[t->names[0]], q);
	if (t->names[1] >= 0)
		fprintf(out, ",%s%s%s%s", gap(), q, hosts[t->names[1]], q);
	fprintf(out, ")");
}

/* Everything with more than one part has parentheses. */
static void
write_term(FILE *out, const struct term *t)
{
	switch (t->type) {
	case HOST:
		write_host(out, t);
		break;
	case REGEXP:
		fprintf(out, "HostRegexp(`%s`)", hosts[t->names[0]]);
		break;
	case OTHER:
		fprintf(out, "PathPrefix(`/`)");
		break;
	case NOT:
		fprintf(out, "!(");
		write_term(out, t->a);
		fprintf(out, ")");
		break;
	default:
		fprintf(out, "(%s", gap());
		write_term(out, t->a);
		fprintf(out, " %s%s", t->type == AND ? "&&" : "||", gap());
		write_term(out, t->b);
		fprintf(out, ")");
	}
}

/* Traefik: a name, or one label before the rest of it. */
static int
is_name(const char *name, const char *host)
{
	const char	*dot;

	if (name[0] != '*')
		return strcmp(name, host) == 0;
	dot = strchr(host, '.');
	return dot != NULL && dot > host && strcmp(dot, name + 1) == 0;
}

static int
matches(const struct term *t, const char *host)
{
	switch (t->type) {
	case HOST:
		return is_name(hosts[t->names[0]], host) ||
		    (t->names[1] >= 0 && is_name(hosts[t->names[1]], host));
	case REGEXP:
		/* As an expression that is not anchored. */
		return strchr(host, hosts[t->names[0]][0]) != NULL ||
		    hosts[t->names[0]][0] == '*';
	case OTHER:
		return t->wide;
	case NOT:
		return !matches(t->a, host);
	case AND:
		return matches(t->a, host) && matches(t->b, host);
	default:
		return matches(t->a, host) || matches(t->b, host);
	}
}

static int
has(const struct set *s, const char *host)
{
	size_t	 i;

	for (i = 0; i < s->n; i++)
		if (is_name(s->v[i], host))
			return 1;
	return s->any;
}

static void
no_request_outside(void **state)
{
	static const char *const	 requests[] = { "a", "b", "a.b", "x.a",
					    "y.x.a", "z.a", "z.b", "z",
					    "q.a.b", "evil" };
	struct arena			 a = ARENA_INITIALIZER;
	struct term			*t;
	struct set			 s;
	FILE				*out;
	char				*rule;
	size_t				 size;
	int				 i, j, narrow = 0;

	(void)state;
	for (i = 0; i < RULES; i++) {
		t = make(chance(5));
		assert_non_null(out = open_memstream(&rule, &size));
		write_term(out, t);
		assert_int_equal(fclose(out), 0);
		s = hostset_of(&a, rule);
		narrow += !s.any;
		for (j = 0; j < (int)(sizeof(requests) / sizeof(requests[0])); j++) {
			const char *host = requests[j];

			if (matches(t, host) && !has(&s, host))
				fail_msg("%s matches %s", rule, host);
		}
		free(rule);
		drop(t);
		arena_reset(&a);
	}
	/* The sets are not all any. */
	assert_in_range(narrow, RULES / 4, RULES * 3 / 4);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(no_request_outside)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
