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

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "common/log.h"
#include "common/xstrdup.h"
#include "go/utf8.h"
#include "kopd/conf/yaml.h"

/* A node while the tree is built. */
struct node {
	struct yaml_node	 node;
	char			*anchor;
	int			 open;		/* its end is not read yet */
	unsigned int		 height;	/* nested collections */
	size_t			 weight;	/* nodes, aliases expanded */
};

struct yaml {
	struct node	**nodes;	/* all of them, in order */
	size_t		  n;
	struct node	 *root;
};

struct builder {
	yaml_parser_t		 parser;
	yaml_event_t		 event;
	struct yaml		*doc;
	struct yaml_fault	*fault;
	struct {
		struct node	*node;
		struct node	*key;		/* without a value yet */
	}			 open[YAML_DEPTH_MAX];
	unsigned int		 depth;
	size_t			 taken;		/* nodes, aliases as one */
};

static int	fault_at(struct builder *, unsigned int, unsigned int,
		    const char *, ...)
		    __attribute__((__format__ (printf, 4, 5)));

static int
fault_at(struct builder *b, unsigned int line, unsigned int column,
    const char *fmt, ...)
{
	va_list	 ap;

	b->fault->line = line;
	b->fault->column = column;
	va_start(ap, fmt);
	(void)vsnprintf(b->fault->why, sizeof(b->fault->why), fmt, ap);
	va_end(ap);
	return -1;
}

static int
fault_here(struct builder *b, const char *why)
{
	const yaml_mark_t	*mark = &b->event.start_mark;

	return fault_at(b, (unsigned int)mark->line + 1,
	    (unsigned int)mark->column + 1, "%s", why);
}

/* Reports invalid bytes; counts their line and column by their offset. */
static int
fault_bytes(struct builder *b, const char *text)
{
	unsigned int	 line = 1, column = 1;
	size_t		 i;

	for (i = 0; i < b->parser.problem_offset; i++) {
		if (text[i] == '\n') {
			line++;
			column = 1;
		} else if (rune_start((unsigned char)text[i]))
			column++;
	}
	return fault_at(b, line, column, "%s (byte 0x%02x)",
	    b->parser.problem, (unsigned char)text[i]);
}

/* The first byte of the character after n characters; 0 at the end. */
static char
byte_after(const char *text, size_t len, size_t n)
{
	size_t	 i;

	for (i = 0; i < len; i++) {
		if (rune_start((unsigned char)text[i]) && n-- == 0)
			return text[i];
	}
	return '\0';
}

static int
fault_syntax(struct builder *b, const char *text, size_t len)
{
	const yaml_mark_t	*mark = &b->parser.problem_mark;
	unsigned int		 line = (unsigned int)mark->line + 1;
	unsigned int		 column = (unsigned int)mark->column + 1;
	const char		*context = b->parser.context;

	if (b->parser.error == YAML_MEMORY_ERROR)
		fatal(NULL);
	if (b->parser.error == YAML_READER_ERROR &&
	    b->parser.problem_offset < len)
		return fault_bytes(b, text);
	if (b->parser.error == YAML_SCANNER_ERROR && context != NULL &&
	    strstr(context, "next token") != NULL)
		return fault_at(b, line, column, "%s",
		    byte_after(text, len, mark->index) == '\t' ?
		    "a tab cannot indent; YAML needs blanks" :
		    "a value cannot begin like this; put it in quotes");
	return fault_at(b, line, column, "%s%s%s%s",
	    b->parser.problem != NULL ? b->parser.problem : "not YAML",
	    context != NULL ? " (" : "", context != NULL ? context : "",
	    context != NULL ? ")" : "");
}

static struct node *
node_new(struct builder *b, enum yaml_kind kind, const yaml_char_t *anchor,
    const yaml_char_t *tag)
{
	const yaml_mark_t	*mark = &b->event.start_mark;
	struct yaml		*doc = b->doc;
	struct node		*p;

	if ((p = calloc(1, sizeof(*p))) == NULL ||
	    (doc->nodes = reallocarray(doc->nodes, doc->n + 1,
	    sizeof(struct node *))) == NULL)
		fatal(NULL);
	doc->nodes[doc->n++] = p;
	p->node.kind = kind;
	p->node.line = (unsigned int)mark->line + 1;
	p->node.column = (unsigned int)mark->column + 1;
	if (anchor != NULL)
		p->anchor = xstrdup((const char *)anchor);
	if (tag != NULL)
		p->node.tag = xstrdup((const char *)tag);
	p->weight = 1;
	return p;
}

