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

/* kopctl show routes on a terminal: a table of routers for the operator. */

#ifndef KOPCTL_TABLE_H
#define KOPCTL_TABLE_H

#include <stdio.h>

#include "kopctl/items.h"

struct table_style {
	size_t	 columns;	/* of the terminal */
	int	 colours;
};

/*
 * table_style: of the terminal at that descriptor.  80 columns if it does not
 * tell.  No colours if the environment has NO_COLOR, which is not empty, or
 * TERM is not set or "dumb".
 *
 * table_show: the routers of an answer, as in messages.h at PARENT_TABLE, in
 * lines that fit.  Columns that are too wide are cut, the widest one first.
 */
struct table_style table_style(int fd);
void	 table_show(FILE *, const struct answer *, const struct table_style *);

#endif
