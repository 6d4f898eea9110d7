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
