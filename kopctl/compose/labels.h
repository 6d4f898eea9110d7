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

/* Labels of a service (compose-spec, "labels" and "label_file"). */

#ifndef KOPCTL_COMPOSE_LABELS_H
#define KOPCTL_COMPOSE_LABELS_H

#include "kopctl/compose/reading.h"

/*
 * labels_read: reads a mapping or a list.  A value of a mapping that YAML reads
 * as another number or time than it looks is an error.
 */
void	 labels_read(struct reading *, struct entries *,
	    const struct yaml_node *);

/*
 * labels_load: reads the file of that path, as env_file, with the variables
 * that it sets alone.  The place of each label is in the file.
 */
void	 labels_load(struct reading *, struct entries *,
	    const struct entry *file);

#endif
