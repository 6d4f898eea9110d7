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
 * All messages between kopd's processes, one enum for each pair of processes,
 * with the payload as a record (record.h) and the meaning of the header's peer
 * field.  Data flows docker-reader -> route-maker -> redis-writer.
 *
 * Each change of a message changes MESSAGES_VERSION: a new, renamed or removed
 * message or item, another payload, another meaning.  A new setting is such a
 * change, too, because the ids of settings change.
 */

#ifndef COMMON_MESSAGES_H
#define COMMON_MESSAGES_H

/*
 * Processes of two versions do not work together, even if both have the same
 * KOPD_VERSION.  The version is in the peer field of PARENT_CONF_BEGIN, with
 * which kopd starts a child, of CHILD_READY, and of each message between kopctl
 * and kopd.
 */
#define MESSAGES_VERSION	7

/* kopd -> each child, and the answers of a child. */
enum parent_message {
	PARENT_CONF_BEGIN = 0x100,	/* -; peer: MESSAGES_VERSION */
	PARENT_CONF_ITEM,		/* see config.h */
	PARENT_CONF_END,		/* -: takes effect now */
	PARENT_CONF_TEST,		/* -, redis-writer, instead of END: nothing
					   takes effect; accepted or rejected
					   follows */
	PARENT_STATUS,			/* -; peer: the requester */
	PARENT_ROUTES,			/* -, route-maker: the same for routes */
	PARENT_TABLE,			/* -, route-maker and redis-writer: the
					   same for routers */
	PARENT_EXPLAIN,			/* string name, route-maker and redis-writer:
					   the same, for all with that name */
	PARENT_LOG,			/* u8 verbose, u8 JSON: how it logs */
	PARENT_BIND,			/* string address, route-maker: changed */
	PARENT_WITHDRAW,		/* string host, or "" for this one,
					   redis-writer; peer: the requester */
	PARENT_HOSTS,			/* -, redis-writer: the same for all hosts */
	PARENT_METRICS,			/* -: the same for metrics */
	PARENT_HEALTH,			/* -, route-maker and redis-writer: the same
					   for what is not in order */
	PARENT_ENGINE,			/* string id, string name, redis-writer:
					   the engine of these routes; when it
					   is known, and when a reload accepts
					   another one */
	PARENT_WATCH,			/* u8 1: report deltas; 0: report none,
					   redis-writer */
	PARENT_STOP,			/* -: end in order, exit 0 */
	PARENT_FAIL,			/* -: kopd ends because of an error that it
					   has logged: end at once, exit 1 */

	CHILD_READY,			/* string version, string confinement;
					   peer: MESSAGES_VERSION:
					   configuration accepted, confined */
	CHILD_CONFINED,			/* string confinement, docker-reader: it
					   has entered its root directory */
	CHILD_ACCEPTED,			/* -: accepts a later one, or would */
	CHILD_REJECTED,			/* string setting, string why; or more of
					   these, route-maker: it keeps the old
					   configuration; without an old one,
					   PARENT_STOP follows */
	CHILD_ENGINE,			/* string id, string name, route-maker:
					   the Docker engine that answers; again
					   for another engine */
	CHILD_STATUS_ITEM,		/* item (item.h), see below; peer: as
					   asked */
	CHILD_STATUS_END,		/* string error or ""; peer: as asked */
	CHILD_DELTA,			/* delta (delta.h), redis-writer: a
					   change is in Redis, after
					   PARENT_WATCH */
	CHILD_LOST,			/* u64 number, redis-writer: so many
					   deltas did not fit into the queue */

	PARENT_AUDIT			/* u8 0, route-maker and redis-writer: as
					   PARENT_STATUS for what is shared; 1,
					   route-maker: for rules that pass all
					   of it */
};

