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
 * A policy: its text as kopd sends it, a NUL, and keys of objects as lines
 * name=value.  The text of a rule makes the same rule again, and without an
 * origin a policy passes whatever it passes with one.
 */

#include "policy/ruleset.h"
#include "regress/fuzz/fuzz.h"

static const char *
label(const void *arg, const char *name)
{
	return strcmp(name, "a") == 0 ? arg : NULL;
}

static void
check_text(const struct rule *r)
{
	struct arena		 a = ARENA_INITIALIZER;
	const char		*text = rule_text(&a, r);
	struct rule_token	*tokens;
	struct rule		 again;
	char			 why[RULE_WHY_MAX];
	size_t			 at;

	/* Quotes may make it longer than a text may be. */
	if ((tokens = rule_tokens(&a, text)) != NULL) {
		assert(rule_build(&again, &a, tokens, &at, why) == 0);
		assert(strcmp(rule_text(&a, &again), text) == 0);
	} else
		assert(strlen(text) > RULE_TEXT_MAX);
	arena_free(&a);
}

static int
passes(const struct rule *r)
{
	return r == NULL || r->pass;
}

static void
decide(const struct ruleset *rs, const char *id, char *keys)
{
	static const char	*nets[] = { "n" };
	static const struct origin from = { .container = "web",
				    .image = "nginx", .label = label,
				    .networks = { .v = nets, .n = 1 },
				    .arg = "b" };
	struct arena		 a = ARENA_INITIALIZER;
	const struct rule	*r;
	struct facts		 f;
	char			*line, *value, *rest = arena_strdup(&a, keys);

	facts_begin(&f, &a, id, id);
	while ((line = strsep(&rest, "\n")) != NULL) {
		if ((value = strchr(line, '=')) == NULL)
			continue;
		*value++ = '\0';
		facts_add(&f, line, value);
	}
	facts_end(&f);
	if ((r = ruleset_decide(rs, &f, &from)) != NULL)
		assert(*rule_about(r, &f) != '\0');
	if (passes(r))
		assert(passes(ruleset_decide(rs, &f, NULL)));
	f.no_servers = 1;
	if (passes(r))
		assert(passes(ruleset_decide(rs, &f, NULL)));
	f.no_definition = 1;
	if (passes(r))
		assert(passes(ruleset_decide(rs, &f, NULL)));
	arena_free(&a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static const char *const	 ids[] = { "http/routers/web",
					    "udp/routers/web",
					    "http/services/web",
					    "http/middlewares/web",
					    "tls/stores/default" };
	struct ruleset			*rs;
	char				*text = fuzz_text(data, len);
	char				*nul = text + strlen(text);
	size_t				 i;

	if ((rs = ruleset_parse(text)) != NULL) {
		for (i = 0; i < rs->n; i++)
			check_text(&rs->rules[i]);
		for (i = 0; i < rs->nlimits; i++) {
			check_text(&rs->limits[i]);
			assert(rs->limits[i].n > 0);
		}
		for (i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
			decide(rs, ids[i], nul == text + len ? nul : nul + 1);
	}
	ruleset_free(rs);
	free(text);
	return 0;
}
