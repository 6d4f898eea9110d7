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
 * What a host keeps of one container: its claims, its faults, and the container
 * itself, with more or less of it.
 */

#ifndef ROUTE_MAKER_INVENTORY_MEMBER_H
#define ROUTE_MAKER_INVENTORY_MEMBER_H

#include "route-maker/inventory/containers.h"

/* A list of texts, and what it is in. */
void	 member_free_faults(char **, size_t);

int	 member_had_fault(const struct member *, const char *);

/* Takes ownership.  Logs those that are new, or that there are none any more. */
void	 member_set_faults(struct member *, char **, size_t);
void	 member_take_faults(struct member *, const struct faults *);

void	 member_drop_claims(struct host *, struct member *);

/* Keeps the container in little memory, with or without its labels. */
void	 member_rest(struct member *, int labels);

/* Keeps nothing of the container but who it is. */
void	 member_go_bare(struct member *);

#endif