/*
 * The items of an answer, each with its details below it.  Section JSON OUTPUT
 * of kopctl(8) has those of PARENT_STATUS, of which only rules have details;
 * those of PARENT_ROUTES have none.  A state may have a word: ITEM_WORD.
 *
 * PARENT_WITHDRAW, redis-writer:
 *	withdrawn STRING	the result for the operator
 *	objects NUMBER		that were withdrawn
 *
 * PARENT_HOSTS, redis-writer:
 *	host NAME
 *	    number, lease WORD, lease_ms, engine ID, engine_name, version,
 *	    since SECONDS, objects
 *	waits OBJECT
 *	    host NAME		that wants it, and the rest as below
 *	more NUMBER		of waiting objects that are not listed
 *
 * CONTROL_HEALTH, kopd itself:
 *	address REASON		there is no address to publish
 *
 * PARENT_HEALTH, route-maker; each reason only if it is there:
 *	docker REASON		Docker does not tell of containers
 *	containers NUMBER, published NUMBER
 *
 * PARENT_HEALTH, redis-writer; at most one reason:
 *	withdrawn REASON	this host is withdrawn
 *	lease REASON		another kopd has the lease
 *	redis REASON		Redis does not take changes
 *	objects NUMBER		of this host
 *
 * CONTROL_METRICS, kopd itself, and PARENT_METRICS: see metric.h.
 *
 * PARENT_TABLE, route-maker:
 *	router NAME		each definition of a container
 *	    claim ID
 *	    rule STRING, service STRING
 *	    container NAME
 *	    state WORD		published, waits, blocked, reserved
 *	service NAME		that has servers
 *	    address STRING	the first one
 *	    servers DIGITS	how many
 *
 * PARENT_AUDIT, route-maker:
 *	claim NAME		each definition of a container
 *	    id ID, container NAME
 *	    project NAME	if the container has one
 *	    state WORD		published, waits, blocked, reserved
 *	with u8 0 also:
 *	    merge WORD		yes, no: kop.merge-lbs
 *	    server STRING	its address
 *	    uses ID		an object that it refers to
 *		as STRING	as it is written; "": it is not
 *	    foreign OBJECT	the same, of another provider
 *	    more NUMBER		of references that are not listed
 *	with u8 1 also:
 *	    rule STRING		that passes it, without an origin; or none
 *	    class WORD		see exact.h
 *	    priority NUMBER	of a router
 *
 * PARENT_AUDIT, redis-writer:
 *	redis.state STRING	unless Redis is connected
 *	shared OBJECT		that this host and another one claim
 *	    owner HOST, host HOST, conflict WORD (waits, alone, shared, ...),
 *	    merge WORD (yes, no: both have kop.merge-lbs), container NAME (the
 *	    owner's), other NAME (the host's)
 *	abroad ID		an object that this host refers to and only
 *				others claim
 *	    owner HOST
 *	more NUMBER		of shared objects that are not listed
 *
 * PARENT_EXPLAIN and PARENT_TABLE, redis-writer:
 *	redis.state STRING	unless Redis is connected
 *	waits OBJECT		by its claim
 *	    owner HOST, conflict WORD, cause OBJECT, container NAME (the
 *	    owner's), reason STRING
 *
 * PARENT_EXPLAIN, route-maker:
 *	container NAME
 *	    id DIGITS, state STRING, state.word WORD
 *	    status WORD		published, partial, waits, empty, error, blocked,
 *				ignored
 *	    reason STRING
 *	    object NAME		each that it claims
 *		claim ID
 *		state WORD	published, waits, blocked, reserved
 *		reason STRING	or none
 *		by OBJECT	the object that blocks it, if any
 *		owner NAME	that object's container
 *		missing OBJECT	a reference that no container here defines
 *	    decision SUBJECT	in order
 *		detail STRING
 *	    error STRING	also if only a part was ignored
 *	    label NAME
 *		value VALUE
 *		outcome WORD	key, used (for something else), ignored,
 *				skipped (the container is ignored), blocked
 *				(by errors in others), error
 *		made LABEL=VALUE	a label of Traefik 3 that it became
 *		key KEY		the label as it is published; or several
 *		    value VALUE
 *		note STRING	the reason or the use; or none
 *	    default KEY		a key that no label has
 *		value VALUE
 *	match NAME		a container with that name without explanation
 *	suggestion NAME		a similar name, if nothing matches
 *	docker STRING		why Docker did not answer
 */

/* route-maker <-> docker-reader; peer is the request's id in all of them. */
enum docker_message {
	DOCKER_REQUEST = 0x200,		/* u8 docker_request, then:
					   LIST_IDS: u16 n, n times bytes (32);
					   EVENTS: u64 seconds, u32 nanoseconds,
					   0 0: from now on;
					   LIST_UNHEALTHY: as LIST_IDS, with
					   n 0 for all containers */
	DOCKER_CANCEL,			/* -: no more messages of this id */
	DOCKER_CREDIT,			/* u32 bytes of DATA that were consumed */

