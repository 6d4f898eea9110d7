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

/* The functions of the table in function.c. */

#ifndef ROUTE_MAKER_TEMPLATE_FN_H
#define ROUTE_MAKER_TEMPLATE_FN_H

#include <stddef.h>

#include "route-maker/template/datum.h"

struct exec;

/*
 * Returns the result for n arguments.  They have the types of the table, and
 * the function may change them.
 */
typedef struct datum function_call(struct exec *, struct datum *, size_t n);

/* The head of a function. */
#define FN(name)	struct datum \
			name(struct exec *x, struct datum *args, size_t n)

/* builtin.c, compare.c */
function_call	fn_and, fn_call, fn_eq, fn_ge, fn_gt, fn_html, fn_index, fn_js,
		fn_le, fn_len, fn_lt, fn_ne, fn_not, fn_print, fn_printf,
		fn_println, fn_urlquery;

/* fn_cases.c, fn_strings.c, fn_words.c */
function_call	fn_abbrev, fn_abbrevboth, fn_camelcase, fn_cat, fn_contains,
		fn_hello, fn_has_prefix, fn_has_suffix, fn_indent, fn_initials,
		fn_join, fn_kebabcase, fn_lower, fn_nindent, fn_normalize,
		fn_nospace, fn_plural, fn_quote, fn_repeat, fn_replace,
		fn_snakecase, fn_sort_alpha, fn_split, fn_split_list,
		fn_splitn, fn_squote, fn_substr, fn_swapcase, fn_title,
		fn_to_string, fn_to_strings, fn_trim, fn_trim_all,
		fn_trim_prefix, fn_trim_suffix, fn_trunc, fn_untitle, fn_upper,
		fn_wrap, fn_wrap_with;

/* fn_lists.c */
function_call	fn_append, fn_chunk, fn_compact, fn_concat, fn_first, fn_has,
		fn_initial, fn_last, fn_list, fn_prepend, fn_rest, fn_reverse,
		fn_slice, fn_uniq, fn_without;

/* fn_dicts.c */
function_call	fn_deep_copy, fn_dict, fn_dig, fn_get, fn_has_key, fn_keys,
		fn_merge, fn_merge_overwrite, fn_omit, fn_pick, fn_pluck,
		fn_set, fn_unset, fn_values;

/* fn_defaults.c */
function_call	fn_all, fn_any, fn_coalesce, fn_deep_equal, fn_default,
		fn_empty, fn_fail, fn_kind_is, fn_kind_of, fn_ternary,
		fn_type_is, fn_type_is_like, fn_type_of;

/* fn_numbers.c, fn_floats.c */
function_call	fn_add, fn_add1, fn_add1f, fn_addf, fn_atoi, fn_ceil, fn_div,
		fn_divf, fn_float64, fn_floor, fn_int, fn_int64, fn_max,
		fn_maxf, fn_min, fn_minf, fn_mod, fn_mul, fn_mulf, fn_round,
		fn_seq, fn_sub, fn_subf, fn_to_decimal, fn_until,
		fn_until_step;

/* fn_encode.c, fn_json.c, fn_paths.c, fn_urls.c */
function_call	fn_adler32sum, fn_b32dec, fn_b32enc, fn_b64dec, fn_b64enc,
		fn_base, fn_clean, fn_dir, fn_ext, fn_from_json, fn_is_abs,
		fn_must_from_json, fn_sha1sum, fn_sha256sum, fn_sha512sum,
		fn_to_json, fn_to_pretty_json, fn_to_raw_json, fn_url_join,
		fn_url_parse;

/* fn_regex.c, fn_semver.c */
function_call	fn_must_regex_match, fn_regex_find, fn_regex_find_all,
		fn_regex_match, fn_regex_quote_meta, fn_regex_replace_all,
		fn_regex_replace_all_literal, fn_regex_split, fn_semver,
		fn_semver_compare;

/* fn_dates.c */
function_call	fn_date, fn_date_in_zone, fn_date_modify, fn_duration,
		fn_duration_round, fn_html_date, fn_html_date_in_zone,
		fn_must_date_modify, fn_must_to_date, fn_to_date,
		fn_unix_epoch;

#endif
