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
 * Templates against what Go's text/template with sprig makes of them:
 * template.tsv has a template, what becomes of it (gives, fails, malformed) and
 * its result, with Go's escapes.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "go/quote.h"
#include "route-maker/template/template.h"

static const struct label labels[] = {
	{ "com.example.host", "shop.example.com", NULL },
	{ "n", "3", NULL },
	{ "tier", "Gold", NULL },
	{ "empty", "", NULL },
	{ "hosts", "a.example, b.example,c.example", NULL },
	{ "uni", "F\303\274\303\237 \307\205 \303\251", NULL },
	{ "bad", "a\377b", NULL },
};

static const struct template_data data = {
	"Web-App-1", "Web.App_1", labels, sizeof(labels) / sizeof(labels[0])
};

/* The text that a field of the table stands for. */
static char *
unescape(const char *s)
{
	size_t		 i, n = 0, len;
	char		*q, *result;

	q = malloc(strlen(s) * 2 + 3);
	result = malloc(strlen(s) * 2 + 3);
	assert_true(q != NULL && result != NULL);
	q[n++] = '"';
	for (i = 0; s[i] != '\0'; i++) {
		if (s[i] == '"')
			q[n++] = '\\';
		q[n++] = s[i];
	}
	q[n++] = '"';
	q[n] = '\0';
	if (go_unquote(q, n, result, &len) == -1)
		fail_msg("a bad row: %s", s);
	free(q);
	return result;
}

/* What becomes of a template; the result or the reason goes to text. */
static const char *
outcome(const char *source, char *text, size_t size)
{
	struct arena	 arena = ARENA_INITIALIZER;
	struct template	*t;
	const char	*word = "fails";
	char		*out;

	/* Go finds such a field when it is executed. */
	if ((t = template_compile(source, text, size)) == NULL)
		return strstr(text, ": unknown field .") != NULL ? "fails" :
		    "malformed";
	if (template_execute(t, &arena, &data, &out, text, size) == 0) {
		word = "gives";
		(void)snprintf(text, size, "%s", out);
	}
	template_free(t);
	arena_free(&arena);
	return word;
}

static int
check_row(char *line)
{
	char		*source, *word, *result, text[4096];
	const char	*got;
	int		 bad;

	line[strcspn(line, "\n")] = '\0';
	source = strsep(&line, "\t");
	word = strsep(&line, "\t");
	assert_non_null(line);
	source = unescape(source);
	result = unescape(line);
	got = outcome(source, text, sizeof(text));
	bad = strcmp(got, word) != 0 || (strcmp(got, "gives") == 0 &&
	    strcmp(text, result) != 0);
	if (bad)
		print_error("%s\n  is to be: %s %s\n  became:   %s %s\n",
		    source, word, result, got, text);
	free(source);
	free(result);
	return bad;
}

/*
 * Decimals are computed in long double.  Where that is no wider than double,
 * as under valgrind, their last digits are others.
 */
static int
is_wide(void)
{
	volatile long double	 sum = 1;

	sum += 0x1p-60L;
	return sum != 1;
}

static int
needs_width(const char *row)
{
	return strstr(row, "addf") != NULL || strstr(row, "subf") != NULL ||
	    strstr(row, "mulf") != NULL || strstr(row, "divf") != NULL;
}

static void
like_go(void **state)
{
	FILE	*f;
	char	*line = NULL;
	size_t	 room = 0;
	int	 rows = 0, bad = 0, narrow = 0;

	(void)state;
	f = fopen("regress/unit/route-maker/template.tsv", "r");
	assert_non_null(f);
	while (getline(&line, &room, f) != -1) {
		rows++;
		if (!is_wide() && needs_width(line))
			narrow++;
		else
			bad += check_row(line);
	}
	if (narrow > 0)
		print_message("# %d rows left out: long double is as narrow "
		    "as double here\n", narrow);
	free(line);
	(void)fclose(f);
	if (bad > 0)
		fail_msg("%d of %d rows differ", bad, rows);
	assert_true(rows > 600);
}

static void
refused(void **state)
{
	static const char *const sources[] = {
		"{{ env \"HOME\" }}", "{{ now }}", "{{ uuidv4 }}",
		"{{ randInt 1 2 }}", "{{ expandenv \"$HOME\" }}",
		"{{ getHostByName \"a\" }}", "{{ genPrivateKey \"rsa\" }}",
		"{{ htpasswd \"a\" \"b\" }}",
	};
	struct template	*t;
	char		 error[256];
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
		t = template_compile(sources[i], error, sizeof(error));
		assert_null(t);
		assert_non_null(strstr(error, "1:4: function"));
		assert_non_null(strstr(error, "not allowed: it "));
	}
}

