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

#include <sys/stat.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/xstrdup.h"
#include "kopctl/compose/clean.h"
#include "kopctl/compose/title.h"
#include "kopd/conf/file.h"

/* Small letters, digits, _ and -; the first is a letter or a digit. */
static char *
normalize(const char *text)
{
	char	*name = xstrdup(text), *to = name;
	size_t	 i;
	int	 c;

	for (i = 0; text[i] != '\0'; i++) {
		c = tolower((unsigned char)text[i]);
		if (isascii(c) && (isalnum(c) ||
		    (to > name && (c == '_' || c == '-'))))
			*to++ = (char)c;
	}
	*to = '\0';
	return name;
}

/* A directory that PWD reaches through a symbolic link keeps that name. */
static char *
working_directory(void)
{
	const char	*pwd = getenv("PWD");
	struct stat	 a, b;

	if (pwd != NULL && *pwd == '/' && stat(pwd, &a) == 0 &&
	    stat(".", &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino)
		return xstrdup(pwd);
	return file_absolute(".");
}

/* The last part of the absolute path of the file's directory. */
static char *
directory_name(const char *path)
{
	char	*cwd = working_directory(), *folder, *name, *whole;

	folder = file_beside(path, ".");
	if (asprintf(&whole, "%s/%s", *folder == '/' ? "" : cwd,
	    folder) == -1)
		fatal(NULL);
	clean(whole);
	name = normalize(strrchr(whole, '/') + 1);
	free(whole);
	free(folder);
	free(cwd);
	return name;
}

static char *
from_environment(struct reading *r)
{
	struct place	 at = { r->source->path, 0 };
	const char	*given = beside_get(&r->beside, "COMPOSE_PROJECT_NAME");
	char		*name;

	if (given == NULL || *given == '\0')
		return NULL;
	name = normalize(given);
	if (strcmp(name, given) != 0)
		annotate(r->out, ANNOTATE_ERROR, &at, "COMPOSE_PROJECT_NAME "
		    "has characters other than small letters, digits, _ and -, "
		    "or begins with one of the last two");
	return name;
}

/* The name in one file; NULL if it has none. */
static char *
from_file(struct reading *r, const struct source *s)
{
	const struct yaml_node	*root = yaml_root(s->yaml), *node = NULL;
	char			*name, *text;

	if (root->kind == YAML_MAPPING)
		node = yaml_find(root, "name");
	if (node == NULL || yaml_is_null(node))
		return NULL;
	r->source = s;
	if ((text = reading_text(r, node, "name")) == NULL)
		return NULL;
	name = normalize(text);
	free(text);
	return name;
}

char *
title_of(const struct sources *list, struct reading *r)
{
	struct place	 at;
	char		*name = NULL;
	size_t		 i;

	r->source = list->v[0];
	if ((name = from_environment(r)) != NULL)
		return name;
	for (i = list->n; i > 0 && name == NULL; i--) {
		name = from_file(r, list->v[i - 1]);
		if (name != NULL && *name == '\0') {
			free(name);
			name = NULL;
		}
	}
	if (name == NULL)
		name = directory_name(list->v[0]->base);
	if (*name != '\0')
		return name;
	at = (struct place){ list->v[0]->path, 0 };
	annotate(r->out, ANNOTATE_ERROR, &at, "the directory gives the project "
	    "no name; add the key name, or set COMPOSE_PROJECT_NAME");
	free(name);
	return NULL;
}
