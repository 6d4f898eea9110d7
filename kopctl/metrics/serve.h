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
 * Answers one HTTP request on the standard input and output, as systemd's
 * Accept=yes and inetd(8) start it.
 */

#ifndef KOPCTL_METRICS_SERVE_H
#define KOPCTL_METRICS_SERVE_H

#include "kopctl/metrics/samples.h"

/* Seconds in which the request must be complete, and then the answer read. */
#define SERVE_SECONDS	5

/*
 * The process can do nothing but that any more: see sandbox.h.  samples are
 * what it answers with; error, if it is not NULL, is why there are none.
 * Returns an exit status: a malformed request is no error of this process.
 */
int	 serve(const struct samples *, const char *error);

#endif
