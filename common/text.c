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
#include <sys/socket.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/text.h"
#include "common/xmalloc.h"

#define START	256

struct text {
	char	 *buf;
	size_t	  len;
	size_t	  size;
	char	**to;
	size_t	 *to_len;
	int	  failed;	/* out of memory */
};

/*
 * Keeps a byte free for the end of the string.  Not fatal(): exit(3) may call
 * this.
 */
static int
text_write(void *cookie, const char *data, int n)
{
	struct text	*t = cookie;
	size_t		 size = t->size;
	char		*p;

	while (size - t->len <= (size_t)n)
		size *= 2;
	if (t->failed || (p = realloc(t->buf, size)) == NULL) {
		t->failed = 1;
		return -1;
	}
	t->buf = p;
	t->size = size;
	memcpy(t->buf + t->len, data, (size_t)n);
	t->len += (size_t)n;
	return n;
}

/* Only for ftello(3). */
static off_t
text_seek(void *cookie, off_t offset, int whence)
{
	struct text	*t = cookie;

	if (offset != 0 || whence == SEEK_SET) {
		errno = ESPIPE;
		return -1;
	}
	return (off_t)t->len;
}

static int
text_end(void *cookie)
{
	struct text	*t = cookie;
	int		 failed = t->failed;

	t->buf[t->len] = '\0';
	*t->to = t->buf;
	*t->to_len = t->len;
	free(t);
	return failed ? -1 : 0;
}

FILE *
text_open(char **buf, size_t *len)
{
	struct text	*t = xcalloc(1, sizeof(*t));
	FILE		*out;

	t->buf = xmalloc(t->size = START);
	t->to = buf;
	t->to_len = len;
	*buf = NULL;
	if ((out = funopen(t, NULL, text_write, text_seek, text_end)) == NULL)
		fatal(NULL);
	return out;
}

void
text_close(FILE *out)
{
	if (fclose(out) == EOF) {
		errno = ENOMEM;
		fatal(NULL);
	}
}
