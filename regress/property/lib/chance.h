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

/* Random choices that are the same for the same seed; for tests alone. */

#ifndef REGRESS_PROPERTY_LIB_CHANCE_H
#define REGRESS_PROPERTY_LIB_CHANCE_H

#include <stddef.h>
#include <stdint.h>

void		 chance_seed(uint64_t);

/* 0 to n - 1; n is not 0. */
size_t		 chance(size_t n);

/* True in percent of all cases. */
int		 chance_percent(unsigned int);

/* One of the words, of which the last is NULL. */
const char	*chance_word(const char *const *);

#endif
