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
 * Where a service of a container is reached: Traefik's rules of its docker
 * provider (pkg/provider/docker/config.go), and over them traefik-kop's for
 * addresses and ports that the host publishes.
 */

#ifndef ADDRESS_H
#define ADDRESS_H

#include <stddef.h>

#include "config.h"
#include "container.h"
#include "trace.h"

/* Containers in a row that use each other's network. */
#define JOINED_MAX	8

/* Bytes of an address or name with a NUL, brackets not counted. */
#define HOST_MAX	256

/* Finds a container by id (64 digits) or name; NULL if it is not there. */
typedef const struct container	*(*container_find)(void *arg, const char *);

struct place {
	const struct route_maker_conf	*conf;
	const struct container		*container;
	container_find			 find;
	void				*arg;
	struct trace			*trace;		/* NULL: nobody asks */
};

struct service_port {
	enum protocol	 protocol;
	const char	*service;	/* its name, for kop.<service>.bind.ip */
	const char	*label;		/* FIELD_PORT, checked; NULL or "": none */
};

/*
 * address_of: "host:port" for a server of the service, an IPv6 address in
 * brackets and in its shortest form; the caller's to free.  Returns NULL
 * with a reason in why when there is none; else why is "", or says why
 * nothing may be there.
 */
char	*address_of(const struct place *, const struct service_port *,
	    char *why, size_t whysize);

#endif
