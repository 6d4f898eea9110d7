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

#include <sha1.h>
#include <sha2.h>
#include <string.h>

#include "route-maker/template/buffer.h"
#include "route-maker/template/fn.h"

static const char	 base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			    "abcdefghijklmnopqrstuvwxyz0123456789+/";
static const char	 base32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/* Encodes 5 or 6 bits as a character, and pads the last block. */
static struct datum
encode(struct exec *x, struct tmpl_string s, const char *set, int bits,
    int block)
{
	struct buffer	 b = { NULL, 0, 0 };
	uint32_t	 held = 0;
	size_t		 i;
	int		 have = 0;

	for (i = 0; i < s.len; i++) {
		held = held << 8 | (unsigned char)s.s[i];
		for (have += 8; have >= bits; have -= bits)
			buffer_putc(x, &b, set[held >> (have - bits) &
			    ((1U << bits) - 1)]);
		held &= (1U << have) - 1;
	}
	if (have > 0)
		buffer_putc(x, &b, set[held << (bits - have) &
		    ((1U << bits) - 1)]);
	while (b.len % (size_t)block != 0)
		buffer_putc(x, &b, '=');
	return datum_string(buffer_string(x, &b));
}

/* True if so many characters may precede the padding of a block. */
static int
good_block(size_t count, int bits)
{
	if (bits == 6)
		return count == 0 || count >= 2;
	return count == 0 || count == 2 || count == 4 || count == 5 ||
	    count == 7;
}

/* Go's decoders skip line breaks, and report the offset of an error. */
static struct datum
decode(struct exec *x, struct tmpl_string s, const char *set, int bits,
    int block)
{
	struct buffer	 b = { NULL, 0, 0 }, why = { NULL, 0, 0 };
	const char	*p;
	uint32_t	 held = 0;
	size_t		 i, count = 0, pad = 0;
	int		 have = 0;

	for (i = 0; i < s.len; i++) {
		if (s.s[i] == '\n' || s.s[i] == '\r')
			continue;
		if (s.s[i] == '=' && good_block(count % (size_t)block, bits) &&
		    count % (size_t)block != 0 &&
		    (count + pad) / (size_t)block == count / (size_t)block) {
			pad++;
			continue;
		}
		if (pad > 0 || s.s[i] == '\0' ||
		    (p = strchr(set, s.s[i])) == NULL)
			goto bad;
		count++;
		held = held << bits | (uint32_t)(p - set);
		if ((have += bits) >= 8) {
			have -= 8;
			buffer_putc(x, &b, (int)(held >> have & 0xff));
			held &= (1U << have) - 1;
		}
	}
	if ((count + pad) % (size_t)block == 0)
		return datum_string(buffer_string(x, &b));
	if (pad == 0)		/* the start of the block */
		i -= count % (size_t)block;
bad:
	buffer_printf(x, &why, "illegal base%d data at input byte %zu",
	    bits == 6 ? 64 : 32, i);
	return datum_string(buffer_string(x, &why));
}

FN(fn_b64enc)
{
	(void)n;
	return encode(x, args[0].s, base64, 6, 4);
}

FN(fn_b64dec)
{
	(void)n;
	return decode(x, args[0].s, base64, 6, 4);
}

FN(fn_b32enc)
{
	(void)n;
	return encode(x, args[0].s, base32, 5, 8);
}

FN(fn_b32dec)
{
	(void)n;
	return decode(x, args[0].s, base32, 5, 8);
}

static struct datum
hexadecimal(struct exec *x, const uint8_t *digest, size_t len)
{
	struct buffer	 b = { NULL, 0, 0 };
	size_t		 i;

	for (i = 0; i < len; i++)
		buffer_printf(x, &b, "%02x", digest[i]);
	return datum_string(buffer_string(x, &b));
}

FN(fn_sha1sum)
{
	SHA1_CTX	 context;
	uint8_t		 digest[SHA1_DIGEST_LENGTH];

	(void)n;
	SHA1Init(&context);
	SHA1Update(&context, (const uint8_t *)args[0].s.s, args[0].s.len);
	SHA1Final(digest, &context);
	return hexadecimal(x, digest, sizeof(digest));
}

FN(fn_sha256sum)
{
	SHA2_CTX	 context;
	uint8_t		 digest[SHA256_DIGEST_LENGTH];

	(void)n;
	SHA256Init(&context);
	SHA256Update(&context, (const uint8_t *)args[0].s.s, args[0].s.len);
	SHA256Final(digest, &context);
	return hexadecimal(x, digest, sizeof(digest));
}

FN(fn_sha512sum)
{
	SHA2_CTX	 context;
	uint8_t		 digest[SHA512_DIGEST_LENGTH];

	(void)n;
	SHA512Init(&context);
	SHA512Update(&context, (const uint8_t *)args[0].s.s, args[0].s.len);
	SHA512Final(digest, &context);
	return hexadecimal(x, digest, sizeof(digest));
}

FN(fn_adler32sum)
{
	struct buffer	 buffer = { NULL, 0, 0 };
	uint32_t	 a = 1, b = 0;
	size_t		 i;

	(void)n;
	for (i = 0; i < args[0].s.len; i++) {
		a = (a + (unsigned char)args[0].s.s[i]) % 65521;
		b = (b + a) % 65521;
	}
	buffer_printf(x, &buffer, "%u", b << 16 | a);
	return datum_string(buffer_string(x, &buffer));
}
