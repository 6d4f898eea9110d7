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

/* What is wrong where parse.y finds an error, and what is expected there. */

#ifndef KOPD_CONF_COMPLAIN_H
#define KOPD_CONF_COMPLAIN_H

#include "kopd/conf/conf.h"
#include "kopd/conf/statement.h"

struct complaint {
	struct conf_report	*report;
	const char		*origin;	/* of the token */
	const struct statement	*before;	/* the statement up to it */
	const struct token	*token;		/* what cannot follow */
	const char		*opened;	/* "line 1": the open block; NULL */
	const char		*rest;		/* of the line behind it */
};

/*
 * complain: reports the token.  A text in quotes may be a secret: only that
 * of a setting which is no password is repeated.
 */
void	 complain(const struct complaint *);

/* complain_open: the block ends here, though no "}" closes it. */
void	 complain_open(const struct complaint *);

/*
 * complain_list: a word of kopd.conf in a list, which was forgotten to be
 * closed before it, or which the word is to be a part of.
 */
void	 complain_list(const struct complaint *, int forgotten);

/* complain_nested: the word of a block, within another block that goes on. */
void	 complain_nested(const struct complaint *);

/* complain_macro: a word of kopd.conf is no name for a macro. */
void	 complain_macro(struct conf_report *, const char *origin,
	    const char *word);

/*
 * complain_unused: a warning; a name that is nearly a setting's is said to be
 * one.
 */
void	 complain_unused(struct conf_report *, const char *origin,
	    const char *macro);

#endif
