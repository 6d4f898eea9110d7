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

/* The variables that a compose file is expanded with. */

#ifndef KOPCTL_COMPOSE_BESIDE_H
#define KOPCTL_COMPOSE_BESIDE_H

#include "kopctl/compose/variables.h"

/*
 * beside_load: reads the file .env in the directory of the compose file, if it
 * exists, as Compose does.  Errors are reported with file and line.
 */
void	 beside_load(struct variables *, const char *path, struct expand *,
	    struct conf_report *);

/* A variable of the process, else of .env; NULL if it is not set. */
const char *beside_get(const struct variables *, const char *name);

#endif
