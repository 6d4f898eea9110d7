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
#include "route-maker/container/container.h"

/* Puts the text where *at is, and moves that on. */
static char *
put_text(char **at, const char *text)
{
	char	*put = *at;

	*at = stpcpy(put, text) + 1;
	return put;
}

static size_t
texts_size(const struct container *c, int labels)
{
	size_t	i, size;

	size = strlen(c->name) + strlen(c->mode) + 2;
	for (i = 0; i < c->nnetworks; i++)
		size += strlen(c->networks[i].name) + 1;
	for (i = 0; labels && i < c->nlabels; i++)
		size += strlen(c->labels[i].name) + 1 +
		    strlen(c->labels[i].value) + 1;
	return size;
}

size_t
container_rest_size(const struct container *c, int labels)
{
	return sizeof(*c) + c->nnetworks * sizeof(*c->networks) +
	    c->nports * sizeof(*c->ports) + texts_size(c, labels) +
	    (labels ? c->nlabels * sizeof(*c->labels) : 0);
}

static void
put_labels(struct container *rest, const struct container *c, char **at)
{
	size_t	i;

	for (i = 0; i < c->nlabels; i++) {
		rest->labels[i].name = put_text(at, c->labels[i].name);
		rest->labels[i].value = put_text(at, c->labels[i].value);
	}
}

/* Behind the container: labels, networks, ports, texts, as they are aligned. */
struct container *
container_rest(struct container *c, int labels)
{
	struct container	*rest;
	size_t			 nlabels = labels ? c->nlabels : 0, i;
	char			*at;

	if ((rest = malloc(container_rest_size(c, labels))) == NULL)
		fatal(NULL);
	*rest = *c;
	rest->labels = labels ? (struct label *)(rest + 1) : NULL;
	rest->nlabels = nlabels;
	rest->json = NULL;
	rest->networks = (struct network *)((struct label *)(rest + 1) +
	    nlabels);
	rest->ports = (struct port *)(rest->networks + c->nnetworks);
	at = (char *)(rest->ports + c->nports);
	rest->name = put_text(&at, c->name);
	rest->mode = put_text(&at, c->mode);
	c->network = NULL;
	for (i = 0; i < c->nports; i++)
		rest->ports[i] = c->ports[i];
	for (i = 0; i < c->nnetworks; i++) {
		rest->networks[i] = c->networks[i];
		rest->networks[i].name = put_text(&at, c->networks[i].name);
	}
	if (labels)
		put_labels(rest, c, &at);
	container_free(c);
	return rest;
}

void
container_free(struct container *c)
{
	if (c == NULL)
		return;
	if (c->json != NULL) {
		free(c->networks);
		free(c->ports);
		free(c->labels);
		json_decref(c->json);
	}
	free(c->network);
	free(c);
}
