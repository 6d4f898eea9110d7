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

/* kopctl watch: prints each change as soon as it is in Redis. */

#ifndef KOPCTL_WATCH_H
#define KOPCTL_WATCH_H

#include "common/delta.h"
#include "kopctl/emit.h"

/*
 * Prints deltas until SIGINT, SIGTERM or the end of the reader of stdout, and
 * then returns EXIT_OK or exits with it; until the end of kopd or an error, and
 * then returns EXIT_FAULT.
 */
int	watch(const char *socket, struct emit *);

/* One line: a delta; or the number of those that were lost. */
void	watch_print(struct emit *, const struct delta *);
void	watch_print_lost(struct emit *, uint64_t);

#endif
