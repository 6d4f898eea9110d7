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
 * Records: the fields of a message's payload, written and read one by one.
 * Numbers are fixed-size in host order, a string is a 32-bit length and
 * that many bytes without a NUL.  A writer or reader that fails once stays
 * failed, so a sequence of calls needs one check at its end.  Out of memory is
 * fatal(): the other end has not sent anything wrong.
 */

#ifndef COMMON_RECORD_H
#define COMMON_RECORD_H

#include <sys/types.h>

#include <stddef.h>
#include <stdint.h>

struct record {
	u_char	*buf;
	size_t	 len;
	size_t	 size;
	int	 failed;	/* over MSG_PAYLOAD_MAX */
};

#define RECORD_INITIALIZER	{ NULL, 0, 0, 0 }

void	record_reset(struct record *);	/* empty, keeps the memory */
void	record_free(struct record *);	/* wiped: it may hold secrets */
void	record_u8(struct record *, uint8_t);
void	record_u16(struct record *, uint16_t);
void	record_u32(struct record *, uint32_t);
void	record_u64(struct record *, uint64_t);
void	record_bytes(struct record *, const void *, size_t);
void	record_string(struct record *, const char *);	/* NULL is "" */

struct record_reader {
	const u_char	*p;
	size_t		 left;
	int		 failed;	/* too short, or a rule below broken */
};

void		 record_read(struct record_reader *, const void *, size_t);
uint8_t		 record_get_u8(struct record_reader *);
uint16_t	 record_get_u16(struct record_reader *);
uint32_t	 record_get_u32(struct record_reader *);
uint64_t	 record_get_u64(struct record_reader *);

/*
 * Bytes inside the message, not copied; sets *len.  Returns NULL and fails if
 * there are more than max.
 */
const void	*record_get_bytes(struct record_reader *, size_t *len,
		    size_t max);

/*
 * A copy with a NUL, to be freed by the caller.  Returns NULL and fails if it
 * is longer than max, has a NUL, or memory is out.
 */
char		*record_get_string(struct record_reader *, size_t max);

/* Returns 0 if everything was read without failure, else -1. */
int		 record_end(const struct record_reader *);

#endif
