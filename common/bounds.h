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
 * What foreign bytes may cost, in one place.  Each number has its reason.
 */

#ifndef COMMON_BOUNDS_H
#define COMMON_BOUNDS_H

/* One message's payload: a label value and its key must fit with room. */
#define MSG_PAYLOAD_MAX	(128 * 1024)

/* Bytes queued to a peer before its sender has to wait. */
#define PEER_QUEUE_MAX		(1024 * 1024)

/* One container as Docker lists it: 100 labels of 4 kB fit; 64 MiB do not. */
#define ELEMENT_MAX		(1024 * 1024)

/* Labels of one container; Docker itself has no limit. */
#define LABEL_COUNT_MAX		4096

/* Bytes of a label's name: Traefik's longest are below 150. */
#define LABEL_NAME_MAX		1024

/*
 * Bytes of a label's value: with its key it must fit into a message; a value
 * of 100 kB, say a certificate chain, is Traefik's to judge.
 */
#define LABEL_VALUE_MAX		(120 * 1024)

/* Bytes of an object's name ("http/routers/web"). */
#define OBJECT_NAME_MAX		1024

/*
 * Bytes of an object's keys and values: more than a container's labels can
 * hold, and some thousand servers.
 */
#define OBJECT_BYTES_MAX	(2 * 1024 * 1024)

/*
 * Servers of one service on one host: the range of numbers that each host
 * has for its servers' keys.
 */
#define OBJECT_SERVERS_MAX	10000

/*
 * Names of one host that are kept for their owner's return at the same time:
 * more than the containers of a host that is redeployed as a whole have in
 * common.
 */
#define RESERVED_MAX		10000

/*
 * Objects, and their bytes, that a host has in Redis but does not want, and
 * that are remembered at once: CONTAINER_MAX containers have fewer.
 */
#define FOREIGN_OBJECTS_MAX	(4 * 65536)
#define FOREIGN_BYTES_MAX	(64 * 1024 * 1024)

/* HTTP status line and headers of Docker's answer together. */
#define HTTP_HEADER_MAX		(16 * 1024)

/* One line of the event stream: a start event carries all labels. */
#define EVENT_LINE_MAX		(1024 * 1024)

/* Containers of one host; others are ignored, with a warning. */
#define CONTAINER_MAX		65536

/*
 * `limit objects' and `limit bytes' of kopd.conf: what all containers of a host
 * may ask for, counted as budget.h says.  10,000 containers of 15 labels ask
 * for some 40,000 objects and 60 MB.  What is counted is about what it costs in
 * memory, of which route-maker and redis-writer have 2 GB each.
 */
#define LIMIT_OBJECTS		200000
#define LIMIT_OBJECTS_MAX	1000000
#define LIMIT_BYTES		(256 * 1024 * 1024)
#define LIMIT_BYTES_MIN		(4 * 1024)
#define LIMIT_BYTES_MAX		(1024 * 1024 * 1024)

/*
 * What an object, and each of its keys, costs beside its bytes: structures,
 * their places in tables, and what the allocator adds; an empty value costs it
 * all the same.  Names in a list have an entry of their own where the objects
 * that they name are looked up.
 */
#define BUDGET_OBJECT		512
#define BUDGET_PAIR		128
#define BUDGET_NAME		160

/*
 * Objects that route-maker sends in a second, set and removed, and their bytes
 * in KiB: more waits.  Containers come and go by the dozen.  As many as there
 * may be at once may come twice over, since a reload can change all.
 */
#define ROUTES_RATE		5000
#define ROUTES_RATE_KIB		(16 * 1024)

/*
 * Ids in one LIST request: 100 ids of 64 digits make a URL of 7.4 kB.  nginx
 * takes lines of 8 kB, and HAProxy with buffers of 16 kB takes 205 ids.
 */
#define LIST_IDS_MAX		100

/*
 * Requests to Docker of one kind: so many at once and so many a second; what
 * is more waits.  A full list is asked for at start, each `poll', for `kopctl
 * explain', and when the engine comes back; Docker then reads each container.
 * Containers that change are asked for together: more than 50 such lists a
 * second would be no faster.  All else is asked for when the engine comes
 * back, which is retried up to 8 times a second at first.
 */
#define DOCKER_LIST_BURST	20
#define DOCKER_LIST_RATE	1
#define DOCKER_IDS_BURST	250
#define DOCKER_IDS_RATE		50
#define DOCKER_ASK_BURST	20
#define DOCKER_ASK_RATE		1

/*
 * Requests of one kind that may be ahead of that rate.  route-maker has one
 * of each kind under way, so one that has more is not what it was.
 */
#define DOCKER_DEBT_MAX		64

/*
 * Bytes that wait for a route-maker that does not read: answers stop at
 * PEER_QUEUE_MAX; the piece of an answer that was under way (DOCKER_CHUNK) and
 * a few messages about requests come on top.
 */
#define RELAY_QUEUE_MAX		(PEER_QUEUE_MAX + 64 * 1024)

/* Bytes of a name of ours: hostname, user, root prefix, path. */
#define CONF_STRING_MAX		1024

/* Bytes of a string that is a program: default rule, constraints. */
#define CONF_TEXT_MAX		(64 * 1024)

/*
 * Bytes of a file that kopd reads for a child: certificates.  A system's own
 * have some 220 kB.
 */
#define CONF_FILE_MAX		(512 * 1024)

/*
 * What kopctl keeps of an answer: of each of CONTAINER_MAX containers 64 items
 * and 8 kB, which is more than the labels of most hold.
 */
#define ANSWER_ITEMS_MAX	(64 * 65536)
#define ANSWER_BYTES_MAX	(512 * 1024 * 1024)

/* Entries of a list in kopd.conf: namespaces. */
#define CONF_LIST_MAX		256

#endif
