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
 * Booleans and numbers, read as Go's package strconv reads them.  Each function
 * returns 0, or -1 for a string that Traefik would not read.
 */

#ifndef TRAEFIK_NUMBER_H
#define TRAEFIK_NUMBER_H

#include <stdint.h>

/* strconv.ParseBool: 1 t T TRUE true True 0 f F FALSE false False. */
int	value_bool(const char *, int *);
/* Base 10, a sign, leading zeros; nothing else. */
int	value_int(const char *, int64_t *);
int	value_uint(const char *, uint64_t *);
int	value_float(const char *, double *);

#endif
