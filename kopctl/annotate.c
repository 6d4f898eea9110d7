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

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/xstrdup.h"
#include "kopctl/annotate.h"

static const struct {
	const char	*command;	/* of GitHub */
	const char	*prefix;	/* for people */
} kinds[] = {
	[ANNOTATE_ERROR] = { "error", "" },
	[ANNOTATE_WARNING] = { "warning", "warning: " },
	[ANNOTATE_NOTE] = { "notice", "note: " },
};

/* special: the characters that have a meaning here. */
static void
put_escaped(FILE *out, const char *text, const char *special)
{
	for (; *text != '\0'; text++) {
		if (strchr(special, *text) != NULL)
			fprintf(out, "%%%02X", (unsigned int)*text);
		else if ((unsigned char)*text < ' ' || *text == '\177')
			fputc('?', out);
		else
			fputc(*text, out);
	}
}

static void
put_command(FILE *out, const char *command, const struct place *at,
    const char *text)
{
	fprintf(out, "::%s", command);
	if (at != NULL && at->path != NULL) {
		fputs(" file=", out);
		put_escaped(out, at->path, "%\r\n:,");
		if (at->line > 0)
			fprintf(out, ",line=%u", at->line);
	}
	fputs("::", out);
	put_escaped(out, text, "%\r\n");
	fputc('\n', out);
}

void
annotate(struct annotate *a, enum annotation kind, const struct place *at,
    const char *text)
{
	const char	*prefix = kinds[kind].prefix;

	a->errors += kind == ANNOTATE_ERROR;
	if (a->github != NULL)
		put_command(a->github, kinds[kind].command, at, text);
	else if (at == NULL || at->path == NULL)
		log_warnx("%s%s", prefix, text);
	else if (at->line == 0)
		log_warnx("%s: %s%s", at->path, prefix, text);
	else
		log_warnx("%s:%u: %s%s", at->path, at->line, prefix, text);
}

/* The colon before the line's number; NULL: there is no number. */
static char *
find_number(char *line)
{
	char	*colon;
	size_t	 n;

	for (colon = strchr(line, ':'); colon != NULL;
	    colon = strchr(colon + 1, ':')) {
		n = strspn(colon + 1, "0123456789");
		if (n > 0 && strncmp(colon + 1 + n, ": ", 2) == 0)
			return colon;
	}
	return NULL;
}

void
annotate_line(struct annotate *a, enum annotation kind, const char *line)
{
	struct place	 at;
	char		*copy = xstrdup(line), *colon, *text;

	if ((colon = find_number(copy)) == NULL)
		annotate(a, kind, NULL, line);
	else {
		text = strchr(colon + 1, ':');
		*colon = *text = '\0';
		at.path = copy;
		at.line = (unsigned int)strtonum(colon + 1, 0, INT32_MAX, NULL);
		annotate(a, kind, &at, text + 2);
	}
	free(copy);
}
