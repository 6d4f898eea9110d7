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

/* Paths in rules of Traefik 1.  For v1_rule.c only. */

#ifndef ROUTE_MAKER_TRANSLATE_V1_PATH_H
#define ROUTE_MAKER_TRANSLATE_V1_PATH_H

#include "route-maker/translate/v1_matcher.h"

/*
 * v1_make_path: Path, PathPrefix and those that also remove a prefix.  A
 * warning about the last slash is added once; then *slash_said is set.
 */
int	 v1_make_path(struct v1_part_ctx *);

#endif
