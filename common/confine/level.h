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
 * The achieved confinement as a string: parts with commas ("uid _kopdm,
 * chroot, landlock 7, seccomp").  It is truncated to 255 bytes.
 */

#ifndef COMMON_CONFINE_LEVEL_H
#define COMMON_CONFINE_LEVEL_H

/* Adds a part. */
void		 level_add(const char *, ...)
		    __attribute__((__format__ (printf, 1, 2)));

/* Replaces the part old, if there is one, by "with what". */
void		 level_replace(const char *old, const char *with, const char *what);

/* Returns the string, static. */
const char	*level_text(void);

#endif
