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
 * A route-maker that ends on one label, for tests of what kopd makes of that:
 * the same objects, but for what reads a container (the linker's --wrap).
 */

#include <stdlib.h>
#include <string.h>

#include "route-maker/container/container.h"

#define FATAL_LABEL	"\"kopd.test.abort\""

struct container	*__real_container_parse(const char *, size_t,
			    const struct route_maker_conf *, char *, size_t);
struct container	*__wrap_container_parse(const char *, size_t,
			    const struct route_maker_conf *, char *, size_t);

struct container *
__wrap_container_parse(const char *data, size_t len,
    const struct route_maker_conf *conf, char *why, size_t whysize)
{
	if (memmem(data, len, FATAL_LABEL, strlen(FATAL_LABEL)) != NULL)
		abort();
	return __real_container_parse(data, len, conf, why, whysize);
}
