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

/* Durations, read and printed as Go's package time does. */

#ifndef TRAEFIK_DURATION_H
#define TRAEFIK_DURATION_H

#include <stdint.h>

#include "common/arena.h"

/*
 * Nanoseconds.  Whole numbers are seconds, and wrap around at 64 bits
 * without an error; else as time.ParseDuration reads it.  Returns 0, or -1 for
 * a string that Traefik would not read.
 */
int	value_duration(const char *, int64_t *);

/* As Go prints it: "1m30s", "100ms", "0s".  The string is the arena's. */
char	*value_print_duration(struct arena *, int64_t);

#endif
