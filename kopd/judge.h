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

/* kopd -n: what only a child can say of a configuration. */

#ifndef KOPD_JUDGE_H
#define KOPD_JUDGE_H

#include "kopd/conf/conf.h"

/* Seconds in which it must have. */
#define JUDGE_SECONDS	30

/*
 * judge: where conf has a text in a language of its own, starts a
 * route-maker that compiles it; where it has certificates, a redis-writer that
 * loads them.  -1 with an error for each that is refused, or for a child that
 * cannot say.
 */
int	 judge(const struct kopd_conf *, struct conf_report *);

#endif
