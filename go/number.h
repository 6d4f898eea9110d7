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
 * Booleans and numbers, parsed as by Go's package strconv.  A string has len
 * bytes and needs no NUL.  Each parser returns 0.  It returns -1 if Go rejects
 * the string; then the result does not change.
 */

#ifndef GO_NUMBER_H
#define GO_NUMBER_H

#include <stddef.h>
#include <stdint.h>

/*
 * go_parse_bool: ParseBool: 1, t, T, TRUE, true, True are 1; 0, f, F, FALSE,
 * false, False are 0.
 */
int	 go_parse_bool(const char *s, size_t len, int *);

/*
 * go_parse_int, go_parse_uint: ParseInt and ParseUint of 64 bits.  The base is
 * from 2 to 36.  With base 0 the prefix selects it (0x, 0o, 0b, 0), and
 * underscores between digits are permitted, too.  Only go_parse_int accepts a
 * sign.
 */
int	 go_parse_int(const char *s, size_t len, int base, int64_t *);
int	 go_parse_uint(const char *s, size_t len, int base, uint64_t *);

/*
 * go_parse_float: ParseFloat of 64 bits: decimal and hexadecimal notation,
 * underscores between digits, Inf, Infinity and NaN.  An overflow is rejected.
 */
int	 go_parse_float(const char *s, size_t len, double *);

/* Bytes of the digits that go_shortest_digits() writes, with a NUL. */
#define GO_DIGITS_MAX	18

/*
 * go_shortest_digits: writes the fewest digits, at most 17, that parse as the
 * same finite number without its sign, and a NUL.  Returns their count; the
 * number is 0.<digits> times ten to the power of *point.
 */
int	 go_shortest_digits(double, char digits[GO_DIGITS_MAX], int *point);

/* go_digit_value: the value of a digit in any base up to 36; 99 for others. */
int	 go_digit_value(int c);

#endif
