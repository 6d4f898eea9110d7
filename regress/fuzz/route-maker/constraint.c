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
 * Constraints: an expression, a NUL, and labels as lines name=value.  An
 * expression matches or does not, its negation the other way round; what is
 * wrong is said with its place.
 */

#include "regress/fuzz/fuzz.h"
#include "regress/fuzz/lines.h"
#include "route-maker/program/constraint.h"

/* "line:column: reason" */
static void
check_error(const char *error)
{
	unsigned int	line, column;
	int		n = 0;

	assert(sscanf(error, "%u:%u: %n", &line, &column, &n) == 2);
	assert(n > 0 && error[n] != '\0' && line > 0 && column > 0);
}

static struct container *
container(const char *labels, struct route_maker_conf *conf)
{
	struct said		 json = { 0 };
	struct container	*c;
	char			 why[256];

	say(&json, "{\"Id\":\"%064x\",\"Names\":[\"/web\"],"
	    "\"Labels\":{", 1);
	lines_labels(&json, labels);
	say(&json, "}}");
	c = container_parse(json.text, json.len, conf, why, sizeof(why));
	free(json.text);
	return c;
}

static void
match(const struct constraint *x, const struct constraint *not,
    const struct container *c)
{
	char	error[512] = "";
	int	matches = constraint_match(x, c, error, sizeof(error));

	assert((matches == -1) == (*error != '\0'));
	if (not != NULL && matches != -1)
		assert(constraint_match(not, c, error,
		    sizeof(error)) == !matches);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct route_maker_conf	*conf = config_blank(&route_maker_table);
	struct constraint	*x, *not;
	struct container	*c;
	char			*text = fuzz_text(data, len), *negated;
	char			*nul = text + strlen(text), error[512] = "";

	if ((x = constraint_compile(text, error, sizeof(error))) == NULL)
		check_error(error);
	else {
		assert(asprintf(&negated, "!(%s\n)", text) != -1);
		not = constraint_compile(negated, error, sizeof(error));
		c = container(nul == text + len ? nul : nul + 1, conf);
		if (c != NULL)
			match(x, not, c);
		container_free(c);
		constraint_free(not);
		constraint_free(x);
		free(negated);
	}
	free(text);
	config_free(&route_maker_table, conf);
	return 0;
}
