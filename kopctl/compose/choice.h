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

/* Which services of a project get containers, and how many. */

#ifndef KOPCTL_COMPOSE_CHOICE_H
#define KOPCTL_COMPOSE_CHOICE_H

#include "kopctl/compose/project.h"

/*
 * choice_make: sets `active' and `replicas' of all services, after
 * project_merge().  Active are the services with the n names or, without names,
 * those that the profiles do not exclude; and a service whose network an active
 * one uses.
 */
void	 choice_make(struct project *, char *names[], size_t n);

/* The service that network_mode names; NULL if it has another form. */
const char *choice_joined(const struct definition *);

#endif
