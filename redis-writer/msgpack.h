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
 * MessagePack (msgpack.org), as much of it as Redis' Lua reads of us: arrays,
 * maps, integers, strings.  Always the shortest form, so that equal things
 * are equal bytes.
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

/* n elements, or n keys with a value each, are to follow. */
void	msgpack_array(struct msgpack *, size_t n);
void	msgpack_map(struct msgpack *, size_t n);
void	msgpack_string(struct msgpack *, const void *, size_t);
void	msgpack_int(struct msgpack *, int32_t);

/*
 * Reads what may be anybody's bytes, which must outlast the reader: what
 * msgpack_*() above write, and nothing else.
 */
struct msgpack_reader {
	const u_char	*at;
	size_t		 left;
};

void	msgpack_read(struct msgpack_reader *, const void *, size_t);

/*
 * Each returns -1 when something else comes next, or not all of it is there.
 * msgpack_get_string: a pointer into the bytes, without a NUL.
 * msgpack_skip: passes over n things, whatever they are made of.
 */
int	msgpack_get_array(struct msgpack_reader *, size_t *n);
int	msgpack_get_map(struct msgpack_reader *, size_t *n);
int	msgpack_get_string(struct msgpack_reader *, const char **, size_t *);
int	msgpack_skip(struct msgpack_reader *, size_t n);

#endif
