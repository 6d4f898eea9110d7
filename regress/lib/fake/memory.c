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
 * Looks for a text, the one line of standard input, in all that a live process
 * has: its memory, its arguments and its environment.  Prints how often it is
 * there.  Needs root, as kopd's processes cannot be traced by others.
 *
 * usage: memory pid <text
 */

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"

#define PIECE	(1024 * 1024)

/* More is no memory in use, but what the sanitizers reserve. */
#define MAPPING_MAX	(UINT64_C(4) * 1024 * 1024 * 1024)

static char	 text[1024];
static size_t	 len;

static size_t
count(const char *buf, size_t n)
{
	const char	*p = buf, *end = buf + n;
	size_t		 found = 0;

	while ((p = memmem(p, (size_t)(end - p), text, len)) != NULL) {
		found++;
		p++;
	}
	return found;
}

/* Pieces overlap, so that none is cut. */
static size_t
look_through(int fd, off_t from, off_t to)
{
	static char	 buf[PIECE];
	size_t		 found = 0;
	ssize_t		 n;

	for (; from < to; from += n - (off_t)len + 1) {
		n = pread(fd, buf, to - from < PIECE ? (size_t)(to - from) :
		    PIECE, from);
		if (n < (ssize_t)len)
			break;
		found += count(buf, (size_t)n);
		if (from + n == to)
			break;
	}
	return found;
}

static int
open_of(const char *pid, const char *name)
{
	char	 path[64];
	int	 fd;

	(void)snprintf(path, sizeof(path), "/proc/%s/%s", pid, name);
	if ((fd = open(path, O_RDONLY)) == -1)
		fatal("%s", path);
	return fd;
}

static size_t
look_through_maps(const char *pid)
{
	unsigned long long	 from, to;
	size_t			 found = 0, mapped = 0;
	char			 line[4096], may[8];
	FILE			*maps;
	int			 fd = open_of(pid, "mem");

	if ((maps = fdopen(open_of(pid, "maps"), "r")) == NULL)
		fatal("maps");
	while (fgets(line, sizeof(line), maps) != NULL) {
		if (sscanf(line, "%llx-%llx %7s", &from, &to, may) != 3 ||
		    may[0] != 'r' || strstr(line, "[v") != NULL ||
		    to - from > MAPPING_MAX)
			continue;
		found += look_through(fd, (off_t)from, (off_t)to);
		mapped++;
	}
	if (mapped == 0)
		fatalx("process %s has no memory", pid);
	(void)fclose(maps);
	(void)close(fd);
	return found;
}

static size_t
look_through_file(const char *pid, const char *name)
{
	static char	 buf[PIECE];
	size_t		 n = 0;
	ssize_t		 more;
	int		 fd = open_of(pid, name);

	while ((more = read(fd, buf + n, sizeof(buf) - n)) > 0)
		n += (size_t)more;
	(void)close(fd);
	return count(buf, n);
}

int
main(int argc, char *argv[])
{
	if (argc != 2) {
		fprintf(stderr, "usage: memory pid <text\n");
		return 1;
	}
	log_init("memory", LOG_TO_STDERR, 0);
	if (fgets(text, sizeof(text), stdin) == NULL ||
	    (len = strcspn(text, "\n")) == 0)
		fatalx("no text to look for");
	text[len] = '\0';
	printf("%zu\n", look_through_maps(argv[1]) +
	    look_through_file(argv[1], "cmdline") +
	    look_through_file(argv[1], "environ"));
	return 0;
}