	DOCKER_WAIT,			/* u32 errno, or DIAL_NAME and an EAI code
					   (dial.h), string reason: cannot connect,
					   sent once for each reason; retrying */
	DOCKER_BEGIN,			/* -: connected, request written; of
					   EVENTS, and after a WAIT */
	DOCKER_DATA,			/* bytes, as received */
	DOCKER_END			/* u8 docker_end, u32 errno */
};

enum docker_request {
	DOCKER_PING,
	DOCKER_VERSION,
	DOCKER_INFO,
	DOCKER_LIST,			/* all containers, stopped ones too */
	DOCKER_LIST_IDS,		/* up to LIST_IDS_MAX ids */
	DOCKER_EVENTS,
	DOCKER_LIST_UNHEALTHY		/* containers of these ids whose health check
					   is not "healthy": for engines whose
					   lists do not have that */
};
#define DOCKER_KINDS	(DOCKER_LIST_UNHEALTHY + 1)

enum docker_end {
	DOCKER_COMPLETE,		/* end of file */
	DOCKER_CUT,			/* an error, in errno */
	DOCKER_TIMED_OUT		/* no byte for `timeout'; never EVENTS */
};

/* Unconsumed bytes of DATA that docker-reader sends for one request. */
#define DOCKER_WINDOW	(256 * 1024)
/* Bytes of one DATA message at most. */
#define DOCKER_CHUNK	(32 * 1024)

/* route-maker <-> redis-writer. */
enum routes_message {
	ROUTES_BEGIN = 0x300,		/* u64 number, u8 routes_kind */
	ROUTES_SET,			/* a definition, in one or more messages:
					   string id, string name, u8 flags,
					   string container, then string key,
					   string value, ... */
	ROUTES_DEL,			/* string id */
	ROUTES_END,			/* u64 number, u64 us: when the first
					   event that caused the change
					   arrived (clock_us()); 0: not an
					   event, such as a reload; u32
					   policy_number: all definitions are
					   those of this policy */

	ROUTES_DONE			/* u64 number: it is in Redis */
};

enum routes_kind {
	ROUTES_SNAPSHOT,		/* everything; all else is removed */
	ROUTES_CHANGE
};

/*
 * ROUTES_SET: id is the name in folded case, which claims use; name is the
 * name for Traefik; both like "http/routers/web".  Keys are below it: "rule",
 * "loadBalancer/servers/0/url"; "" is the object itself ("true").
 * Servers are numbered from 0 in each service of this host; redis-writer moves
 * them to the host's own range.  container is the name of the container with
 * this definition, for the operator.  validate.h has the rules for an object:
 * any other one ends redis-writer, also as the id of ROUTES_DEL.
 */
#define ROUTES_MERGE	0x01		/* kop.merge-lbs: share servers */
#define ROUTES_MORE	0x02		/* more keys of this object follow */

/* kopctl <-> kopd; peer is MESSAGES_VERSION in all of them. */
enum control_message {
	CONTROL_SHOW = 0x400,		/* - */
	CONTROL_ROUTES,			/* - */
	CONTROL_RELOAD,			/* - */
	CONTROL_WITHDRAW,		/* string host, or "" for this one */
	CONTROL_HOSTS,			/* - */
	CONTROL_HEALTH,			/* - */
	CONTROL_METRICS,		/* - */
	CONTROL_VERBOSE,		/* u8 level */
	CONTROL_TABLE,			/* - */
	CONTROL_EXPLAIN,		/* string name, at most CONF_STRING_MAX */

	CONTROL_WATCH,			/* -: all deltas from now on */

	CONTROL_WATCHING,		/* -: kopd sends deltas from now on */
	CONTROL_DELTA,			/* delta (delta.h) */
	CONTROL_LOST,			/* u64 number: so many deltas did not
					   fit into the queue */
	CONTROL_ITEM,			/* u8 role that answers, item (item.h) */
	CONTROL_END,			/* string error, or "" */

	CONTROL_AUDIT			/* u8, as in PARENT_AUDIT */
};

#endif
