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
 * Where Docker is: the path to connect to, and who may.  Whatever needs
 * files and the user database is looked up before confinement.
 */

#ifndef ENDPOINT_H
#define ENDPOINT_H

struct endpoint;

/*
 * Looks up the socket's group, and who may enter its folder; path is absolute,
 * and run_as the user that root is to become.  Out of memory is fatal().
 */
struct endpoint	*endpoint_new(const char *path, const char *run_as);
void		 endpoint_free(struct endpoint *);

/*
 * As root: true where the socket's folder is missing.  Then each
 * endpoint_connect() follows the links anew and hands enter(arg, folder) what
 * it finds, until that returns 0: the folder is the root folder now.  Before,
 * it returns -1 with errno.
 */
int		 endpoint_is_outside(const struct endpoint *);
void		 endpoint_enter(struct endpoint *,
		    int (*enter)(void *, const char *folder), void *arg);

/* Another socket in the same folder; the same path changes nothing. */
void		 endpoint_set(struct endpoint *, const char *path);

/* The path as it was configured. */
const char	*endpoint_path(const struct endpoint *);

/*
 * A connected non-blocking descriptor; -1 with errno.  A unix socket
 * connects at once or not at all (EAGAIN: its queue is full).
 */
int		 endpoint_connect(struct endpoint *);

/* What an errno of endpoint_connect() means and what to do; until the next. */
const char	*endpoint_fault(struct endpoint *, int error);

#endif
