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

#include <limits.h>

#include "checker.h"
#include "fold.h"
#include "fuzz.h"
#include "traefik.h"
#include "validate.h"

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
	const char	*key;
	size_t		 key_len;
	const char	*value;
	size_t		 value_len;
};

static struct checker	*checker;

static size_t
read_lines(const char *text, const char *end, struct line *lines)
{
	const char	*eol, *sign;
	size_t		 n;

	for (n = 0; text < end && n < LINES; n++, text = eol + 1) {
		if ((eol = memchr(text, '\n', (size_t)(end - text))) == NULL)
			eol = end;
		if ((sign = memchr(text, '=', (size_t)(eol - text))) == NULL)
			sign = eol;
		lines[n].key = text;
		lines[n].key_len = (size_t)(sign - text);
		lines[n].value = sign < eol ? sign + 1 : eol;
		lines[n].value_len = (size_t)(eol - lines[n].value);
	}
	return n;
}

/* What a pair of its own memory says, so that sanitizers see overruns. */
static const char *
pair(struct validator *v, const struct line *line)
{
	const char	*fault;
	void		*key, *value;

	assert((key = malloc(line->key_len + 1)) != NULL);
	assert((value = malloc(line->value_len + 1)) != NULL);
	memcpy(key, line->key, line->key_len);
	memcpy(value, line->value, line->value_len);
	fault = validate_pair(v, key, line->key_len, value, line->value_len);
	free(key);
	free(value);
	return fault;
}

/* Forwards or backwards; twice: the first one once more. */
static int
taken(struct validator *v, const char *name, const struct line *lines,
    size_t n, int backwards, int twice)
{
	char	id[4096];
	size_t	i;

	(void)fold(id, sizeof(id), name, strlen(name));
	if (validate_object(v, id, name) != NULL)
		return 0;
	assert(validate_id(v, id) == NULL);
	for (i = 0; i < n; i++)
		if (pair(v, &lines[backwards ? n - 1 - i : i]) != NULL)
			return 0;
	if (twice && pair(v, &lines[0]) != NULL)
		return 0;
	return validate_end(v) == NULL;
}

static void
check(const char *name, const struct line *lines, size_t n, const char *version)
{
	const char	*fault;
	char		*key, *value;
	size_t		 i;

	checker_reset(checker, version);
	for (i = 0; i < n; i++) {
		assert(asprintf(&key, "%s%s%.*s", name,
		    lines[i].key_len > 0 ? "/" : "", (int)lines[i].key_len,
		    lines[i].key) != -1);
		assert((value = strndup(lines[i].value,
		    lines[i].value_len)) != NULL);
		checker_add(checker, key, value);
		free(key);
		free(value);
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
	struct validator	*v;
	struct line		 lines[LINES];
	char			*text = fuzz_text(data, len), *name, *rest;
	size_t			 n, which = *text % VERSIONS;
	int			 good;

	name = text + (*text != '\0');
	rest = name + strcspn(name, "\n");
	if (len == 0 || *rest == '\0' || rest - name > 1024) {
		free(text);
		return 0;
	}
	*rest++ = '\0';
	n = read_lines(rest, text + len, lines);
	v = validator_new();
	validator_allow(v, versions[which].number);
	good = taken(v, name, lines, n, 0, 0);
	assert(taken(v, name, lines, n, 1, 0) == good);
	if (good) {
		check(name, lines, n, versions[which].text);
		assert(!taken(v, name, lines, n, 0, 1));
	}
	validator_free(v);
	free(text);
	return 0;
}
