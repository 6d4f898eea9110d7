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
 * MessagePack (msgpack.org), as far as the Lua of Redis reads it from us:
 * arrays, maps, integers, strings.  Each value has its shortest form, so that
 * equal values are equal bytes.
 */

#ifndef REDIS_WRITER_MSGPACK_H
#define REDIS_WRITER_MSGPACK_H

#include <sys/types.h>

#include <stddef.h>
#include <stdint.h>

/* Bytes, owned; out of memory is fatal(). */
struct msgpack {
	u_char	*buf;
	size_t	 len;
	size_t	 size;
};

#define MSGPACK_INITIALIZER	{ NULL, 0, 0 }

void	msgpack_reset(struct msgpack *);	/* empty, keeps the memory */
void	msgpack_free(struct msgpack *);
void	msgpack_raw(struct msgpack *, const void *, size_t);

/* The caller adds n elements, or n keys with a value each, after this. */
void	msgpack_array(struct msgpack *, size_t n);
void	msgpack_map(struct msgpack *, size_t n);
void	msgpack_string(struct msgpack *, const void *, size_t);
void	msgpack_int(struct msgpack *, int32_t);

/*
 * Reads bytes that any client may have written, and that must outlast the
 * reader.  Accepts what msgpack_*() above write, and nothing else.
 */
struct msgpack_reader {
	const u_char	*at;
	size_t		 left;
};

void	msgpack_read(struct msgpack_reader *, const void *, size_t);

/*
 * Each returns -1 if another type comes next, or if the value is not complete.
 *
 * msgpack_get_string: returns a pointer into the bytes, without a NUL.
 *
 * msgpack_skip: passes over n values of any type, with all that they contain.
 */
int	msgpack_get_array(struct msgpack_reader *, size_t *n);
int	msgpack_get_map(struct msgpack_reader *, size_t *n);
int	msgpack_get_string(struct msgpack_reader *, const char **, size_t *);
int	msgpack_skip(struct msgpack_reader *, size_t n);

#endif
