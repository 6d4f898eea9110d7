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

/* The labels of Traefik 1's docker provider as labels of Traefik 3. */

#ifndef ROUTE_MAKER_TRANSLATE_V1_H
#define ROUTE_MAKER_TRANSLATE_V1_H

#include "route-maker/container/container.h"
#include "route-maker/translate/made.h"

/* The name below "traefik." of a label that Traefik 1 may read; or NULL. */
const char	*v1_name(const struct label *);

/*
 * v1_has_rule: true if the container has a rule, or a default rule.
 * v1_make: makes its labels of Traefik 3.  Returns 0; -1 with an error.
 * v1_trace: notes in the trace of decode what Traefik 1 did with each label;
 * why is the reason why none is read, or NULL.
 */
int	 v1_has_rule(struct made *, const struct container *);
int	 v1_make(struct made *, const struct container *);
void	 v1_trace(struct decode *, const struct container *, const char *why);

#endif
