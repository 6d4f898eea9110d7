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

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/item.h"
#include "common/log.h"

static void
write_string(struct record *r, const char *s, size_t max)
{
	record_bytes(r, s, s == NULL ? 0 : strnlen(s, max));
}

void
item_write(struct record *r, const struct item *item)
{
	record_u8(r, (uint8_t)item->depth);
	record_u8(r, (uint8_t)item->type);
	write_string(r, item->name, ITEM_NAME_MAX);
	write_string(r, item->value, ITEM_VALUE_MAX);
}

/* Copies bytes of a message; returns the string, NULL if they have a NUL. */
static char *
put_string(char *to, const void *p, size_t len)
{
	if (memchr(p, '\0', len) != NULL)
		return NULL;
	memcpy(to, p, len);
	to[len] = '\0';
	return to;
}

static int
is_number(const char *s)
{
	const char	*error = NULL;

	if (*s != '\0')
		(void)strtonum(s, INT64_MIN, INT64_MAX, &error);
	return error == NULL;
}

const char *
item_count(const char *s)
{
	const char	*error;

	(void)strtonum(s, 0, INT64_MAX, &error);
	return error == NULL ? s : "";
}

int
item_read(struct record_reader *r, struct item *item, char **memory)
{
	const void	*name, *value;
	size_t		 name_len, value_len;
	uint8_t		 type;

	*memory = NULL;
	item->depth = record_get_u8(r);
	type = record_get_u8(r);
	item->type = type <= ITEM_TIME ? (enum item_type)type : ITEM_STRING;
	name = record_get_bytes(r, &name_len, ITEM_NAME_MAX);
	value = record_get_bytes(r, &value_len, ITEM_VALUE_MAX);
	if (record_end(r) == -1 || item->depth > ITEM_DEPTH_MAX ||
	    type > ITEM_TIME)
		return -1;
	if ((*memory = malloc(name_len + value_len + 2)) == NULL)
		fatal(NULL);
	item->name = put_string(*memory, name, name_len);
	item->value = put_string(*memory + name_len + 1, value, value_len);
	if (item->name != NULL && item->value != NULL &&
	    (type == ITEM_STRING || is_number(item->value)))
		return 0;
	free(*memory);
	*memory = NULL;
	return -1;
}
