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

#include <string.h>

#include "common/bounds.h"
#include "common/delta.h"

static void
write_string(struct record *r, const char *s)
{
	record_bytes(r, s, strnlen(s, OBJECT_NAME_MAX));
}

void
delta_write(struct record *r, const struct delta *d)
{
	size_t	 i;

	record_u64(r, d->time);
	record_u64(r, d->latency);
	write_string(r, d->container);
	record_u32(r, d->more);
	record_u8(r, (uint8_t)d->nobjects);
	for (i = 0; i < d->nobjects; i++) {
		record_u8(r, (uint8_t)d->objects[i].kind);
		write_string(r, d->objects[i].name);
	}
	record_u8(r, (uint8_t)d->naddresses);
	for (i = 0; i < d->naddresses; i++)
		write_string(r, d->addresses[i]);
}

/* Fails the reader if the string is too long or has a NUL. */
static const char *
read_string(struct record_reader *r, struct arena *memory)
{
	const void	*bytes;
	size_t		 len;

	if ((bytes = record_get_bytes(r, &len, OBJECT_NAME_MAX)) != NULL &&
	    memchr(bytes, '\0', len) == NULL)
		return arena_strndup(memory, bytes, len);
	r->failed = 1;
	return "";
}

/* Reads a count.  Fails the reader if it is more than max. */
static size_t
read_count(struct record_reader *r, size_t max)
{
	size_t	 n = record_get_u8(r);

	if (n <= max)
		return n;
	r->failed = 1;
	return 0;
}

int
delta_read(struct record_reader *r, struct delta *d, struct arena *memory)
{
	size_t	 i;
	uint8_t	 kind;

	d->time = record_get_u64(r);
	d->latency = record_get_u64(r);
	d->container = read_string(r, memory);
	d->more = record_get_u32(r);
	d->nobjects = read_count(r, DELTA_OBJECTS_MAX);
	for (i = 0; i < d->nobjects; i++) {
		if ((kind = record_get_u8(r)) >= DELTA_KINDS)
			r->failed = 1;
		d->objects[i].kind = (enum delta_kind)(kind % DELTA_KINDS);
		d->objects[i].name = read_string(r, memory);
	}
	d->naddresses = read_count(r, DELTA_ADDRESSES_MAX);
	for (i = 0; i < d->naddresses; i++)
		d->addresses[i] = read_string(r, memory);
	return record_end(r);
}
