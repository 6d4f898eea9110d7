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
 * The tokens of Go's expressions (package go/scanner) that constraints may
 * have.  All other tokens are CONSTRAINT_OTHER.
 */

#ifndef ROUTE_MAKER_PROGRAM_CONSTRAINT_SCAN_H
#define ROUTE_MAKER_PROGRAM_CONSTRAINT_SCAN_H

#include <stddef.h>

enum constraint_token_type {
	CONSTRAINT_END,
	CONSTRAINT_NEWLINE,	/* ends an expression, as a `;' does */
	CONSTRAINT_WORD,
	CONSTRAINT_TEXT,	/* with its quotes, of either kind */
	CONSTRAINT_OPEN,
	CONSTRAINT_CLOSE,
	CONSTRAINT_COMMA,
	CONSTRAINT_ELLIPSIS,
	CONSTRAINT_NOT,
	CONSTRAINT_AND,
	CONSTRAINT_OR,
	CONSTRAINT_OTHER,
	CONSTRAINT_BAD		/* not a token; why has the reason */
};

struct constraint_token {
	enum constraint_token_type	 type;
	const char			*s;	/* its bytes */
	size_t				 len;
	const char			*why;
};

struct constraint_scanner {
	const char	*s;		/* the rest */
	int		 ends;		/* a newline ends the expression here */
};

/* The string must be UTF-8, and must outlive the scanner. */
void			constraint_scan(struct constraint_scanner *,
			    const char *);

/* The next token.  CONSTRAINT_END and CONSTRAINT_BAD are the last one. */
struct constraint_token	constraint_next(struct constraint_scanner *);

#endif
