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

#include "common/log.h"
#include "policy/ruleset.h"

/* Tokens need much more memory than the rule. */
static int
parse_line(struct ruleset *rs, struct rule *r, const char *line, size_t len)
{
	struct arena		 room = ARENA_INITIALIZER;
	struct rule_token	*tokens;
	char			 why[RULE_WHY_MAX];
	size_t			 at;
	int			 result = -1;

	tokens = rule_tokens(&room, arena_strndup(&room, line, len));
	if (tokens != NULL && tokens[0].type == RULE_TEXT)
		result = rule_build(r, &rs->arena, tokens + 1, &at, why);
	if (result == 0)
		r->place = arena_strdup(&rs->arena, tokens[0].text);
	arena_free(&room);
	return result;
}

static size_t
count_lines(const char *text)
{
	size_t	 n = 0;

	while ((text = strchr(text, '\n')) != NULL) {
		text++;
		n++;
	}
	return n;
}

struct ruleset *
ruleset_parse(const char *text)
{
	struct ruleset	*rs;
	struct rule	 r;
	size_t		 len, lines = count_lines(text);

	if (lines > RULES_MAX)
		return NULL;
	if ((rs = calloc(1, sizeof(*rs))) == NULL)
		fatal(NULL);
	rs->rules = arena_calloc(&rs->arena, (lines + 1) * sizeof(*rs->rules));
	rs->limits = arena_calloc(&rs->arena,
	    (lines + 1) * sizeof(*rs->limits));
	for (; *text != '\0'; text += len + 1) {
		len = strcspn(text, "\n");
		if (text[len] == '\0' ||
		    parse_line(rs, &r, text, len) == -1) {
			ruleset_free(rs);
			return NULL;
		}
		if (r.limit)
			rs->limits[rs->nlimits++] = r;
		else
			rs->rules[rs->n++] = r;
	}
	return rs;
}

void
ruleset_free(struct ruleset *rs)
{
	struct arena	 arena;

	if (rs == NULL)
		return;
	arena = rs->arena;
	free(rs);
	arena_free(&arena);
}

/*
 * A `quick' rule that matches is the last one of the search.  Without it, the
 * search begins at the end, because there it finds the last one first.
 */
struct rule *
ruleset_decide(const struct ruleset *rs, const struct facts *f,
    const struct origin *o)
{
	size_t	 i, n = rs == NULL ? 0 : rs->n;

	for (i = 0; i < n; i++)
		if (rs->rules[i].quick && rule_match(&rs->rules[i], f, o))
			return &rs->rules[i];
	for (i = n; i > 0; i--)
		if (!rs->rules[i - 1].quick &&
		    rule_match(&rs->rules[i - 1], f, o))
			return &rs->rules[i - 1];
	return NULL;
}
