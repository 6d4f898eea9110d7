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
 * Errors, warnings and notes about files that are checked: lines for people, or
 * annotations for GitHub.
 */

#ifndef KOPCTL_ANNOTATE_H
#define KOPCTL_ANNOTATE_H

#include <stddef.h>
#include <stdio.h>

/* The path is owned by others; NULL: not known, then the line is 0. */
struct place {
	const char	*path;
	unsigned int	 line;		/* from 1; 0: the file as a whole */
};

enum annotation {
	ANNOTATE_ERROR,
	ANNOTATE_WARNING,
	ANNOTATE_NOTE
};

/* github: where annotations for GitHub go; NULL: the log gets lines. */
struct annotate {
	FILE	*github;
	size_t	 errors;
};

/*
 * annotate: reports a message about a place, NULL if there is none.  For people,
 * it is "path:line: message", with "warning: " or "note: " before the message.
 * For GitHub, it is a workflow command: "::error file=path,line=1::message",
 * with %, CR and LF as %25, %0D and %0A, and : and , in the path as %3A and %2C
 * (docs.github.com, "Workflow commands").
 */
void	 annotate(struct annotate *, enum annotation, const struct place *,
	    const char *message);

/* The same of a line "path:line: message" or "message". */
void	 annotate_line(struct annotate *, enum annotation, const char *line);

#endif
