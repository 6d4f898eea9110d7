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

/* Durations in nanoseconds, as Go's package time reads and prints them. */

#ifndef GO_DURATION_H
#define GO_DURATION_H

#include <stddef.h>
#include <stdint.h>

#define GO_SECOND	INT64_C(1000000000)

/* Bytes of the longest duration with its NUL: "-2562047h47m16.854775808s". */
#define GO_DURATION_MAX	26

/*
 * time.ParseDuration: "1m30s", "1.5h", "-100ms", "0".  The string has len bytes
 * and needs no NUL.  Returns 0.  Returns -1 if Go rejects the string; then the
 * result does not change.
 */
int	 go_parse_duration(const char *s, size_t len, int64_t *);

/* Duration.String: writes "1m30s", "100ms", "0s" to buf and returns it. */
char	*go_format_duration(int64_t, char buf[GO_DURATION_MAX]);

#endif
