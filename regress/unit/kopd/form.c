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
 * The forms that messages go by are those of the grammar: it takes each of
 * them, and all its words are in them.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/stat.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kopd/conf/complain.h"
#include "kopd/conf/form.h"
#include "kopd/conf/keyword.h"
#include "kopd/conf/parse.h"

static char	 said[4096], path[] = "/tmp/kopd-form.XXXXXX";

static void
say(void *arg, int level, const char *line)
{
	(void)arg;
	(void)level;
	(void)strlcat(said, line, sizeof(said));
	(void)strlcat(said, "\n", sizeof(said));
}

static int
setup(void **state)
{
	int	 fd;

	(void)state;
	if ((fd = mkstemp(path)) == -1)
		return -1;
	(void)close(fd);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	return unlink(path);
}

/* What the grammar says of a text; settings have their own to say, too. */
static const char *
parse(const char *text)
{
	struct conf_report	 report = { say, NULL, 0 };
	struct kopd_conf	*conf = conf_new();
	FILE			*f;

	assert_non_null(f = fopen(path, "w"));
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	said[0] = '\0';
	(void)parse_config(conf, path, &report);
	conf_free(conf);
	return said;
}

static int
is_taken(const char *text)
{
	static const char *const	 wrong[] = {
		" takes ", "not allowed here", "unknown word", "does not belong",
		"is not a macro", "unexpected", "too early", "does not end",
		"in quotes if", "name of a macro", " is expected"
	};
	const char			*errors = parse(text);
	size_t				 i;

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		if (strstr(errors, wrong[i]) != NULL)
			return 0;
	}
	return 1;
}

static const char *
sample(enum takes takes)
{
	switch (takes) {
	case TAKES_NOTHING:
		return "";
	case TAKES_BLOCK:
		return "{ }";
	case TAKES_YESNO:
		return "yes";
	case TAKES_NUMBER:
		return "7";
	case TAKES_SECONDS:
		return "7s";
	case TAKES_INTERVAL:
	case TAKES_PAUSE:
		return "never";
	case TAKES_TEXT:
	case TAKES_STRING:
		return "\"a\"";
	case TAKES_TEXT_OR_LIST:
		return "{ a, b }";
	case TAKES_LIST:
		return "{ 1, 2 }";
	case TAKES_RULE:
		return "all";
	case TAKES_ORIGIN:
		return "project a objects 5";
	}
	return NULL;
}

/* What stands before the words of some forms. */
static const char *
before(const struct form *f)
{
	if (f->block == BLOCK_SENTINEL && strcmp(f->words, "port") == 0)
		return "host \"a\" ";
	if (f->block == BLOCK_V1 && strcmp(f->words, "is") == 0)
		return "entry point \"a\" ";
	if (f->block == BLOCK_V1 && strncmp(f->words, "tls", 3) == 0)
		return "entry point \"a\" is \"b\" ";
	return "";
}

static void
statement(const struct form *f, const char *value, char *text, size_t size)
{
	const char	*block = form_block_name(f->block);

	(void)snprintf(text, size, "%s%s%s%s %s%s%s\n",
	    block != NULL ? block : "", block != NULL ? " { " : "",
	    before(f), f->words, value, strcmp(f->words, "entry point") == 0 ?
	    " is \"b\"" : "", block != NULL ? " }" : "");
}

static void
test_forms(void **state)
{
	const struct form	*f;
	char			 text[256];
	size_t			 i;

	(void)state;
	for (i = 0; (f = form_get(i)) != NULL; i++) {
		statement(f, sample(f->takes), text, sizeof(text));
		if (!is_taken(text))
			fail_msg("%s%s", text, said);
		/* Nothing takes this. */
		statement(f, "= (", text, sizeof(text));
		if (is_taken(text))
			fail_msg("%s is taken", text);
	}
	assert_in_range(i, 50, 200);
}

static int
is_in_a_form(const char *word)
{
	const struct form	*f;
	const char		*p;
	size_t			 i, len = strlen(word);

	for (i = 0; (f = form_get(i)) != NULL; i++) {
		for (p = f->words; p != NULL; p = strchr(p, ' ')) {
			p += *p == ' ';
			if (strncmp(p, word, len) == 0 &&
			    (p[len] == ' ' || p[len] == '\0'))
				return 1;
		}
	}
	return 0;
}

#define VALUES	(sizeof(values) / sizeof(values[0]))

static void
test_words(void **state)
{
	static const char *const	 values[] = {
		"yes", "no", "never", "auto"
	};
	const char			*word;
	size_t				 i, j;

	(void)state;
	for (i = 0; (word = keyword_get(i)) != NULL; i++) {
		for (j = 0; j < VALUES && strcmp(values[j], word) != 0; j++)
			continue;
		if (j == VALUES && !is_in_a_form(word))
			fail_msg("form.c has no statement with \"%s\"", word);
		assert_int_equal(keyword_find(word), i);
	}
	assert_in_range(i, 60, 200);
	assert_int_equal(keyword_find("nonsense"), -1);
}

/* No word is ever proposed for itself. */
static void
test_no_riddle(void **state)
{
	const char	*word;
	char		 text[256], bad[128];
	size_t		 i, j;
	static const char *const	 around[] = {
		"%s x\n", "docker { %s x }\n", "redis { %s x }\n",
		"sentinel { %s x }\n", "ttl %s\n", "bind %s\n"
	};

	(void)state;
	for (i = 0; (word = keyword_get(i)) != NULL; i++) {
		(void)snprintf(bad, sizeof(bad), "unknown word \"%s\"", word);
		for (j = 0; j < sizeof(around) / sizeof(around[0]); j++) {
			(void)snprintf(text, sizeof(text), "%.*s%s%s",
			    (int)strcspn(around[j], "%"), around[j], word,
			    strchr(around[j], '%') + 2);
			if (strstr(parse(text), bad) != NULL)
				fail_msg("%s%s", text, said);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_no_riddle),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
