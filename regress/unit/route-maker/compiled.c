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

/* What kopd.conf says in languages of their own. */

#include "regress/unit/route-maker/containers.h"

#include "common/xstrdup.h"
#include "route-maker/program/compiled.h"

static char	said[1024];

static void
say(void *arg, const char *setting, const char *why)
{
	assert_ptr_equal(arg, said);
	(void)strlcat(said, setting, sizeof(said));
	(void)strlcat(said, ": ", sizeof(said));
	(void)strlcat(said, why, sizeof(said));
	(void)strlcat(said, "\n", sizeof(said));
}

static int
compile(struct program **program, const char *rule, const char *constraints)
{
	struct route_maker_conf	*conf = test_conf();
	int			 result;

	said[0] = '\0';
	free(conf->default_rule);
	free(conf->constraints);
	conf->default_rule = xstrdup(rule);
	conf->constraints = xstrdup(constraints);
	result = program_compile(program, conf, say, said);
	config_free(&route_maker_table, conf);
	return result;
}

static void
compiled(void **state)
{
	struct program	*program;

	(void)state;
	assert_int_equal(compile(&program, "", ""), 0);
	assert_null(program->default_rule);
	assert_null(program->constraints);
	program_free(program);
	assert_int_equal(compile(&program, "Host(`{{ .Name }}`)",
	    "Label(`a`, `b`)"), 0);
	assert_non_null(program->default_rule);
	assert_non_null(program->constraints);
	program_free(program);
	assert_string_equal(said, "");
}

/* Each that is wrong is said. */
static void
refused(void **state)
{
	struct program	*program = NULL;

	(void)state;
	assert_int_equal(compile(&program, "{{ .Name", "Label(`a`)"), -1);
	assert_null(program);
	assert_non_null(strstr(said, "default rule: 1:9: "));
	assert_non_null(strstr(said, "constraints: 1:10: "));
	assert_int_equal(compile(&program, "{{ .Name }}", " "), -1);
	assert_null(strstr(said, "default rule"));
	assert_non_null(strstr(said, "constraints: 1:2: "));
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(compiled),
		cmocka_unit_test(refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
