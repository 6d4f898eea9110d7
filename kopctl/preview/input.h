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

/* What a preview reads: a list of containers, or a compose file. */

#ifndef KOPCTL_PREVIEW_INPUT_H
#define KOPCTL_PREVIEW_INPUT_H

#include <stddef.h>

#define INPUT_STDIN	"standard input"	/* for messages */

/*
 * input_load: reads the whole file, or standard input if path is NULL, and
 * returns its len bytes, which the caller frees.  A file that cannot be read or
 * is too large is reported by input_fatal().
 */
char	*input_load(const char *path, size_t *len);

/* True if the bytes begin as a JSON array, which no compose file does. */
int	 input_is_list(const char *, size_t len);

/* Logs why the input or the options are invalid, and exits with EXIT_USAGE. */
void	 input_fatal(const char *, ...)
	    __attribute__((__noreturn__, __format__ (printf, 1, 2)));

#endif
