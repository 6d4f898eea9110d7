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
 * The limits of what foreign bytes can cost.  Each number has its reason.
 */

#ifndef COMMON_BOUNDS_H
#define COMMON_BOUNDS_H

/* Payload of a message: a label's value and its key fit, and more. */
#define MSG_PAYLOAD_MAX	(128 * 1024)

/* Bytes in the queue of a peer before its sender has to wait. */
#define PEER_QUEUE_MAX		(1024 * 1024)

/* A container in a list of Docker: 100 labels of 4 kB fit; 64 MiB do not. */
#define ELEMENT_MAX		(1024 * 1024)

/* Labels of one container; Docker itself has no limit. */
#define LABEL_COUNT_MAX		4096

/* Bytes of a label's name: the longest one of Traefik has below 150. */
#define LABEL_NAME_MAX		1024

/*
 * Bytes of a label's value: with its key it must fit into a message.  Traefik
 * validates a value of 100 kB, for example a certificate chain.
 */
#define LABEL_VALUE_MAX		(120 * 1024)

/*
 * Labels of Traefik 1: bytes of a rule when it is translated, braces in braces
 * of a rule, and segments of one container.  The labels of one container become
 * at most LABEL_COUNT_MAX labels.
 */
#define V1_RULE_MAX		(8 * 1024)
#define V1_BRACES_MAX		16
#define V1_SEGMENTS_MAX		64

/* Entry points in labels v1 of kopd.conf, and in one label: Traefik has some. */
#define V1_ENTRIES_MAX		64

/*
 * Labels of registrator: ports of one container that are services, and tags of
 * one port for Traefik.
 */
#define REGISTRATOR_PORTS_MAX	64
#define REGISTRATOR_TAGS_MAX	512

/* Bytes of an object's name ("http/routers/web"). */
#define OBJECT_NAME_MAX		1024

/*
 * Bytes of an object's keys and values: more than the labels of a container can
 * have, and enough for some thousand servers.
 */
#define OBJECT_BYTES_MAX	(2 * 1024 * 1024)

/*
 * Servers of one service on one host: the range of numbers that each host
 * has for its servers' keys.
 */
#define OBJECT_SERVERS_MAX	10000

/*
 * Names of one host that are reserved at the same time: more than all
 * containers of a host have, if they are started again together.
 */
#define RESERVED_MAX		10000

/*
 * Objects, and their bytes, that a host has in Redis but does not want, and
 * that are kept in memory: CONTAINER_MAX containers have fewer.
 */
#define FOREIGN_OBJECTS_MAX	(4 * 65536)
#define FOREIGN_BYTES_MAX	(64 * 1024 * 1024)

/* The HTTP status line and all headers of an answer of Docker. */
#define HTTP_HEADER_MAX		(16 * 1024)

/* One line of the event stream: a start event has all labels. */
#define EVENT_LINE_MAX		(1024 * 1024)

/* Containers of one host; others are ignored, with a warning. */
#define CONTAINER_MAX		65536

/*
 * `limit objects' and `limit bytes' of kopd.conf: what all containers of a host
 * may want, as budget.h counts it.  10,000 containers of 15 labels want some
 * 40,000 objects and 60 MB.  The sum is about the memory that they need;
 * route-maker and redis-writer have 2 GB each.
 */
#define LIMIT_OBJECTS		200000
#define LIMIT_OBJECTS_MAX	1000000
#define LIMIT_BYTES		(256 * 1024 * 1024)
#define LIMIT_BYTES_MIN		(4 * 1024)
#define LIMIT_BYTES_MAX		(1024 * 1024 * 1024)

/*
 * The memory that an object, and each of its keys, needs besides its bytes:
 * structures, entries of tables, and the overhead of the allocator.  A key with
 * an empty value needs it, too.  A name in a list has its own entry in the
 * table of the objects that are referred to.
 */
#define BUDGET_OBJECT		512
#define BUDGET_PAIR		128
#define BUDGET_NAME		160

/*
 * Objects, set and removed, and their KiB that route-maker sends in a second;
 * more objects wait.  Containers start and stop by the dozen.  A burst has
 * twice the limit of objects, because a reload can change all.
 */
#define ROUTES_RATE		5000
#define ROUTES_RATE_KIB		(16 * 1024)

/*
 * Ids in one LIST request: 100 ids of 64 digits make a URL of 7.4 kB.  nginx
 * accepts lines of 8 kB, and HAProxy with buffers of 16 kB accepts 205 ids.
 */
#define LIST_IDS_MAX		100

/*
 * Requests to Docker of one kind: the burst, and the number in a second; more
 * requests wait.  route-maker asks for a full list at start, each `poll', for
 * `kopctl explain', and when the engine is connected again; Docker then reads
 * each container.  It asks for changed containers together: more than 50 such
 * lists in a second would not be faster.  It sends all other requests when the
 * engine is connected again, and retries these at first up to 8 times a second.
 */
#define DOCKER_LIST_BURST	20
#define DOCKER_LIST_RATE	1
#define DOCKER_IDS_BURST	250
#define DOCKER_IDS_RATE		50
#define DOCKER_ASK_BURST	20
#define DOCKER_ASK_RATE		1

/*
 * Requests of one kind that may exceed that rate.  route-maker has one request
 * of each kind at a time: if it sends more, it is compromised.
 */
#define DOCKER_DEBT_MAX		64

/*
 * Bytes that wait while route-maker does not read.  Answers stop at
 * PEER_QUEUE_MAX; one more piece of an answer (DOCKER_CHUNK) and a few messages
 * about requests may follow.
 */
#define RELAY_QUEUE_MAX		(PEER_QUEUE_MAX + 64 * 1024)

/* Bytes of one of our names: hostname, user, root prefix, path. */
#define CONF_STRING_MAX		1024

/* Bytes of a string that is a program: default rule, constraints. */
#define CONF_TEXT_MAX		(64 * 1024)

/*
 * Bytes of a file that kopd reads for a child: certificates.  Those of a system
 * have some 220 kB.
 */
#define CONF_FILE_MAX		(512 * 1024)

/*
 * What kopctl keeps of an answer: 64 items and 8 kB for each of CONTAINER_MAX
 * containers, which is more than the labels of most containers have.
 */
#define ANSWER_ITEMS_MAX	(64 * 65536)
#define ANSWER_BYTES_MAX	(512 * 1024 * 1024)

/* Entries of a list in kopd.conf: namespaces. */
#define CONF_LIST_MAX		256

#endif
