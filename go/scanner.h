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
 * The tokens of Go's expressions (package go/scanner) that rules of routers and
 * constraints have.  All other tokens are GO_TOKEN_OTHER.
 */

#ifndef GO_SCANNER_H
#define GO_SCANNER_H

#include <stddef.h>

enum go_token_type {
	GO_TOKEN_END,
	GO_TOKEN_NEWLINE,	/* ends an expression, as a `;' does */
	GO_TOKEN_WORD,
	GO_TOKEN_TEXT,		/* with its quotes, of either kind */
	GO_TOKEN_OPEN,
	GO_TOKEN_CLOSE,
	GO_TOKEN_COMMA,
	GO_TOKEN_ELLIPSIS,
	GO_TOKEN_NOT,
	GO_TOKEN_AND,
	GO_TOKEN_OR,
	GO_TOKEN_OTHER,
	GO_TOKEN_BAD		/* not a token; why has the reason */
};

struct go_token {
	enum go_token_type	 type;
	const char		*s;	/* its bytes */
	size_t			 len;
	const char		*why;
};

struct go_scanner {
	const char	*s;		/* the rest */
	int		 ends;		/* a newline ends the expression here */
};

/* The string must be UTF-8, and must outlive the scanner. */
void		 go_scan(struct go_scanner *, const char *);

/* The next token.  GO_TOKEN_END and GO_TOKEN_BAD are the last one. */
struct go_token	 go_scan_next(struct go_scanner *);

#endif
