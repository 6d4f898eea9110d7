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
 * The files of a host in a container: their paths there and on the host.
 */

#ifndef KOPCTL_MIGRATE_MOUNTS_H
#define KOPCTL_MIGRATE_MOUNTS_H

#include <stddef.h>

#define MOUNTS_MAX	256

struct mount {
	char		*target;	/* in the container, absolute */
	char		*source;	/* on the host, absolute; NULL: nowhere */
	char		*what;		/* "the volume data", for messages */
	unsigned int	 line;		/* of the compose file */
};

struct mounts {
	struct mount	 v[MOUNTS_MAX];
	size_t		 n;
};

/*
 * mounts_add: copies all strings; source may be NULL.  A later mount overrides
 * an earlier one with the same target.  Returns -1 if there are too many.
 */
int	 mounts_add(struct mounts *, const char *target, const char *source,
	    const char *what, unsigned int line);
void	 mounts_free(struct mounts *);

/*
 * mounts_find: the mount with the path in the container, the deepest of
 * several; NULL: none.  /var/run is /run, as in all images.
 */
const struct mount *mounts_find(const struct mounts *, const char *path);

/* mount_path: that path on the host, to be freed; the mount has a source. */
char	*mount_path(const struct mount *, const char *path);

#endif
