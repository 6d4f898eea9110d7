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
 * Strings of TOML.  Traefik 1 pasted the values of labels between quotes of a
 * TOML file, so labels that worked are escaped.
 */

#ifndef ROUTE_MAKER_TRANSLATE_TOML_H
#define ROUTE_MAKER_TRANSLATE_TOML_H

#include <stddef.h>

#include "common/arena.h"

/*
 * toml_unescape: what Traefik 1 read of the len bytes (TOML v0.4.0, "String":
 * basic strings).  Returns a string in the arena.  Returns NULL and the reason
 * in *why if there is an unknown escape, a quote or a newline, or a character
 * that labels cannot have.
 */
char	*toml_unescape(struct arena *, const char *, size_t len,
	    const char **why);

#endif
