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

#include "common/log.h"
#include "kopctl/compose/choice.h"
#include "kopctl/preview/composed.h"
#include "kopctl/preview/listing.h"

int
composed_is_file(const char *word)
{
	const char	*end = strrchr(word, '.');

	return strchr(word, '/') != NULL || (end != NULL &&
	    (strcmp(end, ".yml") == 0 || strcmp(end, ".yaml") == 0));
}

/* Reads the other files and chooses the services. */
static void
read_words(struct project *p, char *words[], size_t n)
{
	char	**names;
	size_t	  i, nnames = 0;

	if ((names = calloc(n + 1, sizeof(*names))) == NULL)
		fatal(NULL);
	for (i = 0; i < n; i++) {
		if (composed_is_file(words[i]))
			project_load(p, words[i]);
		else
			names[nnames++] = words[i];
	}
	project_merge(p);
	if (p->reading.out->errors == 0)
		choice_make(p, names, nnames);
	free(names);
}

struct composed *
composed_new(struct annotate *out, const char *path, const char *text,
    size_t len, char *words[], size_t n, const struct route_maker_conf *conf)
{
	struct composed	*c;

	if ((c = calloc(1, sizeof(*c))) == NULL)
		fatal(NULL);
	project_init(&c->project, out, path);
	project_add(&c->project, path, text, len);
	read_words(&c->project, words, n);
	if (out->errors > 0) {
		composed_free(c);
		return NULL;
	}
	c->listing.project = &c->project;
	c->listing.out = out;
	c->listing.is_bound = !conf->bind_none;
	c->listing.is_exposed = conf->exposed_by_default != 0;
	listing_make(&c->listing);
	return c;
}

void
composed_free(struct composed *c)
{
	listing_free(&c->listing);
	project_free(&c->project);
	free(c);
}
