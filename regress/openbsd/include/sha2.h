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

/* sha2(3) */

#ifndef OPENBSD_SHA2_H
#define OPENBSD_SHA2_H

#include <sys/types.h>

#define SHA256_DIGEST_LENGTH	32
#define SHA256_DIGEST_STRING_LENGTH	(SHA256_DIGEST_LENGTH * 2 + 1)
#define SHA512_DIGEST_LENGTH	64

typedef struct {
	uint64_t	 state[8];
	uint64_t	 bitcount[2];
	uint8_t		 buffer[128];
} SHA2_CTX;

char	*SHA256Data(const uint8_t *, size_t, char *);
void	 SHA256Final(uint8_t[SHA256_DIGEST_LENGTH], SHA2_CTX *);
void	 SHA256Init(SHA2_CTX *);
void	 SHA256Update(SHA2_CTX *, const void *, size_t);
void	 SHA512Final(uint8_t[SHA512_DIGEST_LENGTH], SHA2_CTX *);
void	 SHA512Init(SHA2_CTX *);
void	 SHA512Update(SHA2_CTX *, const void *, size_t);

#endif
