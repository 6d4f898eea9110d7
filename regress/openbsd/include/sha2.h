/* sha2(3) */

#ifndef OPENBSD_SHA2_H
#define OPENBSD_SHA2_H

#include <sys/types.h>

#define SHA256_DIGEST_LENGTH	32
#define SHA512_DIGEST_LENGTH	64

typedef struct {
	uint64_t	 state[8];
	uint64_t	 bitcount[2];
	uint8_t		 buffer[128];
} SHA2_CTX;

void	 SHA256Final(uint8_t[SHA256_DIGEST_LENGTH], SHA2_CTX *);
void	 SHA256Init(SHA2_CTX *);
void	 SHA256Update(SHA2_CTX *, const void *, size_t);
void	 SHA512Final(uint8_t[SHA512_DIGEST_LENGTH], SHA2_CTX *);
void	 SHA512Init(SHA2_CTX *);
void	 SHA512Update(SHA2_CTX *, const void *, size_t);

#endif
