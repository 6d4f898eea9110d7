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

/* The table of functions that templates may call. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "route-maker/template/function.h"

static const struct tmpl_function *
find(const char *name)
{
	const struct tmpl_function	*f = function_find(name, strlen(name));

	if (f == NULL)
		fail_msg("%s is not found", name);
	assert_string_equal(f->name, name);
	return f;
}

/* sprig has several names for one function. */
static void
test_names(void **state)
{
	static const struct {
		const char	*name;
		const char	*same;
	} cases[] = {
		{ "append", "push" }, { "biggest", "max" },
		{ "date_in_zone", "dateInZone" },
		{ "date_modify", "dateModify" }, { "mustAppend", "push" },
		{ "mustChunk", "chunk" }, { "mustCompact", "compact" },
		{ "mustDeepCopy", "deepCopy" }, { "mustFirst", "first" },
		{ "mustHas", "has" }, { "mustInitial", "initial" },
		{ "mustLast", "last" }, { "mustMerge", "merge" },
		{ "mustMergeOverwrite", "mergeOverwrite" },
		{ "mustPrepend", "prepend" }, { "mustPush", "push" },
		{ "mustRegexFind", "regexFind" },
		{ "mustRegexFindAll", "regexFindAll" },
		{ "mustRegexReplaceAll", "regexReplaceAll" },
		{ "mustRegexReplaceAllLiteral", "regexReplaceAllLiteral" },
		{ "mustRegexSplit", "regexSplit" }, { "mustRest", "rest" },
		{ "mustReverse", "reverse" }, { "mustSlice", "slice" },
		{ "mustToJson", "toJson" },
		{ "mustToPrettyJson", "toPrettyJson" },
		{ "mustToRawJson", "toRawJson" }, { "mustUniq", "uniq" },
		{ "mustWithout", "without" },
		{ "must_date_modify", "mustDateModify" }, { "osBase", "base" },
		{ "osClean", "clean" }, { "osDir", "dir" }, { "osExt", "ext" },
		{ "osIsAbs", "isAbs" }, { "trimall", "trimAll" },
		{ "tuple", "list" },
	};
	const struct tmpl_function	*f, *same;
	size_t				 i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		f = find(cases[i].name);
		same = find(cases[i].same);
		assert_ptr_equal(f->call, same->call);
		assert_non_null(f->call);
		assert_string_equal(f->parameters, same->parameters);
		assert_null(f->refused);
	}
}

/* Functions whose result changes from call to call, or is a secret. */
static void
test_refused(void **state)
{
	static const char *const	 names[] = {
		"ago", "bcrypt", "buildCustomCert", "decryptAES",
		"derivePassword", "encryptAES", "env", "expandenv", "genCA",
		"genCAWithKey", "genPrivateKey", "genSelfSignedCert",
		"genSelfSignedCertWithKey", "genSignedCert",
		"genSignedCertWithKey", "getHostByName", "htpasswd", "now",
		"randAlpha", "randAlphaNum", "randAscii", "randBytes",
		"randInt", "randNumeric", "shuffle", "uuidv4",
	};
	const struct tmpl_function	*f;
	size_t				 i;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		f = find(names[i]);
		assert_null(f->call);
		assert_non_null(f->refused);
	}
}

static void
test_unknown(void **state)
{
	(void)state;
	assert_null(function_find("", 0));
	assert_null(function_find("A", 1));
	assert_null(function_find("zz", 2));
	assert_null(function_find("trimX", 5));
	assert_null(function_find("mus", 3));
	assert_non_null(function_find("trimX", 4));
}

static void
test_lazy(void **state)
{
	(void)state;
	assert_true(function_is_lazy(find("and")));
	assert_true(function_is_lazy(find("or")));
	assert_false(function_is_lazy(find("not")));
	assert_false(function_is_or(find("and")));
	assert_true(function_is_or(find("or")));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_lazy)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
