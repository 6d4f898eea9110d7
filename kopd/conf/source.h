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

#ifndef SOURCE_H
#define SOURCE_H

#include <sys/queue.h>
#include <sys/types.h>

#include "conf.h"

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
	int			 line_ended;	/* its last line, by us if need be */
	char			*expansion;	/* of a macro; or NULL */
	size_t			 expanded;
	dev_t			 dev;
	ino_t			 ino;
	mode_t			 mode;
	struct source		*includer;	/* below it on the stack */
};

/*
 * source_push: loads the file and reads from it next.  origin is where it
 * is included, NULL for the first one.  Returns NULL when it cannot be read,
 * which has been reported.
 */
struct source	*source_push(struct source *top, const char *path,
		    const char *origin, struct conf_report *);

/* Frees the top, returns the one below. */
struct source	*source_pop(struct source *top);

/* Next byte or EOF; \ and newline together are skipped. */
int		 source_getc(struct source *);
void		 source_ungetc(struct source *, int);

/* Reads the macro's text next; frees it when done. */
void		 source_expand(struct source *, const char *);
int		 source_expanding(const struct source *);

/*
 * Macros.  One set for good (-D) is not changed by a file's.  get returns
 * NULL when there is none.
 */
void		 macro_set(const char *name, const char *value, int for_good);
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
void		 macro_forget(int also_for_good);

#endif
