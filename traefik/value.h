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
 * Values of labels: checked as Traefik's reader checks them (Go's strconv
 * and time packages), written as it writes them.
 */

#ifndef TRAEFIK_VALUE_H
#define TRAEFIK_VALUE_H

#include <stdint.h>

#include "common/arena.h"
#include "traefik/field.h"

/* The readers return 0, or -1 for a text that Traefik would not read. */

/* Go's strconv.ParseBool: 1 t T TRUE true True 0 f F FALSE false False. */
int	value_bool(const char *, int *);
/* Base 10, a sign, leading zeros; nothing else. */
int	value_int(const char *, int64_t *);
int	value_uint(const char *, uint64_t *);
int	value_float(const char *, double *);
/*
 * Nanoseconds.  Whole numbers are seconds, and wrap around at 64 bits
 * without an error; else as Go's time.ParseDuration reads it.
 */
int	value_duration(const char *, int64_t *);
/* As Go prints it: "1m30s", "100ms", "0s". */
char	*value_print_duration(struct arena *, int64_t);

/*
 * The canonical text of a value of that type, or NULL where Traefik would
 * not read it, or where it is no port or scheme but shall be one.  A list of one empty item is " ", an empty list "".
 */
const char	*value_canonical(struct arena *, enum field_type, const char *);

/* True if an item of a list stays as it is: white space at its ends goes. */
int	value_is_item(const char *, size_t len);

/* What a type's values look like, for faults: "true or false". */
const char	*value_describe(enum field_type);

#endif
