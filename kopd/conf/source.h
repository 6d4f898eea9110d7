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
 * What the lexer reads from: a stack of files (`include'), each with the
 * macro that is being expanded in it.
 */

#ifndef KOPD_CONF_SOURCE_H
#define KOPD_CONF_SOURCE_H

#include <sys/queue.h>
#include <sys/types.h>

#include "kopd/conf/conf.h"

/* Bytes of a file: a kopd.conf has a few hundred. */
#define SOURCE_MAX	(1024 * 1024)

/* Files that include each other, one below the other. */
#define SOURCE_DEPTH	16

struct source {
	char			*name;
	char			*text;
	size_t			 len;
	size_t			 pos;
	int			 lineno;
	int			 foreign_line;	/* said to have other characters */
	int			 line_ended;	/* its last line, by us if need be */
	char			*expansion;	/* of a macro; or NULL */
	size_t			 expanded;
	dev_t			 dev;
	ino_t			 ino;
	mode_t			 mode;
	struct source		*includer;	/* below it on the stack */
};

/*
 * source_open: loads the first file.  source_include: loads another one, whose
 * path is meant from the directory of the top; origin is where it is included.
 * It is read from next.  NULL when it cannot be read, which has been reported.
 */
struct source	*source_open(const char *path, struct conf_report *);
struct source	*source_include(struct source *top, const char *path,
		    const char *origin, struct conf_report *);

/* Frees the top, returns the one below. */
struct source	*source_pop(struct source *top);

/* Next byte or EOF; \ and newline together are skipped. */
int		 source_getc(struct source *);
void		 source_ungetc(struct source *, int);

/* Reads the macro's text next; frees it when done. */
void		 source_expand(struct source *, const char *);
int		 source_expanding(const struct source *);

/* Files that are open, one including the other. */
int		 source_depth(const struct source *);

/* The next byte, which stays the next. */
int		 source_peek(struct source *);

/*
 * source_open_braces: of the text that is left, "{" less "}", those in quotes
 * and comments not counted.
 */
int		 source_open_braces(const struct source *);

/*
 * source_rest: what is left of the line, without blanks around it and without
 * a comment; to be freed.
 */
char		*source_rest(const struct source *);

/*
 * Macros.  One that -D defines is not changed by a file's.  origin is where
 * it is defined.  get returns NULL when there is none, and counts as a use.
 */
void		 macro_set(const char *name, const char *value,
		    const char *origin);
/*
 * "name=value", for good; -1 when it is none.  The text stays in use: it is an
 * argument of the process.
 */
int		 macro_define(char *);
/*
 * macro_hand_over: the secret was taken, wherever it is from.  A macro for good
 * that has it is wiped, also where it was given; CONF_KEPT takes its place.
 */
void		 macro_hand_over(const char *secret);
const char	*macro_get(const char *name);
/* The name of the one that is nearest; NULL where none is. */
const char	*macro_nearest(const char *name);
/* Calls say with each of them. */
void		 macro_each(void (*say)(const char *origin, const char *name,
		    int used));
/* Forgets those of files, or all, and what was used. */
void		 macro_forget(int also_for_good);

#endif