static void
append(struct yaml_node *into, struct yaml_node *key, struct yaml_node *value)
{
	if (key != NULL) {
		if ((into->keys = reallocarray(into->keys, into->n + 1,
		    sizeof(key))) == NULL)
			fatal(NULL);
		into->keys[into->n] = key;
	}
	if ((into->values = reallocarray(into->values, into->n + 1,
	    sizeof(value))) == NULL)
		fatal(NULL);
	into->values[into->n++] = value;
}

static int
is_merge(const struct yaml_node *key)
{
	return key->plain && strcmp(key->text, "<<") == 0;
}

/* A key of the innermost mapping. */
static int
take_key(struct builder *b, struct node *p)
{
	struct yaml_node	*map = &b->open[b->depth - 1].node->node;
	size_t			 i;

	if (p->node.kind != YAML_SCALAR)
		return fault_at(b, p->node.line, p->node.column,
		    "a key must be a string (and a value that begins with { "
		    "must be in quotes)");
	for (i = 0; i < map->n; i++) {
		if (strcmp(map->keys[i]->text, p->node.text) != 0)
			continue;
		return fault_at(b, p->node.line, p->node.column,
		    "\"%.60s\" is already set, at %u:%u", p->node.text,
		    map->keys[i]->line, map->keys[i]->column);
	}
	b->open[b->depth - 1].key = p;
	return 0;
}

/* Adds a complete node to the open collection, or makes it the root. */
static int
take(struct builder *b, struct node *p)
{
	struct node	*into, *key;

	/* An open collection adds its weight to those around it at its end. */
	if (++b->taken > YAML_NODES_MAX)
		return fault_here(b, "too many values");
	if (b->depth == 0) {
		b->doc->root = p;
		return 0;
	}
	into = b->open[b->depth - 1].node;
	key = b->open[b->depth - 1].key;
	if ((into->weight += p->weight) > YAML_NODES_MAX)
		return fault_here(b, "too many values, with aliases "
		    "written out");
	if (p->height + b->depth > YAML_DEPTH_MAX)
		return fault_here(b, "nested too deep, with aliases written "
		    "out");
	if (p->height >= into->height)
		into->height = p->height + 1;
	if (into->node.kind == YAML_SEQUENCE) {
		append(&into->node, NULL, &p->node);
		return 0;
	}
	if (key == NULL)
		return take_key(b, p);
	append(&into->node, &key->node, &p->node);
	b->open[b->depth - 1].key = NULL;
	return 0;
}

static int
take_alias(struct builder *b)
{
	const char	*name;
	size_t		 i;

	name = (const char *)b->event.data.alias.anchor;
	for (i = b->doc->n; i > 0; i--) {
		if (b->doc->nodes[i - 1]->anchor != NULL &&
		    strcmp(b->doc->nodes[i - 1]->anchor, name) == 0)
			break;
	}
	if (i == 0)
		return fault_here(b, "an alias for an unknown anchor");
	if (b->doc->nodes[i - 1]->open)
		return fault_here(b, "an alias that contains itself");
	return take(b, b->doc->nodes[i - 1]);
}

static int
take_scalar(struct builder *b)
{
	struct node	*p;
	const char	*text = (const char *)b->event.data.scalar.value;

	if (strlen(text) != b->event.data.scalar.length)
		return fault_here(b, "a string with a zero byte");
	p = node_new(b, YAML_SCALAR, b->event.data.scalar.anchor,
	    b->event.data.scalar.tag);
	p->node.text = xstrdup(text);
	p->node.plain = p->node.tag == NULL &&
	    b->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	return take(b, p);
}

static int
begin(struct builder *b, enum yaml_kind kind, const yaml_char_t *anchor,
    const yaml_char_t *tag)
{
	if (b->depth == YAML_DEPTH_MAX)
		return fault_here(b, "nested too deep");
	b->open[b->depth].node = node_new(b, kind, anchor, tag);
	b->open[b->depth].node->open = 1;
	b->open[b->depth].node->height = 1;
	b->open[b->depth++].key = NULL;
	return 0;
}

/* Adds to a mapping the keys of another mapping that it lacks. */
static int
merge_one(struct builder *b, struct yaml_node *map,
    const struct yaml_node *from)
{
	size_t	 i;

	if (from->kind != YAML_MAPPING)
		return fault_at(b, from->line, from->column,
		    "only a mapping can be merged");
	for (i = 0; i < from->n; i++) {
		if (yaml_find(map, from->keys[i]->text) == NULL)
			append(map, from->keys[i], from->values[i]);
	}
	return 0;
}

