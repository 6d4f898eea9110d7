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
 * YAML: a tree whose ceilings hold with each alias written out; what is wrong
 * has a place and a reason.
 */

#include "kopd/conf/yaml.h"
#include "regress/fuzz/fuzz.h"

struct walk {
	struct said	*said;
	size_t		 nodes;
};

static void	walk(struct walk *, const struct yaml_node *, size_t);

static void
walk_mapping(struct walk *w, const struct yaml_node *n, size_t depth)
{
	size_t	i;

	for (i = 0; i < n->n; i++) {
		assert(n->keys[i]->kind == YAML_SCALAR);
		assert(yaml_find(n, n->keys[i]->text) == n->values[i]);
		walk(w, n->keys[i], depth);
		say(w->said, ": ");
		walk(w, n->values[i], depth + 1);
	}
	assert(yaml_find(n, "no such key, surely") == NULL);
}

static void
walk(struct walk *w, const struct yaml_node *n, size_t depth)
{
	size_t	i;

	assert(n->line > 0 && n->column > 0);
	assert(depth <= YAML_DEPTH_MAX && ++w->nodes <= YAML_NODES_MAX);
	say(w->said, "%d %u:%u %s %zu ", (int)n->kind, n->line, n->column,
	    n->tag != NULL ? n->tag : "", n->n);
	switch (n->kind) {
	case YAML_SCALAR:
		assert(n->text != NULL);
		assert(!n->plain || n->tag == NULL);
		assert(!yaml_is_null(n) || n->plain);
		say(w->said, "%s\n", n->text);
		break;
	case YAML_SEQUENCE:
		for (i = 0; i < n->n; i++)
			walk(w, n->values[i], depth + 1);
		break;
	case YAML_MAPPING:
		walk_mapping(w, n, depth);
		break;
	}
}

static void
read_one(const uint8_t *data, size_t len, struct said *said)
{
	struct yaml_fault	 fault = { 0 };
	struct walk		 w = { said, 0 };
	struct yaml		*y;
	char			*copy = malloc(len);

	assert(copy != NULL || len == 0);
	if (len > 0)
		memcpy(copy, data, len);
	y = yaml_read(copy, len, &fault);
	free(copy);
	if (y != NULL) {
		walk(&w, yaml_root(y), 0);
		yaml_close(y);
		return;
	}
	assert(fault.line > 0 && fault.column > 0 && fault.why[0] != '\0');
	say(said, "%u:%u: %s", fault.line, fault.column, fault.why);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct said	first = { 0 }, second = { 0 };

	read_one(data, len, &first);
	read_one(data, len, &second);
	assert(said_same(&first, &second));
	free(first.text);
	free(second.text);
	return 0;
}
