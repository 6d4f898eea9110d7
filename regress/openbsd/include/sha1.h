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

/* sha1(3) */

#ifndef OPENBSD_SHA1_H
#define OPENBSD_SHA1_H

#include <sys/types.h>

#define SHA1_BLOCK_LENGTH	64
#define SHA1_DIGEST_LENGTH	20

typedef struct {
	uint32_t	 state[5];
	uint64_t	 count;
	uint8_t		 buffer[SHA1_BLOCK_LENGTH];
} SHA1_CTX;

void	 SHA1Final(uint8_t[SHA1_DIGEST_LENGTH], SHA1_CTX *);
void	 SHA1Init(SHA1_CTX *);
void	 SHA1Update(SHA1_CTX *, const uint8_t *, size_t);

#endif
