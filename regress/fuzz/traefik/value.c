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
 * Durations, integers, lists and the other values: what is printed reads as
 * the same, and stays as it is.  The first byte chooses the type.
 */

#include <math.h>

#include "go/duration.h"
#include "go/number.h"
#include "regress/fuzz/fuzz.h"
#include "traefik/value.h"

static void
check_duration(const char *text)
{
	char	buf[GO_DURATION_MAX];
	int64_t	first, second;
	char	*printed;

	if (go_parse_duration(text, strlen(text), &first) == -1)
		return;
	printed = go_format_duration(first, buf);
	assert(go_parse_duration(printed, strlen(printed), &second) == 0);
	assert(first == second);
}

static void
check_list(const char *text)
{
	size_t	 i, len = strlen(text);

	for (i = 0; i < len; i++)
		if (text[i] == ',')
			assert((i == 0 || text[i - 1] != ' ') &&
			    text[i + 1] != ' ');
}

static void
check_float(const char *text)
{
	double	d;

	assert(go_parse_float(text, strlen(text), &d) == 0 && isfinite(d));
}

static void
check_canonical(struct arena *a, enum field_type type, const char *text)
{
	const char	*first, *second;

	assert(*value_describe(type) != '\0');
	if ((first = value_canonical(a, type, text)) == NULL)
		return;
	second = value_canonical(a, type, first);
	assert(second != NULL && strcmp(first, second) == 0);
	if (type == FIELD_STRINGS)
		check_list(first);
	if (type == FIELD_FLOAT)
		check_float(first);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static const enum field_type	 types[] = { FIELD_STRING, FIELD_BOOL,
					    FIELD_INT, FIELD_INT64, FIELD_UINT,
					    FIELD_FLOAT, FIELD_DURATION,
					    FIELD_STRINGS, FIELD_PORT,
					    FIELD_PORTNUMBER, FIELD_SCHEME,
					    FIELD_URL };
	struct arena			 arena = ARENA_INITIALIZER;
	char				*text;

	if (len == 0)
		return 0;
	text = fuzz_text(data + 1, len - 1);
	check_canonical(&arena,
	    types[data[0] % (sizeof(types) / sizeof(types[0]))], text);
	check_duration(text);
	arena_free(&arena);
	free(text);
	return 0;
}
