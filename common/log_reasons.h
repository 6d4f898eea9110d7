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
 * Why something is disconnected.  While it lasts, there may be several reasons
 * in turn; each is a key of log_repeat().  When it is over, all of them are, so
 * that the next disconnection is logged at once.
 */

#ifndef COMMON_LOG_REASONS_H
#define COMMON_LOG_REASONS_H

#include <stddef.h>

/* Limit of different reasons that are remembered; a further one forgets all. */
#define LOG_REASONS	8

struct log_reasons {		/* all bytes zero: none */
	char	*key[LOG_REASONS];
	size_t	 n;
};

/* Copies the key.  Returns 1 if it is a new one. */
int	 log_reasons_add(struct log_reasons *, const char *key);
/* log_repeat_over() of each; afterwards there is none. */
void	 log_reasons_over(struct log_reasons *);

#endif
