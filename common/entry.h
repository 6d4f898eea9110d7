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
 * Unix sockets of others: the users that can enter the directories above one,
 * and whether its group is needed to connect (unix(7), path_resolution(7)).
 */

#ifndef COMMON_ENTRY_H
#define COMMON_ENTRY_H

#include <sys/stat.h>
#include <sys/types.h>

#include <stddef.h>

/*
 * entry_split: the directory of the socket at path (absolute), and its name
 * there with a slash in front, both to be freed.  Symbolic links of the last
 * part are followed, also to what is not there; those of the directory are not.
 */
void	 entry_split(const char *path, char **folder, char **name);

/*
 * entry_needs_group: 0 where being in the group of the socket at path is of no
 * use, or not needed: others may connect to it and enter its directory, too.
 * 1 also where there is no socket yet.
 */
int	 entry_needs_group(const char *path);

/*
 * entry_shut: the directory that keeps a process away from the socket at path,
 * to be freed, with *st its status; NULL: none.  With user, that of the socket
 * and no other counts, since root has it as its root directory before it
 * becomes that user; owner, group and mode decide, unless it has an access
 * control list, which may differ.  With "", the current process is checked.
 */
char	*entry_shut(const char *path, const char *user, struct stat *st);

/*
 * entry_text: "only user joe (1000) may enter the directory DIR (mode 0700)".
 * Without names, as a confined process cannot ask for them, numbers alone.
 * entry_remedy: what to do about it.  Both are static.
 */
const char	*entry_text(const char *folder, const struct stat *, int names);
const char	*entry_remedy(const struct stat *);

#endif
