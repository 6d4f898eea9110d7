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

#include <stddef.h>

#include "kopd/conf/scheme.h"
#include "kopd/conf/redis_url.h"

const char *
scheme_fault(const char *value)
{
	if (url_has_scheme(value, "ssh"))
		return "use ssh to make a socket of it: " REMOTE_ENGINES;
	if (url_has_scheme(value, "https"))
		return NO_TLS;
	if (!url_has_scheme(value, "tcp") && !url_has_scheme(value, "http") &&
	    !url_has_scheme(value, "unix"))
		return "unknown scheme: " ENGINE_FORMS;
	return NULL;
}
