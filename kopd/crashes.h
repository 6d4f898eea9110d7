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
 * The containers that made route-maker crash.  kopd cannot start route-maker
 * again and ends with it.  Therefore the containers are kept in a file in the
 * directory of the control socket, which is removed at boot.  The file is
 * opened and updated at start, before privileges are dropped.  Then kopd and
 * route-maker share one page of it in memory: nothing is opened or written at
 * a crash.
 */

#ifndef KOPD_CRASHES_H
#define KOPD_CRASHES_H

#include "common/config.h"
#include "common/hexid.h"

struct crashes;

/*
 * crashes_open: reads the file in the directory of that control socket; the
 * file is not trusted.  Counts the container that route-maker was reading when
 * it crashed, and logs whether it is ignored.  If the file cannot be created,
 * that is logged, and no crash is counted.
 */
struct crashes	*crashes_open(const char *socket);
void		 crashes_free(struct crashes *);

/* crashes_descriptor: that of the page, for route-maker; once; -1: no page. */
int		 crashes_descriptor(struct crashes *);

/* crashes_list: ids of containers to ignore, until crashes_free(). */
const struct string_list *crashes_list(const struct crashes *);

/* crashes_forget: ignores and counts no container any more. */
void		 crashes_forget(struct crashes *);

/* crashes_at_hand: the id of the container that is being read, or NULL. */
const char	*crashes_at_hand(const struct crashes *,
		    char [HEXID_DIGITS + 1]);

#endif
