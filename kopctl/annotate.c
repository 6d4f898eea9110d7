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
#include "common/visible.h"
#include "common/xstrdup.h"
#include "go/utf8.h"
#include "kopctl/annotate.h"

static const struct {
	const char	*command;	/* of GitHub */
	const char	*prefix;	/* for people */
} kinds[] = {
	[ANNOTATE_ERROR] = { "error", "" },
	[ANNOTATE_WARNING] = { "warning", "warning: " },
	[ANNOTATE_NOTE] = { "notice", "note: " },
};

/*
 * special: the characters that have a meaning here.  Control characters, and
 * bytes that are not UTF-8, become question marks: a terminal may show them.
 */
static void
put_escaped(FILE *out, const char *text, const char *special)
{
	uint32_t	 c;
	size_t		 n;

	for (; *text != '\0'; text += n) {
		if ((n = rune_read(text, &c)) == 1 &&
		    strchr(special, *text) != NULL)
			fprintf(out, "%%%02X", (unsigned int)*text);
		else if (n == 0 || visible_control(c))
			fputc('?', out);
		else
			fwrite(text, 1, n, out);
		n += n == 0;
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

/* "path:line: warning: message", as far as it is known. */
static void
put_line(enum annotation kind, const struct place *at, const char *message)
{
	char	*line;
	int	 n;

	if (at == NULL || at->path == NULL)
		n = asprintf(&line, "%s%s", kinds[kind].prefix, message);
	else if (at->line == 0)
		n = asprintf(&line, "%s: %s%s", at->path, kinds[kind].prefix,
		    message);
	else
		n = asprintf(&line, "%s:%u: %s%s", at->path, at->line,
		    kinds[kind].prefix, message);
	if (n == -1)
		fatal(NULL);
	if (kind == ANNOTATE_ERROR)
		log_errorx("%s", line);
	else if (kind == ANNOTATE_WARNING)
		log_warnx("%s", line);
	else
		log_info("%s", line);
	free(line);
}

void
annotate(struct annotate *a, enum annotation kind, const struct place *at,
    const char *message)
{
	a->errors += kind == ANNOTATE_ERROR;
	if (a->github != NULL)
		put_command(a->github, kinds[kind].command, at, message);
	else
		put_line(kind, at, message);
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
