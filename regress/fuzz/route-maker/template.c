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
 * Default rules: a template, a NUL, and lines of data: the service's name,
 * the container's, then labels as name=value.  The result is below its
 * ceiling, and the same each time; what fails says where.
 */

#include "regress/fuzz/fuzz.h"
#include "route-maker/template/template.h"

#define LABELS	32

struct input {
	struct template_data	 data;
	struct label		 labels[LABELS];
};

/* Cuts the text into what there is of name, container and labels. */
static void
read_data(struct input *in, char *rest)
{
	char	*line, *equals;

	in->data = (struct template_data){ "", "", in->labels, 0 };
	if ((line = strsep(&rest, "\n")) != NULL)
		in->data.name = line;
	if ((line = strsep(&rest, "\n")) != NULL)
		in->data.container_name = line;
	while (in->data.nlabels < LABELS &&
	    (line = strsep(&rest, "\n")) != NULL) {
		equals = line + strcspn(line, "=");
		in->labels[in->data.nlabels].value =
		    *equals == '\0' ? equals : equals + 1;
		*equals = '\0';
		in->labels[in->data.nlabels++].name = line;
	}
}

/* "line:column: reason" */
static void
check_error(const char *error)
{
	unsigned int	line, column;
	int		n = 0;

	assert(sscanf(error, "%u:%u: %n", &line, &column, &n) == 2);
	assert(n > 0 && error[n] != '\0' && line > 0 && column > 0);
}

static int
execute(const struct template *t, const struct input *in, struct said *said)
{
	struct arena	 arena = ARENA_INITIALIZER;
	char		*out = NULL, error[1024] = "";
	int		 result;

	result = template_execute(t, &arena, &in->data, &out, error,
	    sizeof(error));
	if (result == -1)
		check_error(error);
	else {
		assert(out != NULL && strlen(out) <= TEMPLATE_OUTPUT_MAX);
		say(said, "%s", out);
	}
	say(said, "|%d|%s", result, error);
	arena_free(&arena);
	return result;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct said	 first = { 0 }, second = { 0 };
	struct input	 in;
	struct template	*t;
	char		*text = fuzz_text(data, len), error[1024] = "";
	char		*nul = text + strlen(text);

	read_data(&in, nul == text + len ? nul : nul + 1);
	if ((t = template_compile(text, error, sizeof(error))) == NULL)
		check_error(error);
	else {
		(void)execute(t, &in, &first);
		(void)execute(t, &in, &second);
		assert(said_same(&first, &second));
		template_free(t);
	}
	free(first.text);
	free(second.text);
	free(text);
	return 0;
}
