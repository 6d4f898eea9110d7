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
 * Foreign strings for terminals and logs: with vis(3), or without it.  In the
 * second case, the code that prints a string escapes the characters that change
 * what a terminal shows of the string around them.
 */

#ifndef COMMON_VISIBLE_H
#define COMMON_VISIBLE_H

#include <stdint.h>
#include <vis.h>

/*
 * visible_control: true for control characters (C0 with tab and newline, DEL,
 * C1) and for those that change the direction of text.
 */
int	 visible_control(uint32_t c);

/*
 * Flags for vis(3): each byte is encoded by itself, whatever the locale.  musl
 * takes bytes above 0x7f for characters in the C locale, too, which the vis(3)
 * of libbsd then leaves as they are.  That of OpenBSD has no locale.
 */
#ifdef VIS_NOLOCALE
#define VISIBLE_FLAGS	(VIS_CSTYLE | VIS_NL | VIS_NOLOCALE)
#else
#define VISIBLE_FLAGS	(VIS_CSTYLE | VIS_NL)
#endif

#endif
