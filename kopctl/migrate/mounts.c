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
#include "kopctl/migrate/mounts.h"

static char *
copy(const char *text)
{
	return text != NULL ? xstrdup(text) : NULL;
}

static void
forget(struct mount *m)
{
	free(m->target);
	free(m->source);
	free(m->what);
}

int
mounts_add(struct mounts *list, const char *target, const char *source,
    const char *what, unsigned int line)
{
	struct mount	*m = NULL;
	size_t		 i, len = strlen(target);

	while (len > 1 && target[len - 1] == '/')
		len--;
	for (i = 0; i < list->n; i++) {
		if (strncmp(list->v[i].target, target, len) == 0 &&
		    list->v[i].target[len] == '\0')
			m = &list->v[i];
	}
	if (m != NULL)
		forget(m);
	else if (list->n == MOUNTS_MAX)
		return -1;
	else
		m = &list->v[list->n++];
	if ((m->target = strndup(target, len)) == NULL)
		fatal(NULL);
	m->source = copy(source);
	m->what = copy(what);
	m->line = line;
	return 0;
}

void
mounts_free(struct mounts *list)
{
	while (list->n > 0)
		forget(&list->v[--list->n]);
}

static const char *
without_var(const char *path)
{
	return strncmp(path, "/var/run", 8) == 0 &&
	    (path[8] == '/' || path[8] == '\0') ? path + 4 : path;
}

/* The part of path below the target; NULL: it is not below it. */
static const char *
below(const char *path, const char *target)
{
	size_t	 len;

	path = without_var(path);
	target = without_var(target);
	len = strcmp(target, "/") == 0 ? 0 : strlen(target);
	if (strncmp(path, target, len) != 0 ||
	    (path[len] != '/' && path[len] != '\0'))
		return NULL;
	return path + len;
}

const struct mount *
mounts_find(const struct mounts *list, const char *path)
{
	const struct mount	*found = NULL;
	size_t			 i;

	for (i = 0; i < list->n; i++) {
		if (below(path, list->v[i].target) == NULL)
			continue;
		if (found == NULL || strlen(without_var(list->v[i].target)) >
		    strlen(without_var(found->target)))
			found = &list->v[i];
	}
	return found;
}

char *
mount_path(const struct mount *m, const char *path)
{
	char	*host;

	if (asprintf(&host, "%s%s", strcmp(m->source, "/") == 0 ? "" :
	    m->source, below(path, m->target)) == -1)
		fatal(NULL);
	return host;
}
