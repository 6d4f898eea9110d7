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

/* Syntax errors: what parse.y rejects, and what it expects instead. */

#ifndef KOPD_CONF_COMPLAIN_H
#define KOPD_CONF_COMPLAIN_H

#include "kopd/conf/conf.h"
#include "kopd/conf/statement.h"

struct complaint {
	struct conf_report	*report;
	const char		*origin;	/* of the token */
	const struct statement	*before;	/* the statement up to it */
	const struct token	*token;		/* what is rejected */
	const char		*opened;	/* the open block: "line 1" */
	const char		*rest;		/* of the line behind it */
};

/*
 * complain: reports the token.  A string in quotes may be a secret: it is
 * repeated only if the setting is not a password.
 */
void	 complain(const struct complaint *);

/* complain_open: the block is not closed by a "}" before the token. */
void	 complain_open(const struct complaint *);

/*
 * complain_list: the token is a keyword in a list.  With forgotten, the list
 * lacks its "}" before the keyword; else the keyword needs quotes.
 */
void	 complain_list(const struct complaint *, int forgotten);

/* complain_nested: the token opens a block within another block. */
void	 complain_nested(const struct complaint *);

/* complain_macro: the name of a macro is a keyword. */
void	 complain_macro(struct conf_report *, const char *origin,
	    const char *word);

/*
 * complain_unused: warns of a macro that is never used, and suggests the
 * setting with a similar name.
 */
void	 complain_unused(struct conf_report *, const char *origin,
	    const char *macro);

#endif
