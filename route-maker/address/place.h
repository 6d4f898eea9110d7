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
 * The input of an address: the container and its surroundings, and the port of
 * its service.  Also the address itself.
 */

#ifndef ROUTE_MAKER_ADDRESS_PLACE_H
#define ROUTE_MAKER_ADDRESS_PLACE_H

#include "policy/criterion.h"
#include "route-maker/base/decode.h"
#include "route-maker/container/container.h"

/*
 * The maximum of containers in a chain of containers that use each other's
 * network.
 */
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
	const char			*joined;	/* the former name of
							   the container
							   whose network this
							   one uses; NULL:
							   not known */
	unsigned int			*unpublished;	/* counts services whose
							   port the host does
							   not publish; NULL:
							   not counted */
	int				 inside;	/* labelled ports are
							   the container's own,
							   never the host's */
};

struct service_port {
	enum protocol	 protocol;
	const char	*service;	/* the name, for
					   kop.<service>.bind.ip */
	const char	*label;		/* FIELD_PORT, checked; NULL or "": no
					   label */
	const char	*scheme;	/* of its URL, for messages; NULL:
					   none */
};

struct address {
	char	*text;		/* "host:port", an IPv6 address in brackets and
				   in its shortest form; the caller frees it;
				   NULL: no address */
	char	 host[HOST_MAX];	/* the same host, without brackets */
	uint16_t port;		/* the same port */
	int	 own;		/* host is the container's own address, which
				   requires the container's own ports */
	int	 labelled;	/* a bind.ip label sets it */
	int	 nowhere;	/* no address, whatever the labels are: no
				   network, or a port that is not published */
	int	 unpublished;	/* the host does not publish the port */
	enum address_kind kind;	/* whose it is, for the rules of kopd.conf */
	int	 no_network;	/* the container is not in the configured
				   network; another one is used */
	char	 why[512];	/* the reason why there is no address; with an
				   address, why another program may use it, or
				   "" */
};

#endif
