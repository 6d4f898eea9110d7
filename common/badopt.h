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

/* Why getopt(3) and similar functions reject an option. */

#ifndef COMMON_BADOPT_H
#define COMMON_BADOPT_H

#include <getopt.h>

/*
 * badopt: why getopt(3) or getopt_long_only(3) returned ch, which is '?' or
 * ':': an option is unknown, with the most similar long one; is an abbreviation
 * of several; lacks its value; or has a value although it takes none.  Values
 * are not repeated.  opterr is 0 and the string of options begins with "+:" or
 * ":".  longs may be NULL.  The string is static, has at most 1023 bytes, and
 * is valid until the next call.
 */
const char	*badopt(int ch, char *const argv[], const struct option *longs);

#endif
