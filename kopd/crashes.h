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
 * The containers that made route-maker crash.  kopd cannot start it again and
 * ends with it, so they are kept in a file beside the control socket, which is
 * removed at boot.  The file is opened and updated at start, before privileges
 * are dropped.  Then kopd and route-maker share one page of it in memory:
 * nothing is opened or written at a crash.
 */

#ifndef KOPD_CRASHES_H
#define KOPD_CRASHES_H

#include "common/config.h"
#include "common/hexid.h"

struct crashes;

/*
 * crashes_open: reads the file, which is not trusted, beside the control
 * socket of that path; counts the container that route-maker was reading when
 * it crashed; and logs whether it is left out.  If there can be no file, that
 * is logged, and no crash is counted.
 */
struct crashes	*crashes_open(const char *socket);
void		 crashes_free(struct crashes *);

/* crashes_descriptor: that of the page, for route-maker, once; -1: none. */
int		 crashes_descriptor(struct crashes *);

/* crashes_list: ids of containers to leave out, until crashes_free(). */
const struct string_list *crashes_list(const struct crashes *);

/* crashes_forget: no container is left out any more, and none is counted. */
void		 crashes_forget(struct crashes *);

/* crashes_at_hand: the id, in digits, of the container being read, or NULL. */
const char	*crashes_at_hand(const struct crashes *,
		    char [HEXID_DIGITS + 1]);

#endif
