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
 * The containers that made route-maker end.  kopd cannot start it again and
 * ends with it, so what it remembers is in a file beside the control socket,
 * which is forgotten at boot.  The file is opened and brought up to date at
 * start, before privileges go; after that kopd and route-maker have one page of
 * it in memory, and nothing is opened or written at a death.
 */

#ifndef KOPD_CRASHES_H
#define KOPD_CRASHES_H

#include "common/config.h"
#include "common/hexid.h"

struct crashes;

/*
 * crashes_open: reads what earlier starts left for the control socket at that
 * path, which is not trusted; counts the container that was being read when
 * route-maker ended; and says in the log what becomes of it.  Where there can
 * be no such file, it says so and nothing is remembered.
 */
struct crashes	*crashes_open(const char *socket);
void		 crashes_free(struct crashes *);

/* The descriptor of the page, for route-maker, once; -1: there is none. */
int		 crashes_descriptor(struct crashes *);

/* Ids of the containers to be left out; they live as long as the crashes. */
const struct string_list *crashes_list(const struct crashes *);

/* All may be read again, and what was is not counted. */
void		 crashes_forget(struct crashes *);

/* The container that is being read: its id in digits, or NULL. */
const char	*crashes_at_hand(const struct crashes *,
		    char [HEXID_DIGITS + 1]);

#endif
