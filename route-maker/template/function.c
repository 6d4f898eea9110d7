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

#include <stdlib.h>
#include <string.h>

#include "route-maker/template/fn.h"
#include "route-maker/template/function.h"

/* Why a template must not call a function. */
static const char	 reads_clock[] = "it reads the clock, so that routes "
			    "would change each time they are made";
static const char	 reads_environment[] = "it reads the process' "
			    "environment";
static const char	 uses_network[] = "it uses the network";
static const char	 is_random[] = "it is random, so that routes would "
			    "change each time they are made";
static const char	 makes_keys[] = "it makes or uses secrets";

/* Sorted by name, for bsearch(3). */
static const struct tmpl_function functions[] = {
	{ "abbrev", "is", fn_abbrev, NULL },
	{ "abbrevboth", "iis", fn_abbrevboth, NULL },
	{ "add", "a*", fn_add, NULL },
	{ "add1", "a", fn_add1, NULL },
	{ "add1f", "a", fn_add1f, NULL },
	{ "addf", "a*", fn_addf, NULL },
	{ "adler32sum", "s", fn_adler32sum, NULL },
	{ "ago", "", NULL, reads_clock },
	{ "all", "a*", fn_all, NULL },
	{ "and", "vv*", fn_and, NULL },
	{ "any", "a*", fn_any, NULL },
	{ "append", "aa", fn_append, NULL },
	{ "atoi", "s", fn_atoi, NULL },
	{ "b32dec", "s", fn_b32dec, NULL },
	{ "b32enc", "s", fn_b32enc, NULL },
	{ "b64dec", "s", fn_b64dec, NULL },
	{ "b64enc", "s", fn_b64enc, NULL },
	{ "base", "s", fn_base, NULL },
	{ "bcrypt", "", NULL, is_random },
	{ "biggest", "aa*", fn_max, NULL },
	{ "buildCustomCert", "", NULL, makes_keys },
	{ "call", "vv*", fn_call, NULL },
	{ "camelcase", "s", fn_camelcase, NULL },
	{ "cat", "a*", fn_cat, NULL },
	{ "ceil", "a", fn_ceil, NULL },
	{ "chunk", "ia", fn_chunk, NULL },
	{ "clean", "s", fn_clean, NULL },
	{ "coalesce", "a*", fn_coalesce, NULL },
	{ "compact", "a", fn_compact, NULL },
	{ "concat", "a*", fn_concat, NULL },
	{ "contains", "ss", fn_contains, NULL },
	{ "date", "sa", fn_date, NULL },
	{ "dateInZone", "sas", fn_date_in_zone, NULL },
	{ "dateModify", "st", fn_date_modify, NULL },
	{ "date_in_zone", "sas", fn_date_in_zone, NULL },
	{ "date_modify", "st", fn_date_modify, NULL },
	{ "decryptAES", "", NULL, makes_keys },
	{ "deepCopy", "a", fn_deep_copy, NULL },
	{ "deepEqual", "aa", fn_deep_equal, NULL },
	{ "default", "aa*", fn_default, NULL },
	{ "derivePassword", "", NULL, makes_keys },
	{ "dict", "a*", fn_dict, NULL },
	{ "dig", "a*", fn_dig, NULL },
	{ "dir", "s", fn_dir, NULL },
	{ "div", "aa", fn_div, NULL },
	{ "divf", "aa*", fn_divf, NULL },
	{ "duration", "a", fn_duration, NULL },
	{ "durationRound", "a", fn_duration_round, NULL },
	{ "empty", "a", fn_empty, NULL },
	{ "encryptAES", "", NULL, is_random },
	{ "env", "", NULL, reads_environment },
	{ "eq", "vv*", fn_eq, NULL },
	{ "expandenv", "", NULL, reads_environment },
	{ "ext", "s", fn_ext, NULL },
	{ "fail", "s", fn_fail, NULL },
	{ "first", "a", fn_first, NULL },
	{ "float64", "a", fn_float64, NULL },
	{ "floor", "a", fn_floor, NULL },
	{ "fromJson", "s", fn_from_json, NULL },
	{ "ge", "vv", fn_ge, NULL },
	{ "genCA", "", NULL, makes_keys },
	{ "genCAWithKey", "", NULL, makes_keys },
	{ "genPrivateKey", "", NULL, makes_keys },
	{ "genSelfSignedCert", "", NULL, makes_keys },
	{ "genSelfSignedCertWithKey", "", NULL, makes_keys },
	{ "genSignedCert", "", NULL, makes_keys },
	{ "genSignedCertWithKey", "", NULL, makes_keys },
	{ "get", "ms", fn_get, NULL },
	{ "getHostByName", "", NULL, uses_network },
	{ "gt", "vv", fn_gt, NULL },
	{ "has", "aa", fn_has, NULL },
	{ "hasKey", "ms", fn_has_key, NULL },
	{ "hasPrefix", "ss", fn_has_prefix, NULL },
	{ "hasSuffix", "ss", fn_has_suffix, NULL },
	{ "hello", "", fn_hello, NULL },
	{ "html", "v*", fn_html, NULL },
	{ "htmlDate", "a", fn_html_date, NULL },
	{ "htmlDateInZone", "as", fn_html_date_in_zone, NULL },
	{ "htpasswd", "", NULL, is_random },
	{ "indent", "is", fn_indent, NULL },
	{ "index", "vv*", fn_index, NULL },
	{ "initial", "a", fn_initial, NULL },
	{ "initials", "s", fn_initials, NULL },
	{ "int", "a", fn_int, NULL },
	{ "int64", "a", fn_int64, NULL },
	{ "isAbs", "s", fn_is_abs, NULL },
	{ "join", "sa", fn_join, NULL },
	{ "js", "v*", fn_js, NULL },
	{ "kebabcase", "s", fn_kebabcase, NULL },
	{ "keys", "m*", fn_keys, NULL },
	{ "kindIs", "sa", fn_kind_is, NULL },
	{ "kindOf", "a", fn_kind_of, NULL },
	{ "last", "a", fn_last, NULL },
	{ "le", "vv", fn_le, NULL },
	{ "len", "v", fn_len, NULL },
	{ "list", "a*", fn_list, NULL },
	{ "lower", "s", fn_lower, NULL },
	{ "lt", "vv", fn_lt, NULL },
	{ "max", "aa*", fn_max, NULL },
	{ "maxf", "aa*", fn_maxf, NULL },
	{ "merge", "mm*", fn_merge, NULL },
	{ "mergeOverwrite", "mm*", fn_merge_overwrite, NULL },
	{ "min", "aa*", fn_min, NULL },
	{ "minf", "aa*", fn_minf, NULL },
	{ "mod", "aa", fn_mod, NULL },
	{ "mul", "aa*", fn_mul, NULL },
	{ "mulf", "aa*", fn_mulf, NULL },
	{ "mustAppend", "aa", fn_append, NULL },
	{ "mustChunk", "ia", fn_chunk, NULL },
	{ "mustCompact", "a", fn_compact, NULL },
	{ "mustDateModify", "st", fn_must_date_modify, NULL },
	{ "mustDeepCopy", "a", fn_deep_copy, NULL },
	{ "mustFirst", "a", fn_first, NULL },
	{ "mustFromJson", "s", fn_must_from_json, NULL },
	{ "mustHas", "aa", fn_has, NULL },
	{ "mustInitial", "a", fn_initial, NULL },
	{ "mustLast", "a", fn_last, NULL },
	{ "mustMerge", "mm*", fn_merge, NULL },
	{ "mustMergeOverwrite", "mm*", fn_merge_overwrite, NULL },
	{ "mustPrepend", "aa", fn_prepend, NULL },
	{ "mustPush", "aa", fn_append, NULL },
	{ "mustRegexFind", "ss", fn_regex_find, NULL },
	{ "mustRegexFindAll", "ssi", fn_regex_find_all, NULL },
	{ "mustRegexMatch", "ss", fn_must_regex_match, NULL },
	{ "mustRegexReplaceAll", "sss", fn_regex_replace_all, NULL },
	{ "mustRegexReplaceAllLiteral", "sss", fn_regex_replace_all_literal,
	    NULL },
	{ "mustRegexSplit", "ssi", fn_regex_split, NULL },
	{ "mustRest", "a", fn_rest, NULL },
	{ "mustReverse", "a", fn_reverse, NULL },
	{ "mustSlice", "aa*", fn_slice, NULL },
	{ "mustToDate", "ss", fn_must_to_date, NULL },
	{ "mustToJson", "a", fn_to_json, NULL },
	{ "mustToPrettyJson", "a", fn_to_pretty_json, NULL },
	{ "mustToRawJson", "a", fn_to_raw_json, NULL },
	{ "mustUniq", "a", fn_uniq, NULL },
	{ "mustWithout", "aa*", fn_without, NULL },
	{ "must_date_modify", "st", fn_must_date_modify, NULL },
	{ "ne", "vv", fn_ne, NULL },
	{ "nindent", "is", fn_nindent, NULL },
	{ "normalize", "s", fn_normalize, NULL },
	{ "nospace", "s", fn_nospace, NULL },
	{ "not", "v", fn_not, NULL },
	{ "now", "", NULL, reads_clock },
	{ "omit", "ms*", fn_omit, NULL },
	{ "or", "vv*", fn_and, NULL },
	{ "osBase", "s", fn_base, NULL },
	{ "osClean", "s", fn_clean, NULL },
	{ "osDir", "s", fn_dir, NULL },
	{ "osExt", "s", fn_ext, NULL },
	{ "osIsAbs", "s", fn_is_abs, NULL },
	{ "pick", "ms*", fn_pick, NULL },
	{ "pluck", "sm*", fn_pluck, NULL },
	{ "plural", "ssi", fn_plural, NULL },
	{ "prepend", "aa", fn_prepend, NULL },
	{ "print", "a*", fn_print, NULL },
	{ "printf", "sa*", fn_printf, NULL },
	{ "println", "a*", fn_println, NULL },
	{ "push", "aa", fn_append, NULL },
	{ "quote", "a*", fn_quote, NULL },
	{ "randAlpha", "", NULL, is_random },
	{ "randAlphaNum", "", NULL, is_random },
	{ "randAscii", "", NULL, is_random },
	{ "randBytes", "", NULL, is_random },
	{ "randInt", "", NULL, is_random },
	{ "randNumeric", "", NULL, is_random },
	{ "regexFind", "ss", fn_regex_find, NULL },
	{ "regexFindAll", "ssi", fn_regex_find_all, NULL },
	{ "regexMatch", "ss", fn_regex_match, NULL },
	{ "regexQuoteMeta", "s", fn_regex_quote_meta, NULL },
	{ "regexReplaceAll", "sss", fn_regex_replace_all, NULL },
	{ "regexReplaceAllLiteral", "sss", fn_regex_replace_all_literal, NULL },
	{ "regexSplit", "ssi", fn_regex_split, NULL },
	{ "repeat", "is", fn_repeat, NULL },
	{ "replace", "sss", fn_replace, NULL },
	{ "rest", "a", fn_rest, NULL },
	{ "reverse", "a", fn_reverse, NULL },
	{ "round", "aif*", fn_round, NULL },
	{ "semver", "s", fn_semver, NULL },
	{ "semverCompare", "ss", fn_semver_compare, NULL },
	{ "seq", "i*", fn_seq, NULL },
	{ "set", "msa", fn_set, NULL },
	{ "sha1sum", "s", fn_sha1sum, NULL },
	{ "sha256sum", "s", fn_sha256sum, NULL },
	{ "sha512sum", "s", fn_sha512sum, NULL },
	{ "shuffle", "", NULL, is_random },
	{ "slice", "aa*", fn_slice, NULL },
	{ "snakecase", "s", fn_snakecase, NULL },
	{ "sortAlpha", "a", fn_sort_alpha, NULL },
	{ "split", "ss", fn_split, NULL },
	{ "splitList", "ss", fn_split_list, NULL },
	{ "splitn", "sis", fn_splitn, NULL },
	{ "squote", "a*", fn_squote, NULL },
	{ "sub", "aa", fn_sub, NULL },
	{ "subf", "aa*", fn_subf, NULL },
	{ "substr", "iis", fn_substr, NULL },
	{ "swapcase", "s", fn_swapcase, NULL },
	{ "ternary", "aab", fn_ternary, NULL },
	{ "title", "s", fn_title, NULL },
	{ "toDate", "ss", fn_to_date, NULL },
	{ "toDecimal", "a", fn_to_decimal, NULL },
	{ "toJson", "a", fn_to_json, NULL },
	{ "toPrettyJson", "a", fn_to_pretty_json, NULL },
	{ "toRawJson", "a", fn_to_raw_json, NULL },
	{ "toString", "a", fn_to_string, NULL },
	{ "toStrings", "a", fn_to_strings, NULL },
	{ "trim", "s", fn_trim, NULL },
	{ "trimAll", "ss", fn_trim_all, NULL },
	{ "trimPrefix", "ss", fn_trim_prefix, NULL },
	{ "trimSuffix", "ss", fn_trim_suffix, NULL },
	{ "trimall", "ss", fn_trim_all, NULL },
	{ "trunc", "is", fn_trunc, NULL },
	{ "tuple", "a*", fn_list, NULL },
	{ "typeIs", "sa", fn_type_is, NULL },
	{ "typeIsLike", "sa", fn_type_is_like, NULL },
	{ "typeOf", "a", fn_type_of, NULL },
	{ "uniq", "a", fn_uniq, NULL },
	{ "unixEpoch", "t", fn_unix_epoch, NULL },
	{ "unset", "ms", fn_unset, NULL },
	{ "until", "i", fn_until, NULL },
	{ "untilStep", "iii", fn_until_step, NULL },
	{ "untitle", "s", fn_untitle, NULL },
	{ "upper", "s", fn_upper, NULL },
	{ "urlJoin", "m", fn_url_join, NULL },
	{ "urlParse", "s", fn_url_parse, NULL },
	{ "urlquery", "v*", fn_urlquery, NULL },
	{ "uuidv4", "", NULL, is_random },
	{ "values", "m", fn_values, NULL },
	{ "without", "aa*", fn_without, NULL },
	{ "wrap", "is", fn_wrap, NULL },
	{ "wrapWith", "iss", fn_wrap_with, NULL },
};

struct word {
	const char	*s;
	size_t		 len;
};

static int
compare_function(const void *key, const void *member)
{
	const struct word		*w = key;
	const struct tmpl_function	*f = member;
	int				 c;

	if ((c = strncmp(w->s, f->name, w->len)) != 0)
		return c;
	return f->name[w->len] == '\0' ? 0 : -1;
}

const struct tmpl_function *
function_find(const char *name, size_t len)
{
	struct word	 w = { name, len };

	return bsearch(&w, functions,
	    sizeof(functions) / sizeof(functions[0]), sizeof(functions[0]),
	    compare_function);
}

int
function_is_lazy(const struct tmpl_function *f)
{
	return f->call == fn_and;
}

int
function_is_or(const struct tmpl_function *f)
{
	return f->name[0] == 'o';
}