/* Each ends soon, by one of the ceilings or with a result. */
static void
hostile(void **state)
{
	static const char *const sources[] = {
		"{{ repeat 1000000000 \"abc\" }}",
		"{{ until 1000000000 }}",
		"{{ range 1000000000 }}{{ end }}",
		"{{ range 1000000000 }}x{{ end }}",
		"{{ printf \"%1000000d\" 1 }}",
		"{{ printf \"%.1000000f\" 1.5 }}",
		"{{ printf \"%*d\" 1000000000 1 }}",
		"{{ indent 1000000000 \"x\" }}",
		"{{ define \"r\" }}{{ template \"r\" }}{{ end }}"
		    "{{ template \"r\" }}",
		"{{ $l := list }}{{ range until 20000 }}{{ $l = list $l }}"
		    "{{ end }}{{ $l }}",
		"{{ $l := list 1 }}{{ range until 64 }}{{ $l = list $l $l }}"
		    "{{ end }}{{ $l }}",
		"{{ $d := dict }}{{ $_ := set $d \"d\" $d }}{{ $d }}",
		"{{ $d := dict }}{{ $_ := set $d \"d\" $d }}{{ toJson $d }}",
		"{{ $d := dict }}{{ $_ := set $d \"d\" $d }}"
		    "{{ deepEqual $d (deepCopy $d) }}",
		"{{ $s := \"a\" }}{{ range until 64 }}"
		    "{{ $s = print $s $s }}{{ end }}{{ $s }}",
		"{{ regexMatch \"(a*)*b\" (repeat 100000 \"a\") }}",
		"{{ regexMatch \"(a|aa)+$\" (print (repeat 50 \"a\") \"b\") }}",
		"{{ regexMatch \"a+$\" (print (repeat 120000 \"a\") \"b\") }}",
		"{{ regexMatch \"[ab]*[^a]x\" (repeat 40000 \"a\") }}",
		"{{ regexReplaceAll \"a{1,200}b\" (repeat 120000 \"a\") "
		    "\"\" }}",
		"{{ range until 1000 }}{{ $_ := regexMatch \"a+$\" "
		    "(print (repeat 5000 \"a\") \"b\") }}{{ end }}",
		"{{ range until 10000 }}{{ $_ := sha256sum (repeat 10000 "
		    "\"a\") }}{{ end }}",
		"{{ wrap 1 (repeat 100000 \"a b\") }}",
		"{{ seq 1 1 1000000000 }}", "{{ untilStep 0 10 1 | toString }}",
		"{{ fromJson (repeat 100000 \"[\") }}",
		"{{ splitList \"\" (repeat 100000 \"x\") }}",
		"{{ trimAll (print (repeat 50000 \"\u00e8\") \"\u00e9\") "
		    "(repeat 50000 \"\u00e9\") }}",
	};
	char	 text[256];
	clock_t	 start;
	size_t	 i;

	(void)state;
	for (i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
		start = clock();
		if (strcmp(outcome(sources[i], text, sizeof(text)),
		    "malformed") == 0)
			fail_msg("%s: %s", sources[i], text);
		if (clock() - start > CLOCKS_PER_SEC)
			fail_msg("%s takes too long", sources[i]);
	}
}

/* PCRE takes the memory of a match, which the execution frees at its end. */
static void
memory_of_expressions(void **state)
{
	static const char *const	 sources[] = {
		"{{ $s := repeat 300 \"ab\" }}{{ range 10000 }}"
		    "{{ $_ := regexMatch (print \"^(?:a|b)*\" "
		    "(repeat 30 \"|()\")) $s }}{{ end }}",
		"{{ $s := repeat 300 \"ab\" }}{{ range 10000 }}"
		    "{{ $_ := regexReplaceAll (print \"^(?:a|b)*\" "
		    "(repeat 30 \"|()\")) $s \"\" }}{{ end }}",
	};
	char				 text[256];
	size_t				 i;

	(void)state;
	for (i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
		assert_string_equal(outcome(sources[i], text, sizeof(text)),
		    "fails");
		assert_non_null(strstr(text, "bytes of memory for regular "
		    "expressions"));
	}
	/* A rule over all labels is far from the limit. */
	assert_string_equal(outcome("{{ range 500 }}{{ if regexMatch "
	    "\"^[a-z.]+$\" $.Name }}{{ end }}{{ end }}", text, sizeof(text)),
	    "gives");
}

