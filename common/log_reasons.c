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
#include "common/log_reasons.h"
#include "common/xstrdup.h"

void
log_reasons_over(struct log_reasons *r)
{
	while (r->n > 0) {
		(void)log_repeat_over(r->key[--r->n]);
		free(r->key[r->n]);
	}
}

int
log_reasons_add(struct log_reasons *r, const char *key)
{
	size_t	 i;

	for (i = 0; i < r->n; i++) {
		if (strcmp(r->key[i], key) == 0)
			return 0;
	}
	if (r->n == LOG_REASONS)
		log_reasons_over(r);
	r->key[r->n++] = xstrdup(key);
	return 1;
}
