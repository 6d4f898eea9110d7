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
 * Files that kopd reads.  Once it is confined, it can read only those in the
 * directory of its configuration, which may be its root directory.
 */

#ifndef KOPD_CONF_FILE_H
#define KOPD_CONF_FILE_H

#include <sys/stat.h>

#include <stddef.h>

/*
 * files_confine: from now on, only files below a directory (an absolute path)
 * can be opened; chrooted: that directory is "/" now.
 */
void	 files_confine(const char *folder, int chrooted);

/* file_reachable: true unless files_confine() has made it unreachable. */
int	 file_reachable(const char *path);

/*
 * file_open: opens a regular file or a pipe for reading.  Returns a descriptor
 * and its status; or -1 and the reason in *why, static, with EACCES in errno
 * if and only if permission is denied.
 */
int	 file_open(const char *path, struct stat *, const char **why);

/*
 * file_missing: called after file_open() or file_load() has failed: true if
 * there is no such file, by errno.
 */
int	 file_missing(const char *path);

/*
 * file_replaced: the reason, static, if the file with that status is no longer
 * the one at its path; else NULL.  Such a file was mounted on its own, and
 * another file has replaced it since, so that no directory has it any more.
 * Once kopd is confined, file_open() fails for it, with this reason.
 */
const char	*file_replaced(const char *path, const struct stat *);

/*
 * file_load: returns the whole file and a NUL, for the caller to free; *len is
 * without the NUL.  Or NULL, with *why and errno as above; a file of more than
 * max bytes is rejected.
 */
char	*file_load(const char *path, size_t max, size_t *len, struct stat *,
	    const char **why);

/*
 * file_read: the same from an open descriptor, which stays open.
 */
char	*file_read(int fd, size_t max, size_t *len, const char **why);

/* file_beside: path relative to the directory of the file `from'; freed. */
char	*file_beside(const char *from, const char *path);

/*
 * file_meant: for errors about a path that does not exist: the directory that
 * it is relative to, which is that of the file `from', or the working
 * directory if that is NULL.  "" for an absolute path; to be freed.
 */
char	*file_meant(const char *from, const char *path);

/* file_absolute: path relative to the working directory; to be freed. */
char	*file_absolute(const char *path);

#endif
