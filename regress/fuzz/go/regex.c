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
 * Regular expressions: an expression, a NUL, and a text that it is matched
 * with.  Matches and groups lie inside the text, or it is an error.
 */

#include "go/regex.h"
#include "regress/fuzz/fuzz.h"

#define GROUPS	12

static void
check_groups(struct regex *re, size_t len)
{
	size_t	 i, where[2];

	for (i = 0; i < GROUPS; i++)
		if (regex_group(re, i, where))
			assert(where[0] <= where[1] && where[1] <= len);
	assert(regex_group_number(re, "no such name") < GROUPS);
}

static void
check_matches(struct regex *re, const char *text, size_t len)
{
	size_t	 from = 0, where[2];
	int	 tries, found;

	for (tries = 0; tries < 8 && from <= len; tries++) {
		if ((found = regex_match(re, text, len, from, where)) != 1) {
			assert(found == 0 || found == -1);
			return;
		}
		assert(where[0] >= from && where[0] <= where[1] &&
		    where[1] <= len);
		check_groups(re, len);
		from = where[1] + (where[0] == where[1]);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena	 arena = ARENA_INITIALIZER;
	struct regex	*re;
	const uint8_t	*nul = memchr(data, '\0', len);
	size_t		 n = nul == NULL ? len : (size_t)(nul - data);
	char		 error[256] = "", *text, *expression;

	expression = fuzz_text(data, n);
	text = fuzz_text(data + n + (nul != NULL), len - n - (nul != NULL));
	re = regex_compile(&arena, expression, n, error, sizeof(error));
	if (re == NULL)
		assert(*error != '\0');
	else
		check_matches(re, text, len - n - (nul != NULL));
	arena_free(&arena);
	free(expression);
	free(text);
	return 0;
}
