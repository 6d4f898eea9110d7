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

/* Redirects in labels of Traefik 1. */

#ifndef ROUTE_MAKER_TRANSLATE_V1_REDIRECT_H
#define ROUTE_MAKER_TRANSLATE_V1_REDIRECT_H

#include "route-maker/translate/v1_chain.h"

/*
 * v1_redirect: that of the label, to an entry point or by an expression.
 * v1_https: that of the security headers.
 * Both return -1 with an error.
 */
int	 v1_redirect(struct v1_router *);
int	 v1_https(struct v1_router *);

#endif
