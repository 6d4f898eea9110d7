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
 * Definitions of lines key=value: the same bytes for Redis in whichever
 * order the keys come, or a fault in each order.  And the same bytes as if Redis
 * had them for a definition.
 */

#include "redis-writer/definition.h"
#include "regress/fuzz/fuzz.h"

#define LINES	64

static size_t
read_lines(char *text, char *lines[LINES])
{
	char	*line;
	size_t	 n = 0;

	while (n < LINES && (line = strsep(&text, "\n")) != NULL)
		lines[n++] = line;
	return n;
}

static int
add(struct definition *d, const char *line)
{
	size_t	key = strcspn(line, "=");

	return definition_add(d, line, key, line + key,
	    strlen(line + key)) == NULL;
}

/* Forwards, or backwards. */
static int
pack(char *lines[LINES], size_t n, int backwards, struct msgpack *out)
{
	struct definition	*d;
	size_t			 i;
	int			 good = 1;

	d = definition_new("http/services/a", "http/services/A", "c", 0);
	for (i = 0; i < n && good; i++)
		good = add(d, lines[backwards ? n - 1 - i : i]);
	assert(!good || definition_count(d) <= n);
	good = good && definition_pack(d, out) == NULL;
	definition_free(d);
	return good;
}

static void
reference(const char *id, void *arg)
{
	*(size_t *)arg += strlen(id) + 1;
}

static void
is_inside(const void *blob, size_t len, const struct text *t)
{
	if (t->s != NULL)
		assert(t->s >= (const char *)blob &&
		    t->len <= len - (size_t)(t->s - (const char *)blob));
}

/* What is read is there. */
static void
read_back(const void *blob, size_t len)
{
	struct outline	o;
	size_t		n = 0;

	definition_references(blob, len, reference, &n);
	assert(n <= len);
	if (definition_outline(blob, len, &o) == -1)
		return;
	is_inside(blob, len, &o.name);
	is_inside(blob, len, &o.container);
	is_inside(blob, len, &o.rule);
	is_inside(blob, len, &o.service);
	is_inside(blob, len, &o.server);
	assert(o.servers <= len);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct msgpack	 first = MSGPACK_INITIALIZER;
	struct msgpack	 second = MSGPACK_INITIALIZER;
	char		*text = fuzz_text(data, len), *lines[LINES];
	size_t		 n = read_lines(text, lines);
	int		 good;

	good = pack(lines, n, 0, &first);
	assert(pack(lines, n, 1, &second) == good);
	if (good) {
		assert(first.len == second.len);
		assert(memcmp(first.buf, second.buf, first.len) == 0);
		read_back(first.buf, first.len);
	}
	read_back(data, len);
	msgpack_free(&first);
	msgpack_free(&second);
	free(text);
	return 0;
}
