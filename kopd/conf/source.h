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
 * The input of the lexer: a stack of files (`include'), each with the macro
 * that is being expanded in it.
 */

#ifndef KOPD_CONF_SOURCE_H
#define KOPD_CONF_SOURCE_H

#include <sys/queue.h>
#include <sys/types.h>

#include "kopd/conf/conf.h"

/* Bytes of a file: a kopd.conf has a few hundred. */
#define SOURCE_MAX	(1024 * 1024)

/* Depth of files that include each other. */
#define SOURCE_DEPTH	16

struct source {
	char			*name;
	char			*text;
	size_t			 len;
	size_t			 pos;
	int			 lineno;
	int			 foreign_line;	/* reported: not ASCII */
	int			 line_ended;	/* the last line is complete */
	char			*expansion;	/* of a macro; or NULL */
	size_t			 expanded;
	dev_t			 dev;
	ino_t			 ino;
	mode_t			 mode;
	struct source		*includer;	/* below it on the stack */
};

/*
 * source_open: loads the first file.  source_include: loads another file, which
 * is read next.  Its path is relative to the directory of the top; origin is
 * the place of the include.  They return NULL after reporting that a file
 * cannot be read.
 */
struct source	*source_open(const char *path, struct conf_report *);
struct source	*source_include(struct source *top, const char *path,
		    const char *origin, struct conf_report *);

/* source_pop: frees the top, returns the one below. */
struct source	*source_pop(struct source *top);

/* source_getc: the next byte or EOF; \ before a newline skips both. */
int		 source_getc(struct source *);
void		 source_ungetc(struct source *, int);

/* source_expand: reads a copy of the macro's value next. */
void		 source_expand(struct source *, const char *);
int		 source_expanding(const struct source *);

/* source_depth: the number of files that are open. */
int		 source_depth(const struct source *);

/* source_peek: the next byte, without reading it. */
int		 source_peek(struct source *);

/*
 * source_open_braces: the number of "{" minus that of "}" in the rest of the
 * file, without those in quotes and comments.
 */
int		 source_open_braces(const struct source *);

/*
 * source_rest: the rest of the line, without blanks around it and without a
 * comment; to be freed.
 */
char		*source_rest(const struct source *);

#endif
