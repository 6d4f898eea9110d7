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

/* The tokens of kopd.conf. */

#ifndef KOPD_CONF_SCAN_H
#define KOPD_CONF_SCAN_H

#include "common/bounds.h"
#include "kopd/conf/source.h"

enum lexeme {
	LEX_END,
	LEX_NEWLINE,
	LEX_WORD,		/* without quotes */
	LEX_KEYWORD,		/* set by reader.c */
	LEX_QUOTED,
	LEX_NUMBER,
	LEX_OTHER,		/* one byte */
	LEX_BAD			/* an error that is reported */
};

struct token {
	enum lexeme	 kind;
	int		 lineno;
	char		 text[CONF_TEXT_MAX + 1];	/* without its quotes */
	long long	 number;
	int		 defines;	/* a word before "=": a macro */
};

/*
 * scan_next: reads the next token of *source, which becomes the including file
 * at the end of an included one.  Expands macros.  With lines, a string in
 * quotes may have several lines.
 */
void	 scan_next(struct source **source, struct token *,
	    struct conf_report *, int lines);

#endif
