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

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "kopctl/kopctl.h"
#include "kopctl/preview/input.h"

/* 65536 containers of 4 kB each. */
#define INPUT_MAX	((size_t)256 * 1024 * 1024)

void
input_fatal(const char *fmt, ...)
{
	va_list	 ap;
	char	*text;

	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) == -1)
		fatal(NULL);
	va_end(ap);
	log_errorx("%s", text);
	exit(EXIT_USAGE);
}

/* Reads all of it; the caller frees it. */
static char *
input_read(int fd, const char *name, size_t *len)
{
	char	*text = NULL;
	size_t	 size = 0;
	ssize_t	 n;

	*len = 0;
	for (;;) {
		if (*len == size) {
			size = size == 0 ? 64 * 1024 : size * 2;
			if (size > INPUT_MAX)
				input_fatal("%s: larger than %zu bytes", name,
				    INPUT_MAX / 2);
			if ((text = realloc(text, size)) == NULL)
				fatal(NULL);
		}
		n = read(fd, text + *len, size - *len);
		if (n == -1)
			input_fatal("%s: %s", name, strerror(errno));
		if (n == 0)
			return text;
		*len += (size_t)n;
	}
}

char *
input_load(const char *path, size_t *len)
{
	const char	*name = path != NULL ? path : INPUT_STDIN;
	char		*text;
	int		 fd = STDIN_FILENO;

	if (path != NULL && (fd = open(path, O_RDONLY | O_CLOEXEC)) == -1)
		input_fatal("%s: %s", path, strerror(errno));
	text = input_read(fd, name, len);
	if (path != NULL)
		(void)close(fd);
	return text;
}

int
input_is_list(const char *text, size_t len)
{
	size_t	 i;

	for (i = 0; i < len && text[i] != '\0' &&
	    strchr(" \t\r\n", text[i]) != NULL; i++)
		continue;
	return i < len && text[i] == '[';
}
