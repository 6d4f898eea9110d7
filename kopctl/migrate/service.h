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

/* The part of a service of a compose file that concerns kopd. */

#ifndef KOPCTL_MIGRATE_SERVICE_H
#define KOPCTL_MIGRATE_SERVICE_H

#include "kopctl/compose/variables.h"
#include "kopctl/migrate/mounts.h"

/* Words of a `command'. */
#define COMPOSE_WORDS_MAX	256

struct compose_service {
	struct variables	 variables;
	char			*words[COMPOSE_WORDS_MAX + 1];	/* of command */
	int			 nwords;
	char			*command;	/* "file:line: command"; or NULL */
	char			*path;		/* of the file */
	struct mounts		 mounts;	/* volumes, secrets, configs */
};

#endif
