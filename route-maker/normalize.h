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

/* Names in Traefik's normal form: only Unicode's letters and numbers. */

#ifndef ROUTE_MAKER_NORMALIZE_H
#define ROUTE_MAKER_NORMALIZE_H

/*
 * Normalises a container's name as Traefik's docker provider does.  Each
 * sequence of characters that are not letters or numbers (Unicode 15.0, general
 * categories L and N) becomes one '-'.  At either end it is dropped.  Bytes
 * that are not UTF-8 are not letters.  Returns a string that the caller frees;
 * it may be "".
 */
char	*normalize(const char *);

#endif
