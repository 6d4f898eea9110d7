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
 * Judges what kopctl preview prints on standard input as redis-writer would.
 * usage: validate version
 * Prints how many keys there were, or what is wrong with the first bad one.
 */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "go/fold.h"
#include "traefik/field.h"
#include "traefik/validate.h"

#define ROOT	"traefik/"

static struct arena	 arena = ARENA_INITIALIZER;
static struct validator	 validator;
static char		*object;		/* that is being read */
static char		 folded[4096];
static size_t		 keys;

/* \t, \n and \\ as they were. */
static void
unescape(char *s)
{
	char	*to = s;

	for (; *s != '\0'; s++) {
		if (*s == '\\' && s[1] != '\0') {
			s++;
			*to++ = *s == 't' ? '\t' : *s == 'n' ? '\n' : *s;
		} else
			*to++ = *s;
	}
	*to = '\0';
}

static void
judge(const char *key, const char *fault)
{
	if (fault == NULL)
		return;
	fprintf(stderr, "%s: %s: %s\n", object, key, fault);
	exit(1);
}

/* The first three steps are the object's name. */
static size_t
object_length(const char *line)
{
	size_t	n = 0;
	int	i;

	for (i = 0; i < 3; i++)
		n += strcspn(line + n, "/") + (i < 2);
	return n;
}

static void
begin(const char *line, size_t len)
{
	if (object != NULL) {
		judge("", validate_end(&validator));
		judge("removal", validate_id(&validator, folded));
	}
	free(object);
	if ((object = strndup(line, len)) == NULL)
		fatal(NULL);
	(void)fold(folded, sizeof(folded), object, len);
	arena_reset(&arena);
	judge("name", validate_object(&validator, folded, object));
}

static void
take(char *line)
{
	char		*value = strchr(line, '\t');
	size_t		 len, n = strlen(ROOT);
	const char	*key;

	line[strcspn(line, "\n")] = '\0';
	if (value == NULL || strncmp(line, ROOT, n) != 0)
		errx(1, "no line of kopctl preview: %s", line);
	*value++ = '\0';
	line += n;
	unescape(line);
	unescape(value);
	len = object_length(line);
	if (object == NULL || strlen(object) != len ||
	    strncmp(object, line, len) != 0)
		begin(line, len);
	key = line + len + (line[len] == '/');
	judge(key, validate_pair(&validator, arena_strdup(&arena, key),
	    arena_strdup(&arena, value)));
	keys++;
}

int
main(int argc, char *argv[])
{
	unsigned int	 major, minor, patch;
	char		*line = NULL;
	size_t		 size = 0;

	if (argc != 2 || sscanf(argv[1], "%u.%u.%u", &major, &minor,
	    &patch) != 3) {
		fprintf(stderr, "usage: validate version\n");
		return 1;
	}
	validator_init(&validator, &arena);
	validator_allow(&validator, TRAEFIK_VERSION(major, minor, patch));
	while (getline(&line, &size, stdin) != -1)
		take(line);
	if (object != NULL)
		judge("", validate_end(&validator));
	printf("%zu keys\n", keys);
	free(line);
	free(object);
	arena_free(&arena);
	return 0;
}
