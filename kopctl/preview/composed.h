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

/* A preview of compose files. */

#ifndef KOPCTL_PREVIEW_COMPOSED_H
#define KOPCTL_PREVIEW_COMPOSED_H

#include "common/config.h"
#include "kopctl/preview/listed.h"

struct composed {
	struct project	 project;
	struct listing	 listing;
};

/*
 * composed_new: reads the first file, path, which has these len bytes.  Of the n
 * words, those that composed_is_file() knows are further files, and others name
 * services.  conf is what route-maker gets.  Returns NULL after an error was
 * reported.
 */
struct composed	*composed_new(struct annotate *, const char *path,
		    const char *text, size_t len, char *words[], size_t n,
		    const struct route_maker_conf *conf);
void		 composed_free(struct composed *);

/* True for a word that ends in .yml or .yaml, or has a slash. */
int		 composed_is_file(const char *word);

#endif
