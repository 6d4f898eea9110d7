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

/* Ports of the host that containers of a listing get. */

#ifndef KOPCTL_PREVIEW_HOSTPORTS_H
#define KOPCTL_PREVIEW_HOSTPORTS_H

#include "kopctl/compose/entries.h"

struct hostports;

struct hostports	*hostports_new(void);
void			 hostports_free(struct hostports *);

/*
 * hostports_take: the port for one published port of a container, whose name is
 * valid as long as the result of hostports_new(): its own, the first free one
 * of its range, or one from 32768 on if the engine chooses.  Returns 0 if there
 * is no such port, and sets *other to the container that has it.
 */
uint16_t		 hostports_take(struct hostports *,
			    const struct entry *, const char *container,
			    const char **other);

/*
 * hostports_note: the container publishes that port of its own.
 * hostports_noted: true if it was the last one of which that was noted.
 */
void			 hostports_note(struct hostports *,
			    const struct entry *, const char *container);
int			 hostports_noted(const struct hostports *,
			    const struct entry *, const char *container);

#endif
