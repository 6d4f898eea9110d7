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
 * Commands from standard input, a line each, while the event loop goes on.
 * Out of memory ends the program.
 */

#ifndef REGRESS_LIB_FAKE_DRIVER_INPUT_H
#define REGRESS_LIB_FAKE_DRIVER_INPUT_H

#include <event2/event.h>

#define WORDS	272

struct command {
	char	*line;		/* whole */
	char	*rest;		/* behind the second word, blanks and all */
	char	*word[WORDS];	/* "" where there is none */
	int	 words;
};

/* Says each line at once; the event loop that all else uses. */
struct event_base *input_init(void);

/*
 * The next line that is neither empty nor a comment (#), valid until the
 * next call; the event loop is served meanwhile.  0 at the end of the input.
 */
int	 input_next(struct command *);

#endif
