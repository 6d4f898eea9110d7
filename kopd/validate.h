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

/* kopd -n: the part of the validation that needs a child. */

#ifndef KOPD_VALIDATE_H
#define KOPD_VALIDATE_H

#include "kopd/conf/conf.h"

/* Seconds in which a child must answer. */
#define VALIDATE_SECONDS	30

/*
 * validate: if conf has a template or an expression, starts a route-maker,
 * which compiles them; if it has certificates, a redis-writer, which loads
 * them.  Returns 0, or -1 after reporting an error for each setting that a
 * child rejects, or for a child that cannot answer.
 */
int	 validate(const struct kopd_conf *, struct conf_report *);

#endif
