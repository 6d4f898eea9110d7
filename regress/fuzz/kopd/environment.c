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
 * Variables and options of traefik-kop: NAME=value or --name=value, each
 * with a NUL behind it.  What they say prints as a kopd.conf that reads and
 * prints as the same.
 */

#include "regress/fuzz/folder.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	folder_enter();
	return 0;
}

/* The option of that name, -1 when there is none. */
static int
option_of(const char *name)
{
	const struct known	*k;
	size_t			 i;

	for (i = 0; (k = environment_known(i)) != NULL; i++)
		if (strcmp(k->option, name) == 0)
			return ENVIRONMENT_OPTION + (int)i;
	return -1;
}

static void
give(char *text)
{
	char	*equals = strchr(text, '='), *value = NULL;
	int	 option;

	if (equals != NULL) {
		*equals = '\0';
		value = equals + 1;
	}
	if (strncmp(text, "--", 2) != 0)
		(void)environment_give(text, value == NULL ? "" : value, text);
	else if ((option = option_of(text + 2)) != -1 && (value != NULL ||
	    environment_known((size_t)(option -
	    ENVIRONMENT_OPTION))->is_switch))
		environment_take(option, value);
}

static void
forget_all(void)
{
	size_t	i;

	for (i = 0; environment_known(i) != NULL; i++)
		environment_take(ENVIRONMENT_OPTION + (int)i, "");
	assert(!environment_given());
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct conf_report	 report = { folder_said, NULL, 0 };
	struct kopd_conf	*conf = conf_new();
	char			*text = fuzz_text(data, len), *p = text;

	while (p < text + len) {
		char	*next = p + strlen(p) + 1;

		give(p);
		p = next;
	}
	environment_apply(conf, &report);
	folder_check(folder_print(conf, &report));
	conf_free(conf);
	forget_all();
	free(text);
	return 0;
}
