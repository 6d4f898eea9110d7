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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/xstrdup.h"
#include "kopctl/preview/places.h"

/* With `label prefix' in kopd.conf, the label in the file has the prefix. */
static const struct entry *
find_label(const struct entries *labels, const char *name)
{
	const struct entry	*e;
	size_t			 i, len = strlen(name), n;

	if ((e = entries_find(labels, name)) != NULL)
		return e;
	for (i = 0; i < labels->n; i++) {
		e = &labels->v[i];
		n = strlen(e->key);
		if (n > len && e->key[n - len - 1] == '.' &&
		    strcmp(e->key + n - len, name) == 0)
			return e;
	}
	return NULL;
}

int
place_of(const void *listing, const char *container, const char *label,
    struct place *at)
{
	const struct listing	*l = listing;
	const struct listed	*c;
	const struct entry	*e;

	if ((c = listing_container(l, container, strlen(container))) == NULL)
		return 0;
	if (label == NULL) {
		*at = c->d->at;
		return 1;
	}
	if ((e = find_label(&c->d->part[PART_LABELS], label)) == NULL)
		return 0;
	*at = e->at;
	return 1;
}

/* "label NAME: ...": the place of that label, else that of the service. */
static void
place_of_label(const struct listed *c, const char *text, struct place *at)
{
	const struct entry	*e;
	char			*name;

	*at = c->d->at;
	if (strncmp(text, "label ", 6) != 0)
		return;
	name = xstrdup(text + 6);
	name[strcspn(name, ":")] = '\0';
	if ((e = find_label(&c->d->part[PART_LABELS], name)) != NULL)
		*at = e->at;
	free(name);
}

/* "http/routers/web of ...": the place of its first label. */
static void
place_of_object(const struct listed *c, const char *line, size_t len,
    struct place *at)
{
	const struct entries	*labels = &c->d->part[PART_LABELS];
	char			*part;
	size_t			 i;

	*at = c->d->at;
	if (asprintf(&part, ".%.*s.", (int)len, line) == -1)
		fatal(NULL);
	for (i = 0; i < len; i++) {
		if (part[i + 1] == '/')
			part[i + 1] = '.';
	}
	for (i = 0; i < labels->n; i++) {
		if (strcasestr(labels->v[i].key, part) != NULL) {
			*at = labels->v[i].at;
			break;
		}
	}
	free(part);
}

int
place_in(const struct listing *l, const char *line, struct place *at)
{
	static const char	 front[] = "container ", middle[] =
				    " of container ";
	const struct listed	*c;
	const char		*name;

	if (strncmp(line, front, sizeof(front) - 1) == 0) {
		name = line + sizeof(front) - 1;
		c = listing_container(l, name, strcspn(name, ":"));
		if (c == NULL)
			return 0;
		name += strcspn(name, ":");
		place_of_label(c, name + strspn(name, ": "), at);
		return 1;
	}
	if ((name = strstr(line, middle)) == NULL)
		return 0;
	name += sizeof(middle) - 1;
	if ((c = listing_container(l, name,
	    strcspn(name, " "))) == NULL)
		return 0;
	place_of_object(c, line, strcspn(line, " "), at);
	return 1;
}
