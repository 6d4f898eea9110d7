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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/xstrdup.h"
#include "kopd/conf/file.h"
#include "kopd/conf/file_system.h"

static char	*confined;		/* the only directory */
static int	 chrooted;

void
files_confine(const char *folder, int is_root)
{
	free(confined);
	if ((confined = strdup(folder)) == NULL)
		fatal(NULL);
	chrooted = is_root;
}

/* The current path of the file; NULL if it is outside of that directory. */
static const char *
file_place(const char *path)
{
	size_t	 len;

	if (confined == NULL)
		return path;
	len = strlen(confined);
	if (strcmp(confined, "/") == 0)
		len = 0;
	if (strncmp(path, confined, len) != 0 || path[len] != '/' ||
	    strstr(path, "/../") != NULL)
		return NULL;
	return chrooted ? path + len : path;
}

int
file_reachable(const char *path)
{
	return file_place(path) != NULL;
}

int
file_missing(const char *path)
{
	return errno == ENOENT && file_reachable(path);
}

/* True for a file without a name, such as a pipe from a shell. */
static int
is_handed_over(const char *path)
{
	return strncmp(path, "/dev/", 5) == 0 ||
	    strncmp(path, "/proc/", 6) == 0;
}

const char *
file_replaced(const char *path, const struct stat *st)
{
	static char	*why;
	char		*whole;
	int		 len;

	if (!S_ISREG(st->st_mode) || st->st_nlink > 0 || is_handed_over(path))
		return NULL;
	whole = file_absolute(path);
	len = (int)(strrchr(whole, '/') - whole);
	free(why);
	if (asprintf(&why, "was replaced outside this container; mount the "
	    "directory %.*s instead of the file, and restart kopd",
	    len > 0 ? len : 1, whole) == -1)
		fatal(NULL);
	free(whole);
	return why;
}

int
file_open(const char *path, struct stat *st, const char **why)
{
	const char	*place;
	int		 fd;

	if ((place = file_place(path)) == NULL) {
		*why = "outside of the directory of the configuration, a "
		    "reload cannot read it";
		errno = ENOENT;
		return -1;
	}
	/*
	 * openat: open(3) of musl makes a call that the sandbox denies.
	 * O_NONBLOCK: do not wait for the writer of a pipe.
	 */
	fd = openat(AT_FDCWD, place,
	    O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd == -1 || file_status(fd, st) == -1) {
		*why = strerror(errno);
		if (fd != -1)
			(void)close(fd);
		return -1;
	}
	/* At start, a replaced file is the only one there is. */
	if (confined != NULL && file_replaced(path, st) != NULL) {
		*why = file_replaced(path, st);
		(void)close(fd);
		errno = ESTALE;
		return -1;
	}
	if (S_ISREG(st->st_mode))
		return fd;
	if (S_ISFIFO(st->st_mode) && fcntl(fd, F_SETFL, O_RDONLY) != -1)
		return fd;
	*why = S_ISDIR(st->st_mode) ? "a directory" :
	    "not a regular file";
	(void)close(fd);
	errno = EINVAL;
	return -1;
}

char *
file_read(int fd, size_t max, size_t *len, const char **why)
{
	static char	 toobig[64];
	char		*text;
	ssize_t		 n;

	if ((text = malloc(max + 2)) == NULL)
		fatal(NULL);
	*len = 0;
	while ((n = read(fd, text + *len, max + 1 - *len)) != 0) {
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1) {
			*why = strerror(errno);
			goto fail;
		}
		if ((*len += (size_t)n) > max) {
			(void)snprintf(toobig, sizeof(toobig),
			    "larger than %zu bytes", max);
			*why = toobig;
			errno = EFBIG;
			goto fail;
		}
	}
	text[*len] = '\0';
	return text;

fail:
	freezero(text, max + 2);
	return NULL;
}

char *
file_load(const char *path, size_t max, size_t *len, struct stat *st,
    const char **why)
{
	char	*text;
	int	 fd;

	if ((fd = file_open(path, st, why)) == -1)
		return NULL;
	text = file_read(fd, max, len, why);
	(void)close(fd);
	return text;
}

char *
file_beside(const char *from, const char *path)
{
	const char	*slash = strrchr(from, '/');
	char		*p;
	int		 n;

	if (path[0] == '/' || slash == NULL)
		n = asprintf(&p, "%s", path);
	else
		n = asprintf(&p, "%.*s/%s", (int)(slash - from), from, path);
	if (n == -1)
		fatal(NULL);
	return p;
}

char *
file_absolute(const char *path)
{
	char	*cwd = NULL, *p;

	if (path[0] != '/' && (cwd = getcwd(NULL, 0)) == NULL)
		fatal("working directory");
	if (asprintf(&p, "%s%s%s", cwd != NULL ? cwd : "",
	    cwd != NULL ? "/" : "", path) == -1)
		fatal(NULL);
	free(cwd);
	return p;
}

char *
file_meant(const char *from, const char *path)
{
	char	*beside, *directory, *text;
	int	 n;

	if (path[0] == '/')
		return xstrdup("");
	beside = file_beside(from != NULL ? from : "", ".");
	directory = file_absolute(beside);
	/* Without the "/." at its end. */
	n = (int)strlen(directory) - 2;
	if (asprintf(&text, "; a relative path is relative to %.*s, %s",
	    n > 0 ? n : 1, directory, from == NULL ? "the working directory" :
	    "the directory of the file that contains it") == -1)
		fatal(NULL);
	free(directory);
	free(beside);
	return text;
}
