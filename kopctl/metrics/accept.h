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
 * The header Accept (RFC 9110, section 12.5.1), as far as it decides between
 * OpenMetrics and the older format.
 */

#ifndef KOPCTL_METRICS_ACCEPT_H
#define KOPCTL_METRICS_ACCEPT_H

#include <stddef.h>

/* The best weights so far, in thousandths; 0: not accepted. */
struct accept {
	int	 openmetrics;
	int	 text;
	int	 some_text;	/* of any subtype */
	int	 any;
	int	 has_text;	/* that type occurs */
	int	 has_some_text;
};

/* Adds the value of one header; malformed elements have no effect. */
void	 accept_add(struct accept *, const char *, size_t len);

/* True if OpenMetrics is accepted, and nothing older is preferred. */
int	 accept_openmetrics(const struct accept *);

#endif
