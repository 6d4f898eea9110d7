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
 * Records: a configuration's items, and any fields one after the other.  The
 * first byte chooses the table; then each item has its length in two bytes.
 * What was read of fields is written as the same bytes.
 */

#include "common/config.h"
#include "common/record.h"
#include "regress/fuzz/fuzz.h"

static const struct config_table	*const tables[] = {
	&docker_reader_table, &route_maker_table, &redis_writer_table
};

static void
check_items(const uint8_t *data, size_t len)
{
	const struct config_table	*t = tables[data[0] % 3];
	void				*conf = config_blank(t);
	uint8_t				*item;
	size_t				 n;

	for (data++, len--; len >= 2; data += n, len -= n) {
		n = (size_t)data[0] << 8 | data[1];
		data += 2;
		len -= 2;
		if (n > len)
			n = len;
		if ((item = malloc(n)) == NULL && n > 0)
			abort();
		if (n > 0)
			memcpy(item, data, n);
		(void)config_take(t, conf, item, n);
		free(item);
	}
	config_free(t, conf);
}

/* The field that a byte asks for, from the reader to the writer. */
static void
copy_field(struct record_reader *r, struct record *w, uint8_t kind)
{
	const void	*bytes;
	char		*text;
	size_t		 len;

	switch (kind % 6) {
	case 0:
		record_u8(w, record_get_u8(r));
		break;
	case 1:
		record_u16(w, record_get_u16(r));
		break;
	case 2:
		record_u32(w, record_get_u32(r));
		break;
	case 3:
		record_u64(w, record_get_u64(r));
		break;
	case 4:
		if ((bytes = record_get_bytes(r, &len, kind)) != NULL)
			record_bytes(w, bytes, len);
		assert(bytes == NULL || len <= kind);
		break;
	default:
		text = record_get_string(r, kind);
		assert((text == NULL) == r->failed);
		assert(text == NULL || strlen(text) <= kind);
		record_string(w, text);
		free(text);
	}
}

/* As many fields as the first byte says, then what they are. */
static void
check_fields(const uint8_t *data, size_t len)
{
	struct record_reader	 r;
	struct record		 w = RECORD_INITIALIZER;
	size_t			 i, n = data[0] % 16;

	if (len < 1 + n)
		return;
	record_read(&r, data + 1 + n, len - 1 - n);
	for (i = 0; i < n && !r.failed; i++)
		copy_field(&r, &w, data[1 + i]);
	if (record_end(&r) == 0) {
		assert(!w.failed && w.len == len - 1 - n);
		assert(w.len == 0 || memcmp(w.buf, data + 1 + n, w.len) == 0);
	}
	record_free(&w);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	if (len == 0)
		return 0;
	check_items(data, len);
	check_fields(data, len);
	return 0;
}
