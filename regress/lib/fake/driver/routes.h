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
 * What the drivers of redis-writer have in common: they play route-maker.
 */

#ifndef REGRESS_LIB_FAKE_DRIVER_ROUTES_H
#define REGRESS_LIB_FAKE_DRIVER_ROUTES_H

#include "regress/lib/fake/driver/driver.h"

int	 routes_on_done(struct peer *, struct msg *);
#define ROUTES_DISPATCH							\
	{ ROUTES_DONE, ROLE_REDIS_WRITER, 8, 8, routes_on_done, "done" }

/* The highest number that Redis has; 0 before. */
unsigned long long	 routes_done(void);
/* Of a program that was started anew. */
void	 routes_forget(void);

/* kind: enum routes_kind. */
void	 routes_begin(unsigned long long number, int kind);
void	 routes_end(unsigned long long number, uint32_t policy);
/* As kopd; with as_maker as route-maker, who may not. */
void	 routes_engine(const char *id, const char *name, int as_maker);
/* ID NAME FLAGS [KEY VALUE ...]; a value "-" is "". */
void	 routes_set(char *const *word, int n);
void	 routes_del(const char *id);

#endif
