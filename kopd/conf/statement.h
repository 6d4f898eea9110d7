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

/* How far a statement of kopd.conf has been read. */

#ifndef KOPD_CONF_STATEMENT_H
#define KOPD_CONF_STATEMENT_H

#include "kopd/conf/form.h"
#include "kopd/conf/scan.h"

struct statement {
	enum block	 block;		/* the open one */
	char		 words[FORM_WORDS_MAX];	/* "bind ip"; "" at its start */
	int		 values;	/* read after the words */
	int		 lists;		/* open braces of a list */
	int		 list_line;	/* where the list was opened */
};

/* statement_next: adds one more token of the file. */
void	 statement_next(struct statement *, const struct token *);

/* statement_complete: true if the statement may end, or has not begun. */
int	 statement_complete(const struct statement *);

/* statement_enter: begins a statement in that block. */
void	 statement_enter(struct statement *, enum block);

#endif
