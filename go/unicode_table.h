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

/* The table.  tools/unicode.awk makes it from go/unicode.tsv. */

#ifndef GO_UNICODE_TABLE_H
#define GO_UNICODE_TABLE_H

#include <stddef.h>
#include <stdint.h>

/* The general categories that the functions of unicode.h need. */
enum unicode_class {
	CLASS_NONE,
	CLASS_LU,		/* capital letter */
	CLASS_LL,		/* small letter */
	CLASS_LT,		/* title case */
	CLASS_LC,		/* pairs of a capital and its small letter */
	CLASS_LO,		/* letter without a case */
	CLASS_ND,		/* decimal digit */
	CLASS_NO,		/* other number */
	CLASS_P,		/* punctuation */
	CLASS_S			/* symbol or mark */
};

/* The differences from a character to its other cases; 0 for no difference. */
struct unicode_mapping {
	int32_t	upper;
	int32_t	title;
	int32_t	lower;
	int32_t	fold;
};

struct unicode_range {
	uint32_t	first;
	uint32_t	last;
	uint8_t		class;		/* enum unicode_class */
	uint8_t		mapping;	/* of each; unused for pairs */
};

/*
 * Characters beyond ASCII, in order.  Characters without a class are missing.
 */
extern const struct unicode_range	unicode_ranges[];
extern const size_t			unicode_count;
extern const struct unicode_mapping	unicode_mappings[];

#endif
