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

#include "route-maker/normalize.h"
#include "route-maker/template/unicode.h"
#include "route-maker/template/unicode_cases.h"
#include "route-maker/template/unicode_letters.h"

#define COUNT(a)	(sizeof(a) / sizeof((a)[0]))

static int
compare_range(const void *key, const void *member)
{
	const struct range	*r = member;
	uint32_t		 c = *(const uint32_t *)key;

	if (c < r->first)
		return -1;
	return c > r->last;
}

static int
within(const struct range *table, size_t count, uint32_t c)
{
	const struct range	*r;

	r = bsearch(&c, table, count, sizeof(*table), compare_range);
	return r != NULL && (c - r->first) % r->stride == 0;
}

int
rune_is_upper(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	return within(upper, COUNT(upper), c);
}

int
rune_is_lower(uint32_t c)
{
	if (c < 0x80)
		return c >= 'a' && c <= 'z';
	return within(lower, COUNT(lower), c);
}

int
rune_is_title(uint32_t c)
{
	return c >= 0x80 && within(title, COUNT(title), c);
}

int
rune_is_digit(uint32_t c)
{
	if (c < 0x80)
		return c >= '0' && c <= '9';
	return within(digit, COUNT(digit), c);
}

int
rune_is_space(uint32_t c)
{
	if ((c >= '\t' && c <= '\r') || c == ' ' || c == 0x85 || c == 0xa0)
		return 1;
	return c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
	    c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

int
rune_is_punct(uint32_t c)
{
	if (c < 0x80)
		return (c >= '!' && c <= '#') || (c >= '%' && c <= '*') ||
		    (c >= ',' && c <= '/') || c == ':' || c == ';' ||
		    c == '?' || c == '@' || (c >= '[' && c <= ']') ||
		    c == '_' || c == '{' || c == '}';
	return within(punct, COUNT(punct), c);
}

int
rune_is_print(uint32_t c)
{
	if (c < 0x80)
		return c >= ' ' && c < 0x7f;
	return within(graphic, COUNT(graphic), c);
}

int
rune_is_letter(uint32_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	return normalize_keeps(c) && !rune_is_number(c);
}

int
rune_is_number(uint32_t c)
{
	if (c < 0x80)
		return c >= '0' && c <= '9';
	return within(digit, COUNT(digit), c) ||
	    within(number, COUNT(number), c);
}

static int
compare_casing(const void *key, const void *member)
{
	const struct casing	*r = member;
	uint32_t		 c = *(const uint32_t *)key;

	if (c < r->first)
		return -1;
	return c > r->last;
}

static const struct casing *
find_casing(uint32_t c)
{
	return bsearch(&c, casings, COUNT(casings), sizeof(casings[0]),
	    compare_casing);
}

uint32_t
rune_upper(uint32_t c)
{
	const struct casing	*r;

	if (c < 0x80)
		return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
	if ((r = find_casing(c)) == NULL)
		return c;
	if (r->to_upper == ALTERNATE)
		return r->first + ((c - r->first) & ~1U);
	return (uint32_t)((int32_t)c + r->to_upper);
}

uint32_t
rune_title(uint32_t c)
{
	const struct casing	*r;

	if (c < 0x80 || (r = find_casing(c)) == NULL ||
	    r->to_upper == ALTERNATE)
		return rune_upper(c);
	return (uint32_t)((int32_t)c + r->to_title);
}

uint32_t
rune_lower(uint32_t c)
{
	const struct casing	*r;

	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
	if ((r = find_casing(c)) == NULL)
		return c;
	if (r->to_upper == ALTERNATE)
		return r->first + ((c - r->first) | 1U);
	return (uint32_t)((int32_t)c + r->to_lower);
}