static void
nested(void **state)
{
	static const char *const opening[] = { "{{ if 1 }}", "{{ range 1 }}",
	    "{{ with 1 }}", "{{ block \"a\" . }}" };
	char	 source[20000], text[256];
	size_t	 i, j;

	(void)state;
	for (i = 0; i < sizeof(opening) / sizeof(opening[0]); i++) {
		source[0] = '\0';
		for (j = 0; j < 1000; j++)
			(void)strlcat(source, opening[i], sizeof(source));
		assert_string_equal(outcome(source, text, sizeof(text)),
		    "malformed");
		assert_non_null(strstr(text, "nested deeper"));
	}
	(void)strlcpy(source, "{{ ", sizeof(source));
	for (j = 0; j < 10000; j++)
		(void)strlcat(source, "(", sizeof(source));
	assert_string_equal(outcome(source, text, sizeof(text)), "malformed");
	assert_non_null(strstr(text, "nested deeper"));
}

/* A template that uses fields, and the error that it gets. */
struct field_case {
	const char	*source;
	const char	*error;		/* NULL: none */
};

static void
check_fields(const struct field_case *cases, size_t n)
{
	struct template	*t;
	char		 text[256];
	size_t		 i;

	for (i = 0; i < n; i++) {
		t = template_compile(cases[i].source, text, sizeof(text));
		if ((t == NULL) != (cases[i].error != NULL))
			fail_msg("%s: %s", cases[i].source, t == NULL ? text :
			    "is taken");
		if (t == NULL && strcmp(text, cases[i].error) != 0)
			fail_msg("%s: %s", cases[i].source, text);
		template_free(t);
	}
}

#define CHECK_FIELDS(cases) \
	check_fields(cases, sizeof(cases) / sizeof((cases)[0]))

/* Fields of the data, and what one that is unknown may mean. */
static void
misspelt_fields(void **state)
{
	static const struct field_case	cases[] = {
		{ "a\n{{ .Nam }}", "2:4: unknown field .Nam: did you mean "
		    ".Name?" },
		{ "{{ .name }}", "1:4: unknown field .name: did you mean "
		    ".Name?" },
		{ "{{ .Containername }}", "1:4: unknown field "
		    ".Containername: did you mean .ContainerName?" },
		{ "{{ .Label }}", "1:4: unknown field .Label: did you mean "
		    ".Labels?" },
		{ "{{ .ServiceName }}", "1:4: unknown field .ServiceName: "
		    "there are .Name, .ContainerName and .Labels" },
		{ "{{ .Node.ID }}", "1:4: unknown field .Node: there are "
		    ".Name, .ContainerName and .Labels" },
		{ "{{ normalize .Nam }}", "1:14: unknown field .Nam: did you "
		    "mean .Name?" },
		{ "{{ .Nam | normalize | lower }}", "1:4: unknown field .Nam: "
		    "did you mean .Name?" },
		{ "{{ printf \"%s\" (lower (trim .Nam)) }}", "1:29: unknown "
		    "field .Nam: did you mean .Name?" },
		{ "{{ index .Lables \"a\" }}", "1:10: unknown field .Lables: "
		    "did you mean .Labels?" },
	};

	(void)state;
	CHECK_FIELDS(cases);
}

/* Fields inside of if, with and range, taken or not. */
static void
fields_in_branches(void **state)
{
	static const struct field_case	cases[] = {
		{ "{{ if .Nam }}a{{ end }}", "1:7: unknown field .Nam: did "
		    "you mean .Name?" },
		{ "{{ if .Name }}a{{ else }}{{ .Nam }}{{ end }}", "1:29: "
		    "unknown field .Nam: did you mean .Name?" },
		{ "{{ with .Nam }}a{{ end }}", "1:9: unknown field .Nam: did "
		    "you mean .Name?" },
		{ "{{ with .Name }}{{ $.Nam }}{{ end }}", "1:20: unknown "
		    "field .Nam: did you mean .Name?" },
		{ "{{ with . }}{{ .Nam }}{{ end }}", "1:16: unknown field "
		    ".Nam: did you mean .Name?" },
		{ "{{ with .Name }}a{{ else }}{{ .Nam }}{{ end }}", "1:31: "
		    "unknown field .Nam: did you mean .Name?" },
		{ "{{ with .Name }}{{ .Nam }}{{ end }}", "1:20: unknown field "
		    ".Nam: a string has no fields" },
		{ "{{ range .Lab }}a{{ end }}", "1:10: unknown field .Lab: "
		    "there are .Name, .ContainerName and .Labels" },
		{ "{{ range $k, $v := .Labels }}{{ $.Nam }}{{ end }}",
		    "1:33: unknown field .Nam: did you mean .Name?" },
		{ "{{ range .Labels }}a{{ else }}{{ .Nam }}{{ end }}",
		    "1:34: unknown field .Nam: did you mean .Name?" },
	};

	(void)state;
	CHECK_FIELDS(cases);
}

