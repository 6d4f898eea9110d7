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
 * What an address depends on: the container with its surroundings, and the port
 * of its service.  And the address itself.
 */

#ifndef ROUTE_MAKER_ADDRESS_PLACE_H
#define ROUTE_MAKER_ADDRESS_PLACE_H

#include "route-maker/base/decode.h"
#include "route-maker/container/container.h"

/* The maximum of containers in a row that use each other's network. */
#define JOINED_MAX	8

/* Bytes of an address or name with its NUL, without brackets. */
#define HOST_MAX	256

/* Finds a container by id (64 digits) or name; NULL if it does not exist. */
typedef const struct container	*(*container_find)(void *arg, const char *);

struct place {
	struct decode			*d;		/* of the container */
	const struct container		*container;
	container_find			 find;
	void				*arg;
	const char			*joined;	/* the name that the container
						   had whose network this one
						   uses; NULL: not known */
	unsigned int			*unpublished;	/* counts services whose
						   port the host does not
						   publish; NULL: not wanted */
};

struct service_port {
	enum protocol	 protocol;
	const char	*service;	/* its name, for kop.<service>.bind.ip */
	const char	*label;		/* FIELD_PORT, checked; NULL or "": none */
	const char	*scheme;	/* of its URL, for messages; NULL: none */
};

struct address {
	char	*text;		/* "host:port", an IPv6 address in brackets and
				   in its shortest form; the caller's to free;
				   NULL: there is none */
	char	 host[HOST_MAX];	/* as in text, without brackets */
	uint16_t port;		/* as in text */
	int	 own;		/* host is the container's own address, which
				   goes with the container's own ports */
	int	 labelled;	/* a bind.ip label named it */
	int	 nowhere;	/* there is no text whatever the labels say:
				   no network, or a port that is not published */
	int	 unpublished;	/* the host does not publish the port */
	int	 no_network;	/* the container is not in the network to take
				   the address from: another one was taken */
	char	 why[512];	/* without text, why; with it, why something
				   else may be there, or "" */
};

#endif
