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
 * Files that kopd reads, with what holds once it is confined: then only the
 * configuration's folder is left, and it may be the root of all.
 */

#ifndef KOPD_CONF_FILE_H
#define KOPD_CONF_FILE_H

#include <sys/stat.h>

#include <stddef.h>

/*
 * files_confine: from now on files below folder (an absolute path) alone can
 * be opened; chrooted says that it has become "/".
 */
void	 files_confine(const char *folder, int chrooted);

/* True unless files_confine() put it out of sight. */
int	 file_reachable(const char *path);

/*
 * file_open: a descriptor for reading a regular file or a pipe, with its
 * status.  -1 and *why says in a few words why not; the text is static.  errno
 * is EACCES when we may not, and only then.
 */
int	 file_open(const char *path, struct stat *, const char **why);

/*
 * True right after file_open() or file_load() has failed since there is no
 * such file: errno is looked at.
 */
int	 file_missing(const char *path);

/*
 * file_replaced: why a file with that status is not what its path leads to
 * elsewhere, or NULL: it was mounted here on its own, and has been replaced
 * since by another file, so that no directory has it any more.  Once kopd is
 * confined, file_open() fails for such a file, with this reason.  The text is
 * static.
 */
const char	*file_replaced(const char *path, const struct stat *);

/*
 * file_load: the whole file with a NUL added, to be freed; *len without it.
 * NULL and *why as above; a file above max bytes is not read.
 */
char	*file_load(const char *path, size_t max, size_t *len, struct stat *,
	    const char **why);

/*
 * file_read: the same of an open descriptor, which stays open.
 */
char	*file_read(int fd, size_t max, size_t *len, const char **why);

/* path as seen from the folder of the file `from'; to be freed. */
char	*file_beside(const char *from, const char *path);

/*
 * file_meant: for errors about a path that cannot be found, from what directory
 * it is meant: that of the file `from', or the working directory where that is
 * NULL.  "" for an absolute path; to be freed.
 */
char	*file_meant(const char *from, const char *path);

/* path from the root, whatever the working directory becomes; to be freed. */
char	*file_absolute(const char *path);

#endif