/* Fields of variables, of templates that are called, and of strings. */
static void
fields_of_values(void **state)
{
	static const struct field_case	cases[] = {
		{ "{{ $x := . }}{{ $x.Nam }}", "1:17: unknown field .Nam: did "
		    "you mean .Name?" },
		{ "{{ $x := .Name }}{{ $x.y }}", "1:21: unknown field .y: a "
		    "string has no fields" },
		{ "{{ define \"t\" }}{{ .Nam }}{{ end }}{{ template \"t\" . "
		    "}}", "1:20: unknown field .Nam: did you mean .Name?" },
		{ "{{ block \"t\" . }}{{ .Nam }}{{ end }}", "1:21: unknown "
		    "field .Nam: did you mean .Name?" },
		{ "{{ (.).Nam }}", "1:4: unknown field .Nam: did you mean "
		    ".Name?" },
		{ "{{ .Name.Foo }}", "1:4: unknown field .Foo: a string has "
		    "no fields" },
	};

	(void)state;
	CHECK_FIELDS(cases);
}

/* Fields that the data has, or that only the execution can know. */
static void
known_fields(void **state)
{
	static const struct field_case	cases[] = {
		{ "{{ .Name }}{{ .ContainerName }}{{ .Labels }}", NULL },
		{ "{{ .Labels.Nam }}{{ index .Labels \"a\" }}", NULL },
		{ "{{ range $k, $v := .Labels }}{{ $k }}{{ end }}", NULL },
		{ "{{ with dict \"Nam\" 1 }}{{ .Nam }}{{ end }}", NULL },
		{ "{{ range list (dict \"Nam\" 1) }}{{ .Nam }}{{ end }}",
		    NULL },
		{ "{{ $x := . }}{{ if .Name }}{{ $x = dict \"Nam\" 1 }}"
		    "{{ end }}{{ $x.Nam }}", NULL },
		{ "{{ define \"t\" }}{{ .Nam }}{{ end }}{{ template \"t\" "
		    "(dict \"Nam\" 1) }}", NULL },
		{ "{{ define \"t\" }}{{ .Nam }}{{ end }}a", NULL },
		{ "{{ (dict \"Nam\" 1).Nam }}", NULL },
	};

	(void)state;
	CHECK_FIELDS(cases);
}

/* As many templates that call each other as a text may have. */
static void
unknown_field_below(void **state)
{
	char	*source, text[256];
	size_t	 len = 0, size = 60000;
	int	 i;

	(void)state;
	assert_non_null(source = malloc(size));
	source[0] = '\0';
	for (i = 0; len < size - 200; i++)
		len += (size_t)snprintf(source + len, size - len,
		    "{{define \"%d\"}}{{template \"%d\" .}}{{end}}", i,
		    i + 1);
	(void)strlcat(source, "{{ template \"0\" . }}", size);
	assert_string_equal(outcome(source, text, sizeof(text)), "fails");
	assert_null(strstr(text, "unknown field"));
	free(source);
}

static void
says_where(void **state)
{
	char	 text[256];

	(void)state;
	assert_string_equal(outcome("a\nb {{ nosuch }}", text, sizeof(text)),
	    "malformed");
	assert_string_equal(text, "2:6: function \"nosuch\" not defined");
	assert_string_equal(outcome("a\n{{ fail \"no\" }}", text,
	    sizeof(text)), "fails");
	assert_string_equal(text, "2:4: at <fail \"no\">: no");
	outcome("{{ lower 3 }}", text, sizeof(text));
	assert_string_equal(text, "1:10: at <3>: expected string; found 3");
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(like_go),
		cmocka_unit_test(refused),
		cmocka_unit_test(hostile),
		cmocka_unit_test(memory_of_expressions),
		cmocka_unit_test(nested),
		cmocka_unit_test(misspelt_fields),
		cmocka_unit_test(fields_in_branches),
		cmocka_unit_test(fields_of_values),
		cmocka_unit_test(known_fields),
		cmocka_unit_test(unknown_field_below),
		cmocka_unit_test(says_where),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
