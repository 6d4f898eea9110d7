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

/* Times, as kopctl prints them. */

#ifndef KOPCTL_STAMP_H
#define KOPCTL_STAMP_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of the longest one, with its NUL. */
#define STAMP_SIZE	40

/*
 * Write a time, in milliseconds since 1970; "" if its year has more than four
 * digits.  Neither has the name of a time zone.
 *
 * stamp_utc: for programs, as RFC 3339 has it: "2026-11-30T14:03:07Z".
 * stamp_local: for the operator: "2026-11-30 15:03:07".
 * With fraction, the seconds have three more digits: "07.250".
 */
void	stamp_utc(char text[STAMP_SIZE], int64_t ms, int fraction);
void	stamp_local(char text[STAMP_SIZE], int64_t ms, int fraction);

#endif
