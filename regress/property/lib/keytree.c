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

#include "regress/property/lib/keytree.h"

static struct key *
key_new(struct key *parent, const char *name, size_t len)
{
	struct key	*k = calloc(1, sizeof(*k)), **end;

	if (k == NULL || (k->name = strndup(name, len)) == NULL)
		abort();
	if ((k->parent = parent) != NULL) {
		for (end = &parent->first; *end != NULL; end = &(*end)->next)
			continue;
		*end = k;
	}
	return k;
}

struct key *
keytree_new(void)
{
	return key_new(NULL, "", 0);
}

void
keytree_free(struct key *k)
{
	struct key	*child;

	if (k == NULL)
		return;
	while ((child = k->first) != NULL) {
		k->first = child->next;
		keytree_free(child);
	}
	free(k->name);
	free(k->value);
	free(k);
}

struct key *
keytree_child(const struct key *k, const char *name, size_t len)
{
	struct key	*child;

	for (child = k->first; child != NULL; child = child->next)
		if (strncmp(child->name, name, len) == 0 &&
		    child->name[len] == '\0')
			return child;
	return NULL;
}

/* One letter without its case: ASCII, the long s, the Kelvin sign. */
static int
letter(const char **s, const char *end)
{
	int	c = (unsigned char)*(*s)++;

	if (c == 0xc5 && *s < end && (unsigned char)**s == 0xbf) {
		(*s)++;
		return 's';
	}
	if (c == 0xe2 && end - *s >= 2 && memcmp(*s, "\204\252", 2) == 0) {
		*s += 2;
		return 'k';
	}
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static int
same_but_case(const char *a, size_t alen, const char *b, size_t blen)
{
	const char	*aend = a + alen, *bend = b + blen;

	while (a < aend && b < bend)
		if (letter(&a, aend) != letter(&b, bend))
			return 0;
	return a == aend && b == bend;
}

static int
has_other_case(const struct key *k, const char *name, size_t len)
{
	const struct key	*child;

	for (child = k->first; child != NULL; child = child->next)
		if (same_but_case(child->name, strlen(child->name), name, len))
			return 1;
	return 0;
}

const char *
keytree_add(struct key *root, const char *path, const char *value)
{
	struct key	*k = root, *child;
	size_t		 len;

	for (;; path += len + 1) {
		len = strcspn(path, "/");
		if ((child = keytree_child(k, path, len)) == NULL) {
			if (has_other_case(k, path, len))
				return "differs from another in case alone";
			child = key_new(k, path, len);
		}
		k = child;
		if (path[len] == '\0')
			break;
	}
	if (k->value != NULL)
		return "duplicate key";
	if ((k->value = strdup(value)) == NULL)
		abort();
	return NULL;
}

struct key *
keytree_find(const struct key *k, const char *path)
{
	struct key	*found;
	size_t		 len = strcspn(path, "/");

	found = keytree_child(k, path, len);
	if (found == NULL || path[len] == '\0')
		return found;
	return keytree_find(found, path + len + 1);
}

void
keytree_path(const struct key *k, char *buf, size_t size)
{
	char	above[1024] = "";

	if (k->parent != NULL && k->parent->parent != NULL)
		keytree_path(k->parent, above, sizeof(above));
	(void)snprintf(buf, size, "%s%s%s", above, *above == '\0' ? "" : "/",
	    k->name);
}
