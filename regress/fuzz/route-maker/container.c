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
 * A list's elements to keys: a line of settings (see keys.h), then lines, each
 * an element as Docker lists it, or bytes that are none.
 */

#include "regress/fuzz/keys.h"

#define ELEMENTS	8

static void
take(struct containers *cs, const char *line, size_t len)
{
	struct container	*c;
	char			*copy = malloc(len), why[256] = "";

	assert(copy != NULL);
	memcpy(copy, line, len);
	c = container_parse(copy, len, cs->conf, why, sizeof(why));
	free(copy);
	if (c != NULL)
		containers_take(cs, c);
	else
		assert(*why != '\0');
}

/* Each element as often as the round says: a list changes nothing twice. */
static void
take_all(struct containers *cs, const char *text, const char *end)
{
	size_t	len;
	int	n;

	for (n = 0; n < ELEMENTS && text < end; n++, text += len + 1) {
		len = strcspn(text, "\n");
		if (len > 0)
			take(cs, text, len);
	}
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	keys_init();
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct route_maker_conf	*conf;
	struct program		*program;
	struct containers	 containers;
	const char		*version;
	char			*text = fuzz_text(data, len);
	size_t			 first = strcspn(text, "\n");

	conf = keys_conf(text, first, &version);
	program = keys_program(conf);
	containers_init(&containers, conf, program);
	if (first < len)
		take_all(&containers, text + first + 1, text + len);
	keys_check(&containers, version);
	containers_configure(&containers, conf, program);
	if (first < len)
		take_all(&containers, text + first + 1, text + len);
	resolve_settle(&containers.objects);
	assert(TAILQ_EMPTY(&containers.objects.unsent));
	keys_end(&containers);
	program_free(program);
	config_free(&route_maker_table, conf);
	free(text);
	return 0;
}
