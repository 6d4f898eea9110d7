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

/* The data of a template's execution. */

#ifndef ROUTE_MAKER_TEMPLATE_DATA_H
#define ROUTE_MAKER_TEMPLATE_DATA_H

#include <stddef.h>

#include "route-maker/label/label.h"
#include "route-maker/template/datum.h"

struct exec;

/* The data of Traefik's docker provider.  The caller keeps everything. */
struct template_data {
	const char		*name;		/* .Name: of the service */
	const char		*container_name; /* .ContainerName */
	const struct label	*labels;	/* .Labels, in any order */
	size_t			 nlabels;
};

#define DATA_FIELDS	3

/* The name and the type of a field, in the order in which Go prints them. */
const char	*data_name(size_t);
enum tmpl_type	 data_type(size_t);

/* Returns the number of the field of that name, or DATA_FIELDS. */
size_t		 data_find(struct tmpl_string name);

/* Returns the value of a field of the execution's data. */
struct datum	 data_field(struct exec *, size_t);

#endif
