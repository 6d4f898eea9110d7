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

#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "redis-writer/msgpack.h"

#define MSGPACK_START	256

void
msgpack_reset(struct msgpack *p)
{
	p->len = 0;
}

void
msgpack_free(struct msgpack *p)
{
	free(p->buf);
	memset(p, 0, sizeof(*p));
}

void
msgpack_raw(struct msgpack *p, const void *data, size_t len)
{
	size_t	 size = p->size == 0 ? MSGPACK_START : p->size;

	if (len == 0)
		return;
	if (len > p->size - p->len) {
		while (size - p->len < len)
			size *= 2;
		if ((p->buf = reallocarray(p->buf, size, 1)) == NULL)
			fatal(NULL);
		p->size = size;
	}
	memcpy(p->buf + p->len, data, len);
	p->len += len;
}

/* Appends a type byte and a number of `bytes' bytes, the highest first. */
static void
msgpack_head(struct msgpack *p, int type, size_t n, int bytes)
{
	u_char	 head[5];
	int	 i;

	head[0] = (u_char)type;
	for (i = 0; i < bytes; i++)
		head[1 + i] = (u_char)(n >> (8 * (bytes - 1 - i)));
	msgpack_raw(p, head, 1 + (size_t)bytes);
}

void
msgpack_array(struct msgpack *p, size_t n)
{
	if (n < 16)
		msgpack_head(p, 0x90 | (int)n, 0, 0);
	else if (n < 65536)
		msgpack_head(p, 0xdc, n, 2);
	else
		msgpack_head(p, 0xdd, n, 4);
}

void
msgpack_map(struct msgpack *p, size_t n)
{
	if (n < 16)
		msgpack_head(p, 0x80 | (int)n, 0, 0);
	else if (n < 65536)
		msgpack_head(p, 0xde, n, 2);
	else
		msgpack_head(p, 0xdf, n, 4);
}

void
msgpack_string(struct msgpack *p, const void *data, size_t len)
{
	if (len < 32)
		msgpack_head(p, 0xa0 | (int)len, 0, 0);
	else if (len < 256)
		msgpack_head(p, 0xd9, len, 1);
	else if (len < 65536)
		msgpack_head(p, 0xda, len, 2);
	else
		msgpack_head(p, 0xdb, len, 4);
	msgpack_raw(p, data, len);
}

void
msgpack_int(struct msgpack *p, int32_t n)
{
	if (n >= -32 && n < 128)
		msgpack_head(p, n & 0xff, 0, 0);
	else if (n >= 0 && n < 65536)
		msgpack_head(p, 0xcd, (size_t)n, 2);
	else
		msgpack_head(p, 0xd2, (size_t)(uint32_t)n, 4);
}

void
msgpack_read(struct msgpack_reader *r, const void *data, size_t len)
{
	r->at = data;
	r->left = len;
}

static int
msgpack_pass(struct msgpack_reader *r, size_t n)
{
	if (n > r->left)
		return -1;
	r->at += n;
	r->left -= n;
	return 0;
}

/* Reads a number of `bytes' bytes, the highest first. */
static int
msgpack_number(struct msgpack_reader *r, int bytes, size_t *n)
{
	if ((size_t)bytes > r->left)
		return -1;
	for (*n = 0; bytes > 0; bytes--) {
		*n = *n << 8 | *r->at++;
		r->left--;
	}
	return 0;
}

/*
 * Reads the length of a value.  The type byte is `small' with the length in
 * the bits of mask; or it is `large', `large' + 1, ... and the length follows
 * in `bytes', twice `bytes', ... bytes, up to four.  Reads nothing if the byte
 * is of another type.
 */
static int
msgpack_length(struct msgpack_reader *r, int small, int mask, int large,
    int bytes, size_t *n)
{
	struct msgpack_reader	 start = *r;
	int			 type;

	if (r->left == 0)
		return -1;
	type = *r->at;
	(void)msgpack_pass(r, 1);
	if ((type & ~mask) == small) {
		*n = (size_t)(type & mask);
		return 0;
	}
	for (; bytes <= 4; bytes *= 2, large++)
		if (type == large && msgpack_number(r, bytes, n) == 0)
			return 0;
	*r = start;
	return -1;
}

int
msgpack_get_array(struct msgpack_reader *r, size_t *n)
{
	return msgpack_length(r, 0x90, 0x0f, 0xdc, 2, n);
}

int
msgpack_get_map(struct msgpack_reader *r, size_t *n)
{
	return msgpack_length(r, 0x80, 0x0f, 0xde, 2, n);
}

int
msgpack_get_string(struct msgpack_reader *r, const char **s, size_t *len)
{
	if (msgpack_length(r, 0xa0, 0x1f, 0xd9, 1, len) == -1)
		return -1;
	*s = (const char *)r->at;
	return msgpack_pass(r, *len);
}

/*
 * Counts the values that are still to come, so that nested ones need no
 * recursion.
 */
int
msgpack_skip(struct msgpack_reader *r, size_t todo)
{
	const char	*s;
	size_t		 n;

	for (; todo > 0; todo--) {
		if (msgpack_get_array(r, &n) == 0)
			todo += n;
		else if (msgpack_get_map(r, &n) == 0)
			todo += 2 * n;
		else if (msgpack_get_string(r, &s, &n) == 0)
			continue;
		else if (msgpack_length(r, 0, 0x7f, 0xcd, 2, &n) == 0 ||
		    msgpack_length(r, 0xe0, 0x1f, 0xcd, 2, &n) == 0)
			continue;
		else if (r->left > 0 && *r->at == 0xd2 &&
		    msgpack_pass(r, 5) == 0)
			continue;
		else
			return -1;
	}
	return 0;
}
