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
 * Objects as another process may send them: a digit, which is a version, a
 * line with the object's name, then lines key=value.  What is taken is what
 * Traefik's decoder takes, in whichever order it comes, and not once more
 * with a key of it twice.
 */

#include "common/traefik.h"
#include "go/fold.h"
#include "regress/fuzz/fuzz.h"
#include "regress/property/lib/checker.h"
#include "traefik/validate.h"

#define FIELDS	"traefik/fields.tsv"	/* from the tree's top */
#define LINES	64

static const struct {
	const char	*text;
	uint32_t	 number;
} versions[] = {
	{ "3.7.9", TRAEFIK_NEWEST },
	{ "2.11.0", TRAEFIK_VERSION(2, 11, 0) },
	{ "2.11.53", TRAEFIK_VERSION(2, 11, 53) },
	{ "3.0.0", TRAEFIK_VERSION(3, 0, 0) },
	{ "3.3.4", TRAEFIK_VERSION(3, 3, 4) },
	{ "3.6.0", TRAEFIK_VERSION(3, 6, 0) },
};
#define VERSIONS	(sizeof(versions) / sizeof(versions[0]))

struct line {
	char	*key;
	char	*value;
};

static struct checker	*checker;

/* Each text of its own memory, so that sanitizers see overruns. */
static size_t
read_lines(char *text, struct line *lines)
{
	char	*line, *value;
	size_t	 n = 0;

	while (n < LINES && text != NULL && *text != '\0') {
		line = strsep(&text, "\n");
		value = line + strcspn(line, "=");
		if (*value == '=')
			*value++ = '\0';
		assert((lines[n].key = strdup(line)) != NULL);
		assert((lines[n].value = strdup(value)) != NULL);
		n++;
	}
	return n;
}

static void
free_lines(struct line *lines, size_t n)
{
	while (n-- > 0) {
		free(lines[n].key);
		free(lines[n].value);
	}
}

/* Forwards or backwards; twice: the first one once more. */
static int
taken(const char *name, uint32_t version, const struct line *lines, size_t n,
    int backwards, int twice)
{
	struct arena		 arena = ARENA_INITIALIZER;
	struct validator	 v;
	char			 id[4096];
	const struct line	*line;
	size_t			 i;
	int			 good;

	validator_init(&v, &arena);
	validator_allow(&v, version);
	(void)fold(id, sizeof(id), name, strlen(name));
	good = validate_object(&v, id, name) == NULL;
	assert(!good || validate_id(&v, id) == NULL);
	for (i = 0; good && i < n + (size_t)twice; i++) {
		line = i == n ? lines : &lines[backwards ? n - 1 - i : i];
		good = validate_pair(&v, line->key, line->value) == NULL;
	}
	good = good && validate_end(&v) == NULL;
	arena_free(&arena);
	return good;
}

static void
check(const char *name, const struct line *lines, size_t n, const char *version)
{
	const char	*fault;
	char		*key;
	size_t		 i;

	checker_reset(checker, version);
	for (i = 0; i < n; i++) {
		assert(asprintf(&key, "%s%s%s", name,
		    *lines[i].key != '\0' ? "/" : "", lines[i].key) != -1);
		checker_add(checker, key, lines[i].value);
		free(key);
	}
	if ((fault = checker_key_fault(checker)) != NULL)
		fprintf(stderr, "%s\n", fault);
	assert(fault == NULL);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	log_init("fuzz", LOG_TO_STDERR, -1);
	checker = checker_new(FIELDS, versions[0].text);
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct line	 lines[LINES];
	char		*text = fuzz_text(data, len), *name, *rest;
	size_t		 n, which = (unsigned char)*text % VERSIONS;
	uint32_t	 version = versions[which].number;
	int		 good;

	name = text + (*text != '\0');
	rest = name + strcspn(name, "\n");
	if (*rest == '\0' || rest - name > 1024) {
		free(text);
		return 0;
	}
	*rest++ = '\0';
	n = read_lines(rest, lines);
	good = taken(name, version, lines, n, 0, 0);
	assert(taken(name, version, lines, n, 1, 0) == good);
	if (good) {
		check(name, lines, n, versions[which].text);
		assert(!taken(name, version, lines, n, 0, 1));
	}
	free_lines(lines, n);
	free(text);
	return 0;
}
