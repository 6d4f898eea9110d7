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
 * The ports of a container as services of registrator, with what its labels
 * say of each.  For registrator.h only.
 */

#ifndef ROUTE_MAKER_TRANSLATE_REGISTRATOR_PORT_H
#define ROUTE_MAKER_TRANSLATE_REGISTRATOR_PORT_H

#include <stddef.h>
#include <stdint.h>

#include "route-maker/base/name_index.h"
#include "route-maker/container/container.h"
#include "route-maker/translate/made.h"

/* A tag of the service, as a label. */
struct registrator_tag {
	const char	*name;		/* below the prefix: "enable" */
	const char	*value;		/* NULL: none */
};

struct registrator_port {
	uint16_t		 number;
	uint8_t			 protocol;	/* enum protocol */
	const char		*name;		/* of the service */
	const char		*named;		/* label with the name, or
						   MADE_DEFAULT */
	const char		*ignored;	/* label that says so; or
						   NULL */
	struct registrator_tag	*tags;		/* those with the prefix */
	size_t			 ntags;
	struct name_index	 names;		/* of tags; the first of equal
						   ones */
	const char		*tagged;	/* label with the tags, or
						   MADE_DEFAULT */
};

/*
 * registrator_meta: the label SERVICE_<port>_<key>, else SERVICE_<key>; NULL if
 * there is none or its value is empty.  The case of the key does not matter.
 * *own is set if it is that of the port; it may be NULL.
 */
const struct label *registrator_meta(const struct container *, uint16_t port,
	    const char *key, int *own);

/*
 * registrator_key: the key of a label, "NAME" of SERVICE_80_NAME; NULL if the
 * label is not one of registrator's.
 */
const char	*registrator_key(const char *name);

/*
 * registrator_ports: the ports that are services, in the arena, and their
 * number: the published ones, or with `internal' all.  Returns -1 with an
 * error.
 */
int		 registrator_ports(struct made *, const struct container *,
		    struct registrator_port **, size_t *);

/* The tag of that name, or NULL.  The case of letters does not matter. */
const struct registrator_tag *registrator_tag(const struct registrator_port *,
		    const char *name);

/* What it says about traefik.enable: 1, 0, or -1 for nothing. */
int		 registrator_port_enabled(const struct registrator_port *);

/* True if the tags are labels of Traefik 2 or 3. */
int		 registrator_is_v3(const struct registrator_port *);

#endif
