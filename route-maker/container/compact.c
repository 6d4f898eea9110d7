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

/* Copies the string to *at, and moves *at to its end. */
static char *
put_string(char **at, const char *s)
{
	char	*put = *at;

	*at = stpcpy(put, s) + 1;
	return put;
}

/* Only labels need the image. */
static const char *
image_of(const struct container *c, int labels)
{
	return !labels || c->image == NULL ? "" : c->image;
}

static const char *
project_of(const struct container *c)
{
	return c->project == NULL ? "" : c->project;
}

static size_t
strings_size(const struct container *c, int labels)
{
	size_t	i, size;

	size = strlen(c->name) + strlen(c->mode) +
	    strlen(image_of(c, labels)) + strlen(project_of(c)) + 4;
	for (i = 0; i < c->nnetworks; i++)
		size += strlen(c->networks[i].name) + 1;
	for (i = 0; labels && i < c->nlabels; i++)
		size += strlen(c->labels[i].name) + 1 +
		    strlen(c->labels[i].value) + 1;
	return size;
}

size_t
container_compact_size(const struct container *c, int labels)
{
	return sizeof(*c) + c->nnetworks * sizeof(*c->networks) +
	    c->nports * sizeof(*c->ports) + strings_size(c, labels) +
	    (labels ? c->nlabels * sizeof(*c->labels) : 0);
}

static void
put_labels(struct container *compact, const struct container *c, char **at)
{
	size_t	i;

	for (i = 0; i < c->nlabels; i++) {
		compact->labels[i].name = put_string(at, c->labels[i].name);
		compact->labels[i].value = put_string(at, c->labels[i].value);
		compact->labels[i].origin = NULL;
	}
}

/*
 * After the container come labels, networks, ports and strings, in the order of
 * their alignment.
 */
struct container *
container_compact(struct container *c, int labels)
{
	struct container	*compact;
	size_t			 nlabels = labels ? c->nlabels : 0, i;
	char			*at;

	if ((compact = malloc(container_compact_size(c, labels))) == NULL)
		fatal(NULL);
	*compact = *c;
	compact->labels = labels ? (struct label *)(compact + 1) : NULL;
	compact->nlabels = nlabels;
	compact->json = NULL;
	compact->networks = (struct network *)((struct label *)(compact + 1) +
	    nlabels);
	compact->ports = (struct port *)(compact->networks + c->nnetworks);
	at = (char *)(compact->ports + c->nports);
	compact->name = put_string(&at, c->name);
	compact->mode = put_string(&at, c->mode);
	compact->image = put_string(&at, image_of(c, labels));
	compact->project = put_string(&at, project_of(c));
	c->network = NULL;
	for (i = 0; i < c->nports; i++)
		compact->ports[i] = c->ports[i];
	for (i = 0; i < c->nnetworks; i++) {
		compact->networks[i] = c->networks[i];
		compact->networks[i].name = put_string(&at,
		    c->networks[i].name);
	}
	if (labels)
		put_labels(compact, c, &at);
	container_free(c);
	return compact;
}
