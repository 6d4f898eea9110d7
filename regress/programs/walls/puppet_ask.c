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

/* A client of the gate sends the message in place of its request. */

#include <string.h>

#include "docker-reader/gate_client.h"
#include "regress/programs/walls/puppet.h"

const char	*__real_client_ask(char *, size_t, size_t *);
const char	*__wrap_client_ask(char *, size_t, size_t *);

const char *
__wrap_client_ask(char *buf, size_t size, size_t *len)
{
	static struct order	 f;
	const char		*why = __real_client_ask(buf, size, len);

	if (why == NULL && *len >= sizeof(f) && memcmp(buf, PUPPET_MARK,
	    sizeof(PUPPET_MARK)) == 0) {
		memcpy(&f, buf, sizeof(f));
		puppet_obey(&f);
	}
	return why;
}
