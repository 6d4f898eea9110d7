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
 * What redis-writer accepts: a policy, a NUL, and keys of an object as lines
 * name=value.  What one container may have, redis-writer accepts, also if the
 * object has the servers of another container that may have them, too.
 */

#include "policy/ruleset.h"
#include "redis-writer/allowed.h"
#include "regress/fuzz/fuzz.h"

#define SERVERS	"loadBalancer/servers/"

static const char *
label(const void *arg, const char *name)
{
	return *name == 'a' ? arg : NULL;
}

/* Both containers have these keys; server is NULL for those of both. */
static void
read_keys(struct facts *f, struct arena *a, const char *id, const char *keys,
    const char *server)
{
	char	*line, *value, *rest = arena_strdup(a, keys);

	facts_begin(f, a, id, id);
	while ((line = strsep(&rest, "\n")) != NULL) {
		if ((value = strchr(line, '=')) == NULL)
			continue;
		*value++ = '\0';
		if (server != NULL &&
		    strncmp(line, SERVERS, sizeof(SERVERS) - 1) == 0 &&
		    strncmp(line + sizeof(SERVERS) - 1, server, 1) != 0)
			continue;
		facts_add(f, line, value);
	}
	facts_end(f);
}

static int
passes(const struct ruleset *rs, const struct facts *f,
    const struct origin *o)
{
	const struct rule	*r = ruleset_decide(rs, f, o);

	return r == NULL || r->pass;
}

static void
check(const struct allowed *al, const struct ruleset *rs, const char *id,
    const char *keys)
{
	static const struct origin one = { .container = "one",
				    .image = "", .label = label, .arg = "b" };
	static const struct origin two = { .container = "two",
				    .image = "i", .label = label, .arg = "c" };
	struct arena		 a = ARENA_INITIALIZER;
	struct facts		 first, second, both;
	const char		*why;

	read_keys(&first, &a, id, keys, "0");
	read_keys(&second, &a, id, keys, "1");
	read_keys(&both, &a, id, keys, NULL);
	why = allowed_fault(al, &both);
	assert(why == NULL || *why != '\0');
	if (passes(rs, &first, &one))
		assert(allowed_fault(al, &first) == NULL);
	/* Only services are shared, and only servers differ. */
	if (both.kind == RULE_SERVICE && both.nservers ==
	    first.nservers + second.nservers && first.nservers <= 1 &&
	    second.nservers <= 1 && passes(rs, &first, &one) &&
	    passes(rs, &second, &two))
		assert(why == NULL);
	arena_free(&a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char				*text = fuzz_text(data, len);
	char				*nul = text + strlen(text);
	const char			*keys;
	const struct redis_writer_conf	 conf = { .policy = text };
	struct allowed			*al = allowed_new();
	struct ruleset			*rs = ruleset_parse(text);

	keys = nul == text + len ? nul : nul + 1;
	assert((allowed_take(al, &conf) == -1) == (rs == NULL));
	if (rs != NULL) {
		check(al, rs, "http/services/web", keys);
		check(al, rs, "tcp/services/web", keys);
		check(al, rs, "http/routers/web", keys);
		check(al, rs, "http/middlewares/web", keys);
	}
	ruleset_free(rs);
	allowed_free(al);
	free(text);
	return 0;
}
