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
#include <strings.h>

#include "common/log.h"
#include "common/nearest.h"
#include "kopd/conf/document.h"
#include "kopd/conf/value.h"

const char *
document_origin(const struct document *d, const struct yaml_node *node)
{
	static char	*origin;

	free(origin);
	if (asprintf(&origin, "%s:%u:%u", d->name, node->line,
	    node->column) == -1)
		fatal(NULL);
	return origin;
}

const struct conf_place *
document_place(const struct document *d, const struct yaml_node *node)
{
	static struct conf_place	 place;

	place.report = d->report;
	place.origin = document_origin(d, node);
	place.over = d->over;
	return &place;
}

const char *
document_kind(const struct yaml_node *node)
{
	switch (node->kind) {
	case YAML_MAPPING:
		return "a mapping";
	case YAML_SEQUENCE:
		return "a list";
	default:
		return "a string";
	}
}

/* True for the tags of strings, numbers and booleans. */
static int
tag_is_plain(const char *tag)
{
	static const char *const tags[] = { "!", "tag:yaml.org,2002:bool",
	    "tag:yaml.org,2002:float", "tag:yaml.org,2002:int",
	    "tag:yaml.org,2002:str" };
	size_t			 i;

	for (i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		if (strcmp(tag, tags[i]) == 0)
			return 1;
	}
	return 0;
}

const char *
option_text(const struct document *d, const struct yaml_option *o,
    const struct yaml_node *node)
{
	if (node->kind != YAML_SCALAR) {
		conf_error(d->report, document_origin(d, node),
		    "%s takes a string, not %s%s", o->name, document_kind(node),
		    node->kind == YAML_MAPPING ?
		    ": put a value that begins with { in quotes" : "");
		return NULL;
	}
	if (node->tag == NULL || tag_is_plain(node->tag))
		return node->text;
	conf_error(d->report, document_origin(d, node),
	    "%s with the unknown tag \"%s\"", o->name,
	    node->tag);
	return NULL;
}

int
option_bool(const struct document *d, const struct yaml_option *o,
    const struct yaml_node *node)
{
	static const char *const yes[] = { "y", "Y", "yes", "Yes", "YES",
	    "on", "On", "ON" };
	static const char *const no[] = { "n", "N", "no", "No", "NO",
	    "off", "Off", "OFF" };
	const char		*text;
	size_t			 i;
	int			 b;

	if ((text = option_text(d, o, node)) == NULL)
		return -1;
	for (i = 0; i < sizeof(yes) / sizeof(yes[0]); i++) {
		if (strcmp(text, yes[i]) == 0)
			return 1;
		if (strcmp(text, no[i]) == 0)
			return 0;
	}
	if ((b = conf_go_bool(text)) == -1)
		conf_error(d->report, document_origin(d, node),
		    "%s is neither true nor false: \"%.40s\"", o->name, text);
	return b;
}

/* The option of that name; NULL: none. */
static const struct yaml_option *
option_find(const struct yaml_option *options, const char *name)
{
	for (; options->name != NULL; options++) {
		if (strcasecmp(options->name, name) == 0)
			return options;
	}
	return NULL;
}

static const char *
option_name(const void *arg, size_t i)
{
	return ((const struct yaml_option *)arg)[i].name;
}

static void
say_unknown(const struct document *d, const struct yaml_option *options,
    const struct yaml_node *key)
{
	const char	*near;
	size_t		 n = 0;

	while (options[n].name != NULL)
		n++;
	near = nearest(key->text, n, option_name, options);
	conf_error(d->report, document_origin(d, key),
	    "unknown option \"%.80s\"%s%s%s", key->text,
	    near != NULL ? ": did you mean \"" : "",
	    near != NULL ? near : "", near != NULL ? "\"?" : "");
}

/* The key before i that is equal except for its case; NULL: none. */
static const struct yaml_node *
same_key(const struct yaml_node *map, size_t i)
{
	size_t	 k;

	for (k = 0; k < i; k++) {
		if (strcasecmp(map->keys[k]->text, map->keys[i]->text) == 0)
			return map->keys[k];
	}
	return NULL;
}

void
options_take(const struct document *d, const struct yaml_option *options,
    const struct yaml_node *map, int others)
{
	const struct yaml_option	*o;
	const struct yaml_node	*key, *same;
	size_t			 i;

	for (i = 0; i < map->n; i++) {
		key = map->keys[i];
		if ((o = option_find(options, key->text)) == NULL) {
			if (!others)
				say_unknown(d, options, key);
		} else if ((same = same_key(map, i)) != NULL)
			conf_error(d->report, document_origin(d, key),
			    "\"%s\" is already set, as \"%s\", at %u:%u",
			    key->text, same->text, same->line, same->column);
		else if (!yaml_is_null(map->values[i]))
			o->take(d, o, map->values[i]);
	}
}

int
options_are(const struct document *d, const char *name,
    const struct yaml_node *node)
{
	if (node->kind == YAML_MAPPING)
		return 1;
	conf_error(d->report, document_origin(d, node),
	    "%s takes options, not %s", name, document_kind(node));
	return 0;
}

const struct yaml_node *
document_find(const struct yaml_node *map, const char *name)
{
	size_t	 i;

	for (i = 0; i < map->n; i++) {
		if (strcasecmp(map->keys[i]->text, name) == 0)
			return map->values[i];
	}
	return NULL;
}
