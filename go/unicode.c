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

#include "go/unicode.h"
#include "go/unicode_table.h"

static int
compare_range(const void *key, const void *member)
{
	const struct unicode_range	*r = member;
	uint32_t			 c = *(const uint32_t *)key;

	if (c < r->first)
		return -1;
	return c > r->last;
}

/* The range of a character beyond ASCII, or NULL. */
static const struct unicode_range *
find_range(uint32_t c)
{
	return bsearch(&c, unicode_ranges, unicode_count,
	    sizeof(unicode_ranges[0]), compare_range);
}

/* True for the capitals of a range of pairs, which come first. */
static int
is_capital(const struct unicode_range *r, uint32_t c)
{
	return (c - r->first) % 2 == 0;
}

static enum unicode_class
class_of(uint32_t c)
{
	const struct unicode_range	*r = find_range(c);

	if (r == NULL)
		return CLASS_NONE;
	if (r->class == CLASS_LC)
		return is_capital(r, c) ? CLASS_LU : CLASS_LL;
	return r->class;
}

int
rune_is_upper(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	return class_of(c) == CLASS_LU;
}

int
rune_is_lower(uint32_t c)
{
	if (c < 0x80)
		return c >= 'a' && c <= 'z';
	return class_of(c) == CLASS_LL;
}

int
rune_is_title(uint32_t c)
{
	return c >= 0x80 && class_of(c) == CLASS_LT;
}

int
rune_is_letter(uint32_t c)
{
	enum unicode_class	 class;

	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	class = class_of(c);
	return class >= CLASS_LU && class <= CLASS_LO;
}

int
rune_is_digit(uint32_t c)
{
	if (c < 0x80)
		return c >= '0' && c <= '9';
	return class_of(c) == CLASS_ND;
}

int
rune_is_number(uint32_t c)
{
	enum unicode_class	 class;

	if (c < 0x80)
		return c >= '0' && c <= '9';
	class = class_of(c);
	return class == CLASS_ND || class == CLASS_NO;
}

int
rune_is_punct(uint32_t c)
{
	if (c < 0x80)
		return (c >= '!' && c <= '#') || (c >= '%' && c <= '*') ||
		    (c >= ',' && c <= '/') || c == ':' || c == ';' ||
		    c == '?' || c == '@' || (c >= '[' && c <= ']') ||
		    c == '_' || c == '{' || c == '}';
	return class_of(c) == CLASS_P;
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
rune_is_print(uint32_t c)
{
	if (c < 0x80)
		return c >= ' ' && c < 0x7f;
	return class_of(c) != CLASS_NONE;
}

/*
 * The mappings of a character beyond ASCII.  In a pair the small letter follows
 * the capital directly.
 */
static const struct unicode_mapping *
mapping_of(uint32_t c)
{
	static const struct unicode_mapping	 none = { 0, 0, 0, 0 };
	static const struct unicode_mapping	 capital = { 0, 0, 1, 1 };
	static const struct unicode_mapping	 small = { -1, -1, 0, 0 };
	const struct unicode_range		*r = find_range(c);

	if (r == NULL)
		return &none;
	if (r->class == CLASS_LC)
		return is_capital(r, c) ? &capital : &small;
	return &unicode_mappings[r->mapping];
}

static uint32_t
moved(uint32_t c, int32_t delta)
{
	return (uint32_t)((int32_t)c + delta);
}

uint32_t
rune_upper(uint32_t c)
{
	if (c < 0x80)
		return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
	return moved(c, mapping_of(c)->upper);
}

uint32_t
rune_title(uint32_t c)
{
	if (c < 0x80)
		return rune_upper(c);
	return moved(c, mapping_of(c)->title);
}

uint32_t
rune_lower(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
	return moved(c, mapping_of(c)->lower);
}

uint32_t
rune_fold(uint32_t c)
{
	if (c < 0x80)
		return rune_lower(c);
	return moved(c, mapping_of(c)->fold);
}
