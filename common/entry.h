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
 * Unix sockets of other users: which users can enter the directories above a
 * socket, and whether its group is needed to connect (unix(7),
 * path_resolution(7)).
 */

#ifndef COMMON_ENTRY_H
#define COMMON_ENTRY_H

#include <sys/stat.h>
#include <sys/types.h>

#include <stddef.h>

/*
 * entry_split: the directory of the socket at path (absolute), and its name
 * there after a slash, both to be freed.  Symbolic links of the last part are
 * followed, also to a missing file; those of the directory are not.
 */
void	 entry_split(const char *path, char **folder, char **name);

/*
 * entry_needs_group: 0 if the group of the socket at path is of no use, or not
 * needed, because others may connect to it and enter its directory, too.
 * 1 also if the socket does not exist.
 */
int	 entry_needs_group(const char *path);

/*
 * entry_shut: the directory that a process may not enter on the path to the
 * socket, to be freed, with *st its status; NULL: none.  With user, only the
 * directory of the socket is checked, because it becomes root's root directory
 * before root becomes that user.  Owner, group and mode decide, unless the
 * directory has an access control list, which may differ.  With "", the current
 * process is checked.
 */
char	*entry_shut(const char *path, const char *user, struct stat *st);

/*
 * entry_text: "only user joe (1000) may enter the directory DIR (mode 0700)".
 * Without names, which a confined process cannot look up, only the numbers.
 * entry_remedy: what to do about it.  Both are static.
 */
const char	*entry_text(const char *folder, const struct stat *, int names);
const char	*entry_remedy(const struct stat *);

#endif
