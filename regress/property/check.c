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
 * Judges what kopctl preview prints on standard input, by checker.h.
 * usage: check [-k] fields.tsv version [root]
 * -k: each key by itself, not whether they hang together.
 * Prints how many keys there were and of how many fields.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "regress/property/lib/checker.h"

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
take(struct checker *c, char *line, const char *root)
{
	char	*value = strchr(line, '\t');
	size_t	 n = strlen(root);

	line[strcspn(line, "\n")] = '\0';
	if (value == NULL || strncmp(line, root, n) != 0 || line[n] != '/') {
		fprintf(stderr, "no line of kopctl preview: %s\n", line);
		exit(1);
	}
	*value++ = '\0';
	unescape(line);
	unescape(value);
	checker_add(c, line + n + 1, value);
}

int
main(int argc, char *argv[])
{
	struct checker	*c;
	const char	*fault;
	char		*line = NULL;
	size_t		 size = 0;
	int		 alone;

	if ((alone = argc > 1 && strcmp(argv[1], "-k") == 0)) {
		argc--;
		argv++;
	}
	if (argc < 3 || argc > 4) {
		fprintf(stderr, "usage: check [-k] fields.tsv version "
		    "[root]\n");
		return 1;
	}
	c = checker_new(argv[1], argv[2]);
	while (getline(&line, &size, stdin) != -1)
		take(c, line, argc > 3 ? argv[3] : "traefik");
	free(line);
	fault = alone ? checker_key_fault(c) : checker_fault(c);
	if (fault != NULL)
		fprintf(stderr, "%s\n", fault);
	else
		printf("%zu keys of %zu fields\n", checker_keys(c),
		    checker_rows(c));
	checker_free(c);
	return fault != NULL;
}
