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

#include <sys/types.h>

#include <fcntl.h>
#include <sha2.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "kopd/machine.h"

#define DIGITS	"0123456789abcdef"

/* True for 32 digits, followed by the end of the line or of the file. */
static int
is_id(const char *text, size_t len)
{
	if (len < MACHINE_DIGITS || (len > MACHINE_DIGITS &&
	    text[MACHINE_DIGITS] != '\n'))
		return 0;
	return strspn(text, DIGITS) == MACHINE_DIGITS &&
	    strspn(text, "0") < MACHINE_DIGITS;
}

void
machine_read(const char *path, char id[MACHINE_DIGITS + 1])
{
	char	 text[MACHINE_DIGITS + 2] = "";
	ssize_t	 n;
	int	 fd;

	id[0] = '\0';
	/* A read from a fifo can block without end. */
	if ((fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)) == -1)
		return;
	n = read(fd, text, sizeof(text) - 1);
	(void)close(fd);
	if (n > 0 && is_id(text, (size_t)n))
		(void)strlcpy(id, text, MACHINE_DIGITS + 1);
	else
		log_debug("%s does not have %d hexadecimal digits", path,
		    MACHINE_DIGITS);
}

const char *
machine_digest(const char *id, const char *endpoint,
    char digits[MACHINE_DIGITS + 1])
{
	SHA2_CTX	 ctx;
	uint8_t		 digest[SHA256_DIGEST_LENGTH];
	size_t		 i;

	digits[0] = '\0';
	if (*id == '\0')
		return digits;
	SHA256Init(&ctx);
	SHA256Update(&ctx, (const uint8_t *)"kopd", 4);
	SHA256Update(&ctx, (const uint8_t *)id, strlen(id));
	SHA256Update(&ctx, (const uint8_t *)endpoint, strlen(endpoint));
	SHA256Final(digest, &ctx);
	for (i = 0; i < MACHINE_DIGITS; i++)
		digits[i] = DIGITS[digest[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15];
	digits[i] = '\0';
	return digits;
}
