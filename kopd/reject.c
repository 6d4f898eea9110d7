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

#include "common/bounds.h"
#include "common/record.h"
#include "kopd/reject.h"

/* Bytes of a reason, which may quote the value. */
#define WHY_MAX		4096

int
reject_report(const struct msg *msg, const struct kopd_conf *conf,
    struct conf_report *report)
{
	struct record_reader	 r;
	char			*setting, *why;
	int			 result = 0;

	record_read(&r, msg->data, msg->len);
	do {
		setting = record_get_string(&r, CONF_STRING_MAX);
		why = record_get_string(&r, WHY_MAX);
		if (setting == NULL || why == NULL ||
		    conf_rejected(conf, report, setting, why) == -1)
			result = -1;
		free(setting);
		free(why);
	} while (result == 0 && record_end(&r) == -1);
	return result;
}
