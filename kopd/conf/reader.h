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
 * The tokens of kopd.conf and of its includes, with their statements.  The
 * reader closes a block that lacks its "}" before the next block begins, so
 * that one mistake is one error.
 */

#ifndef KOPD_CONF_READER_H
#define KOPD_CONF_READER_H

#include "kopd/conf/statement.h"

struct reader {
	struct source		*source;	/* the file that is read */
	struct token		 token;		/* the last one */
	struct statement	 before;	/* without the token */
	struct statement	 now;		/* with the token */

	struct conf_report	*report;
	struct token		 held;		/* after the inserted ones */
	int			 holds;
	const char		*inserted[3];	/* the last one comes first */
	size_t			 ninserted;
	int			 skips;		/* until the statement ends */
	int			 braces;	/* opened while it skips */
	int			 owes_newline;	/* after an include */
	char			*opened_in;	/* file and line of the block */
	int			 opened_at;
	int			 opened_depth;
	enum block		 again;		/* the block around it */
};

/* reader_start: begins with that source, which the reader frees. */
void	 reader_start(struct reader *, struct source *, struct conf_report *);

/* reader_include: continues with that source, after a newline. */
void	 reader_include(struct reader *, struct source *);

/*
 * reader_next: reads the next token.  With lines, a string in quotes may have
 * several lines.
 */
void	 reader_next(struct reader *, int lines);

/*
 * reader_word: the same within a rule of a policy, whose words are not those of
 * statements.  Its end begins the next statement.
 */
void	 reader_word(struct reader *);

/*
 * reader_skip: the last token is an error.  The next token is the end of the
 * line, or the "}" of the block.  Pairs of braces before it are skipped.
 */
void	 reader_skip(struct reader *);

/* reader_opened: the place where the open block begins; static. */
const char	*reader_opened(const struct reader *);

/* reader_end: wipes and frees everything. */
void	 reader_end(struct reader *);

#endif
