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

#include "common/bounds.h"
#include "common/log.h"
#include "common/record.h"

#define RECORD_START	256

void
record_reset(struct record *r)
{
	r->len = 0;
	r->failed = 0;
}

void
record_free(struct record *r)
{
	freezero(r->buf, r->size);
	memset(r, 0, sizeof(*r));
}

static u_char *
record_grow(struct record *r, size_t len)
{
	u_char	*p;
	size_t	 size;

	if (r->failed || len > MSG_PAYLOAD_MAX - r->len) {
		r->failed = 1;
		return NULL;
	}
	if (len > r->size - r->len) {
		size = r->size == 0 ? RECORD_START : r->size;
		while (size < r->len + len)
			size *= 2;
		if ((p = recallocarray(r->buf, r->size, size, 1)) == NULL)
			fatal(NULL);
		r->buf = p;
		r->size = size;
	}
	p = r->buf + r->len;
	r->len += len;
	return p;
}

static void
record_put(struct record *r, const void *data, size_t len)
{
	u_char	*p;

	if ((p = record_grow(r, len)) != NULL && len > 0)
		memcpy(p, data, len);
}

void
record_u8(struct record *r, uint8_t n)
{
	record_put(r, &n, sizeof(n));
}

void
record_u16(struct record *r, uint16_t n)
{
	record_put(r, &n, sizeof(n));
}

void
record_u32(struct record *r, uint32_t n)
{
	record_put(r, &n, sizeof(n));
}

void
record_u64(struct record *r, uint64_t n)
{
	record_put(r, &n, sizeof(n));
}

void
record_bytes(struct record *r, const void *data, size_t len)
{
	if (len > MSG_PAYLOAD_MAX) {
		r->failed = 1;
		return;
	}
	record_u32(r, (uint32_t)len);
	record_put(r, data, len);
}

void
record_string(struct record *r, const char *s)
{
	record_bytes(r, s, s == NULL ? 0 : strlen(s));
}

void
record_read(struct record_reader *r, const void *data, size_t len)
{
	r->p = data;
	r->left = len;
	r->failed = 0;
}

static void
record_get(struct record_reader *r, void *out, size_t len)
{
	if (r->failed || len > r->left) {
		r->failed = 1;
		memset(out, 0, len);
		return;
	}
	memcpy(out, r->p, len);
	r->p += len;
	r->left -= len;
}

uint8_t
record_get_u8(struct record_reader *r)
{
	uint8_t	 n;

	record_get(r, &n, sizeof(n));
	return n;
}

uint16_t
record_get_u16(struct record_reader *r)
{
	uint16_t n;

	record_get(r, &n, sizeof(n));
	return n;
}

uint32_t
record_get_u32(struct record_reader *r)
{
	uint32_t n;

	record_get(r, &n, sizeof(n));
	return n;
}

uint64_t
record_get_u64(struct record_reader *r)
{
	uint64_t n;

	record_get(r, &n, sizeof(n));
	return n;
}

const void *
record_get_bytes(struct record_reader *r, size_t *len, size_t max)
{
	const u_char	*p;

	*len = record_get_u32(r);
	if (r->failed || *len > max || *len > r->left) {
		r->failed = 1;
		*len = 0;
		return NULL;
	}
	p = r->p;
	r->p += *len;
	r->left -= *len;
	return p;
}

char *
record_get_string(struct record_reader *r, size_t max)
{
	const void	*p;
	char		*s;
	size_t		 len;

	if ((p = record_get_bytes(r, &len, max)) == NULL)
		return NULL;
	if (memchr(p, '\0', len) != NULL) {
		r->failed = 1;
		return NULL;
	}
	if ((s = malloc(len + 1)) == NULL)
		fatal(NULL);
	memcpy(s, p, len);
	s[len] = '\0';
	return s;
}

int
record_end(const struct record_reader *r)
{
	return r->failed || r->left != 0 ? -1 : 0;
}
