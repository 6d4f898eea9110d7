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
 * The tokens of kopd.conf and of what it includes, with the statement that
 * they belong to.  A block whose end was forgotten is closed where the next
 * one begins, so that one mistake is one error.
 */

#ifndef KOPD_CONF_READER_H
#define KOPD_CONF_READER_H

#include "kopd/conf/statement.h"

struct reader {
	struct source		*source;	/* the file at hand */
	struct token		 token;		/* the last one */
	struct statement	 before;	/* up to it */
	struct statement	 now;		/* with it */

	struct conf_report	*report;
	struct token		 held;		/* comes behind those inserted */
	int			 holds;
	const char		*inserted[3];	/* the last one comes first */
	size_t			 ninserted;
	int			 skips;		/* to the end of the statement */
	int			 braces;	/* that were opened meanwhile */
	int			 owes_newline;	/* of an include statement */
	char			*opened_in;	/* file and line of the block */
	int			 opened_at;
	int			 opened_depth;
	enum block		 again;		/* the block around it */
};

/* reader_start: reads from the source next, which it takes. */
void	 reader_start(struct reader *, struct source *, struct conf_report *);

/* reader_include: the same in the middle; a newline comes before it. */
void	 reader_include(struct reader *, struct source *);

/*
 * reader_next: the next token; words of the grammar are LEX_KEYWORD.  With
 * lines, a text in quotes may have several of them.
 */
void	 reader_next(struct reader *, int lines);

/*
 * reader_skip: the last token is an error: the next one is the end of the
 * line, or the "}" of the block.  Braces in between are skipped in pairs.
 */
void	 reader_skip(struct reader *);

/* The block that is open, as complain.h wants it; the text is the reader's. */
const char	*reader_opened(const struct reader *);

/* Wipes and frees what it has. */
void	 reader_end(struct reader *);

#endif