static int
merge(struct builder *b, struct yaml_node *map)
{
	struct yaml_node	*from;
	size_t			 i;

	for (i = 0; i < map->n && !is_merge(map->keys[i]); i++)
		continue;
	if (i == map->n)
		return 0;
	from = map->values[i];
	map->n--;
	memmove(map->keys + i, map->keys + i + 1,
	    (map->n - i) * sizeof(*map->keys));
	memmove(map->values + i, map->values + i + 1,
	    (map->n - i) * sizeof(*map->values));
	if (from->kind != YAML_SEQUENCE)
		return merge_one(b, map, from);
	for (i = 0; i < from->n; i++) {
		if (merge_one(b, map, from->values[i]) == -1)
			return -1;
	}
	return 0;
}

static int
end(struct builder *b)
{
	struct node	*p = b->open[--b->depth].node;

	p->open = 0;
	if (p->node.kind == YAML_MAPPING && merge(b, &p->node) == -1)
		return -1;
	return take(b, p);
}

static int
take_event(struct builder *b)
{
	switch (b->event.type) {
	case YAML_DOCUMENT_START_EVENT:
		return b->doc->root == NULL ? 0 : fault_here(b,
		    "a second document; only one is allowed");
	case YAML_STREAM_END_EVENT:
		return b->doc->root != NULL ? 0 : fault_here(b,
		    "there is no document");
	case YAML_ALIAS_EVENT:
		return take_alias(b);
	case YAML_SCALAR_EVENT:
		return take_scalar(b);
	case YAML_SEQUENCE_START_EVENT:
		return begin(b, YAML_SEQUENCE,
		    b->event.data.sequence_start.anchor,
		    b->event.data.sequence_start.tag);
	case YAML_MAPPING_START_EVENT:
		return begin(b, YAML_MAPPING,
		    b->event.data.mapping_start.anchor,
		    b->event.data.mapping_start.tag);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return end(b);
	default:
		return 0;
	}
}

static int
build(struct builder *b, const char *text, size_t len)
{
	int	 ended, result;

	do {
		if (!yaml_parser_parse(&b->parser, &b->event))
			return fault_syntax(b, text, len);
		ended = b->event.type == YAML_STREAM_END_EVENT;
		result = take_event(b);
		yaml_event_delete(&b->event);
	} while (result == 0 && !ended);
	return result;
}

struct yaml *
yaml_read(const char *text, size_t len, struct yaml_fault *fault)
{
	struct builder	 b = { .fault = fault };
	int		 result;

	if (len > YAML_BYTES_MAX) {
		(void)fault_at(&b, 1, 1, "larger than %d bytes",
		    YAML_BYTES_MAX);
		return NULL;
	}
	if ((b.doc = calloc(1, sizeof(*b.doc))) == NULL ||
	    !yaml_parser_initialize(&b.parser))
		fatal(NULL);
	yaml_parser_set_encoding(&b.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&b.parser, (const yaml_char_t *)text,
	    len);
	result = build(&b, text, len);
	yaml_parser_delete(&b.parser);
	if (result == 0)
		return b.doc;
	yaml_close(b.doc);
	return NULL;
}

static void
wipe(const char *text)
{
	char	*p;

	if (text == NULL)
		return;
	memcpy(&p, &text, sizeof(p));
	freezero(p, strlen(p));
}

void
yaml_close(struct yaml *doc)
{
	size_t	 i;

	if (doc == NULL)
		return;
	for (i = 0; i < doc->n; i++) {
		free(doc->nodes[i]->anchor);
		wipe(doc->nodes[i]->node.tag);
		wipe(doc->nodes[i]->node.text);
		free(doc->nodes[i]->node.keys);
		free(doc->nodes[i]->node.values);
		free(doc->nodes[i]);
	}
	free(doc->nodes);
	free(doc);
}

const struct yaml_node *
yaml_root(const struct yaml *doc)
{
	return &doc->root->node;
}

const struct yaml_node *
yaml_find(const struct yaml_node *map, const char *key)
{
	size_t	 i;

	for (i = 0; i < map->n && map->kind == YAML_MAPPING; i++) {
		if (strcmp(map->keys[i]->text, key) == 0)
			return map->values[i];
	}
	return NULL;
}

int
yaml_is_null(const struct yaml_node *node)
{
	static const char *const names[] = { "", "~", "null", "Null", "NULL" };
	size_t			 i;

	for (i = 0; node->plain && i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(node->text, names[i]) == 0)
			return 1;
	}
	return 0;
}
