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
 * A container in Docker's list (Docker Engine API, "List containers"): only
 * what routes are made from.
 */

#ifndef ROUTE_MAKER_CONTAINER_CONTAINER_H
#define ROUTE_MAKER_CONTAINER_CONTAINER_H

#include <jansson.h>

#include <stddef.h>
#include <stdint.h>

#include "common/config.h"
#include "common/hexid.h"
#include "route-maker/base/ip.h"
#include "route-maker/label/label.h"

enum protocol {
	PROTOCOL_TCP,
	PROTOCOL_UDP,
	PROTOCOL_OTHER
};

/* An exposed port; host_port is 0 if the port is not published. */
struct port {
	struct ip	ip;		/* of the host binding */
	uint16_t	number;		/* the container's own */
	uint16_t	host_port;
	uint8_t		protocol;
};

struct network {
	const char	*name;
	struct ip	 ip;		/* an IPv4 address before an IPv6 one */
	struct ip	 ip6;		/* the IPv6 address of both */
	uint8_t		 has_bind;	/* the address of `bind' is in its
					   subnet, and is not the gateway's */
};

enum health {
	HEALTH_NONE,			/* no health check */
	HEALTH_GOOD,
	HEALTH_BAD			/* unhealthy, or not yet known */
};

struct container {
	struct hexid	 id;
	const char	*name;		/* without the slash; "": no name */
	const char	*mode;		/* network mode: "bridge", "host", "container:..." */
	const char	*image;		/* as the list has it; "" or NULL: not
					   known */
	const char	*project;	/* of Compose, or the stack or service
					   of a swarm; "" or NULL: none */
	int64_t		 created;	/* seconds since the epoch */
	int		 running;
	enum health	 health;
	int		 health_listed;	/* the list has it in a separate
					   field */
	int		 net_unlisted;	/* neither mode nor networks are listed */
	struct port	*ports;		/* by number and protocol */
	size_t		 nports;
	struct network	*networks;	/* by name */
	size_t		 nnetworks;
	struct label	*labels;	/* in the order of label_cmp(), prefix
					   stripped */
	size_t		 nlabels;
	uint64_t	 digest;	/* of the members above; 0: not valid */
	uint64_t	 source;	/* of the JSON of the list; 0: not
					   known */

	/* Set from the traefik.docker labels: see route_settings(). */
	char		*network;	/* for the address; "": any */
	int		 network_labelled;
	int		 docker_fault;	/* these labels have errors */

	json_t		*json;		/* holds the strings; NULL: compact, in
					   one piece of memory except network */
};

/*
 * container_parse: parses one element of Docker's list.  On error, or if the
 * element exceeds a limit of bounds.h, returns NULL and the reason in why,
 * which may have foreign bytes.  When memory is exhausted, calls fatal().
 */
struct container	*container_parse(const char *, size_t,
			    const struct route_maker_conf *, char *why,
			    size_t whysize);
void			 container_free(struct container *);

/* Computes the digest of the other members. */
void			 container_set_digest(struct container *);

/* Marks the container as stopped, although Docker lists it as running. */
void			 container_stop(struct container *);

/* Marks the container as not healthy, because another list has this state. */
void			 container_unhealthy(struct container *);

/* Clears the digests, so that it differs from each container that is read. */
void			 container_invalidate(struct container *);

/*
 * container_compact: copies the container, with or without its labels, into one
 * small piece of memory, and frees the original.  Labels are most of a
 * container.  container_compact_size: bytes of such a copy.
 */
struct container	*container_compact(struct container *, int labels);
size_t			 container_compact_size(const struct container *,
			    int labels);

/* True if the container has its labels.  A compact one may lack them. */
int			 container_has_labels(const struct container *);

/*
 * container_label_like: the label of exactly that name, else the first one whose name
 * differs in case only; NULL if there is none.
 * container_label: the value of the first label of that name, or NULL.  Case
 * does not matter, as for traefik-kop's own labels.
 */
const struct label	*container_label_like(const struct container *,
			    const char *);
const char		*container_label(const struct container *, const char *);

/* The value of the label with exactly that name, or NULL. */
const char		*container_label_exact(const struct container *,
			    const char *);

/* The string after "container:" in the network mode; NULL in other modes. */
const char		*container_joined(const struct container *);

const struct network	*container_network(const struct container *,
			    const char *name);

/* True if at least one of its ports is published. */
int			 container_is_published(const struct container *);

/* True if it has an address in a network, or uses the host's network. */
int			 container_reached(const struct container *);

/* True if the address is the container's own in one of its networks. */
int			 container_has_address(const struct container *,
			    const struct ip *);

#endif
