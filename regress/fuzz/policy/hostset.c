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
 * Rules of routers.  Members of a set are folded and plain, parentheses and a
 * second rule that matches more or less change a set as they should, and a
 * rule that is inverted is any host.
 */

#include "policy/hostset.h"
#include "regress/fuzz/fuzz.h"

static void
check_members(const struct set *s)
{
	const char	*p;
	size_t		 i;

	assert(s->any == 0 || s->any == 1);
	assert(s->n <= SET_MEMBERS_MAX && (!s->any || s->n == 0));
	for (i = 0; i < s->n; i++) {
		assert(s->v[i][0] != '\0');
		assert(strlen(s->v[i]) <= HOSTSET_NAME_MAX);
		for (p = s->v[i]; *p != '\0'; p++)
			assert(*p > ' ' && *p < 0x7f &&
			    (*p < 'A' || *p > 'Z'));
	}
}

static struct set
around(struct arena *a, const char *before, const char *rule,
    const char *after)
{
	return hostset_of(a, arena_printf(a, "%s%s%s", before, rule, after));
}

static void
check_same(const struct set *s, const struct set *other)
{
	size_t	 i;

	assert(s->any == other->any && s->n == other->n);
	for (i = 0; i < s->n; i++)
		assert(strcmp(s->v[i], other->v[i]) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena	 a = ARENA_INITIALIZER;
	char		*text = fuzz_text(data, len);
	struct set	 s = hostset_of(&a, text), other;

	check_members(&s);
	/* A byte order mark may only be at the start, and nests add up. */
	if (!s.any && text[0] != '\357') {
		other = around(&a, "(", text, "\n)");
		if (!other.any)
			check_same(&s, &other);
		other = around(&a, "(", text, "\n) && PathPrefix(`/`)");
		if (!other.any)
			check_same(&s, &other);
		other = around(&a, "PathPrefix(`/`) || (", text, "\n)");
		assert(other.any);
		other = around(&a, "!(", text, "\n)");
		assert(other.any);
	}
	arena_free(&a);
	free(text);
	return 0;
}
