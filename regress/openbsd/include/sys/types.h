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

/* types(7) */

#ifndef OPENBSD_SYS_TYPES_H
#define OPENBSD_SYS_TYPES_H

#include <stddef.h>
#include <stdint.h>

typedef unsigned char	u_char;
typedef unsigned short	u_short;
typedef unsigned int	u_int;
typedef unsigned long	u_long;
typedef uint8_t		u_int8_t;
typedef uint16_t	u_int16_t;
typedef uint32_t	u_int32_t;
typedef uint64_t	u_int64_t;

typedef long		ssize_t;
typedef int64_t		off_t;
typedef int64_t		blkcnt_t;
typedef int32_t		blksize_t;
typedef int32_t		dev_t;
typedef uint32_t	gid_t;
typedef uint32_t	id_t;
typedef uint64_t	ino_t;
typedef uint32_t	mode_t;
typedef uint32_t	nlink_t;
typedef int32_t		pid_t;
typedef long		suseconds_t;
typedef int64_t		time_t;
typedef int		clockid_t;
typedef uint32_t	uid_t;

#endif
