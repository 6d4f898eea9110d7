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
 * redis-writer: the only process that connects to Redis.  It keeps the objects
 * that route-maker wants, and brings Redis up to date.
 */

#ifndef REDIS_WRITER_REDIS_WRITER_H
#define REDIS_WRITER_REDIS_WRITER_H

#include <stdint.h>
#include <time.h>

#include <event2/event.h>

#include "common/config.h"
#include "common/messages.h"
#include "common/peer.h"
#include "redis-writer/connection/connect.h"
#include "redis-writer/connection/tls.h"
#include "redis-writer/counters.h"
#include "redis-writer/state.h"
#include "traefik/validate.h"

struct audit;
struct change;
struct compare;
struct conflicts;
struct evict;
struct lease;
struct limit;
struct news;
struct news_item;
struct notify;
struct outage;
struct releases;
struct removal;
struct resolver;
struct routes;
struct schedule;
struct scripts;
struct sentinel;
struct session;
struct stop;
struct takeover;
struct telling;
struct verify;
struct wait;
struct watch;

/* The phases of the session with Redis: see session.h. */
enum phase {
	PHASE_IDLE,		/* hostname or configuration is missing */
	PHASE_AWAY,		/* not connected */
	PHASE_GREETING,		/* AUTH, SELECT, SCRIPT LOAD */
	PHASE_HELLO,		/* asking for the lease */
	PHASE_GRANTED,		/* has the lease; the schedule continues */
	PHASE_REFUSED,		/* another kopd has the lease */
	PHASE_RESYNC,		/* comparing the state with Redis */
	PHASE_RUNNING,
	PHASE_WITHDRAWING,
	PHASE_WITHDRAWN,	/* until a restart: only answers kopctl */
	PHASES
};

/*
 * The data that the jobs share.  Each job keeps the rest in a struct of its
 * own.
 */
struct writer {
	struct event_base	*base;
	struct resolver		*resolver;
	struct peer		*parent;
	struct peer		*maker;
	struct redis_writer_conf *conf;

	/* this process and its host */
	char			 incarnation[33];
	char			*engine;	/* id; NULL before PARENT_ENGINE */
	char			*engine_name;
	char			*hostname;	/* NULL: not known yet */

	/* the session with Redis */
	struct tls		*tls;		/* NULL: plain */
	struct sentinel		*sentinel;
	struct connection	*connection;
	enum phase		 phase;		/* see session_event() */
	time_t			 since;		/* of the phase, monotonic */
	time_t			 connected;	/* monotonic */
	time_t			 held;		/* when the lease was granted,
						   monotonic */
	time_t			 renewed;	/* when Redis last renewed it;
						   0: never */
	int			 proven;	/* wrote after the connect */
	int64_t			 seq;		/* of the last change in Redis */
	size_t			 seen;		/* our objects in Redis */
	char			 number[24];	/* of our host */
	char			 version[32];	/* of Redis */
	char			 fault[512];	/* last error, or "" */

	/* the objects that route-maker wants */
	struct state		*state;
	int			 open;		/* between BEGIN and END */
	enum routes_kind	 kind;
	uint64_t		 ended;		/* number of the last END */

	/* jobs that are running */
	unsigned int		 in_flight;	/* batches of a change */
	size_t			 batch;		/* objects in the next batch */
	int			 stopping;
	int			 withdrawn;	/* this host, until a restart */

	struct counters		 counters;

	/* below the jobs */
	struct outage		*outage;
	struct scripts		*scripts;
	struct notify		*notify;
	struct session		*session;
	struct compare		*compare;
	struct conflicts	*conflicts;
	struct news		*news;
	struct watch		*watch;
	struct limit		*limit;

	/* the jobs, and their schedule */
	struct routes		*routes;
	struct releases		*releases;
	struct change		*change;
	struct lease		*lease;
	struct verify		*verify;
	struct audit		*audit;
	struct removal		*removal;	/* NULL: none */
	struct evict		*evict;
	struct takeover		*takeover;
	struct stop		*stop;
	struct telling		*tellings;	/* NULL: none */
	struct schedule		*schedule;
};

/*
 * sandbox.c: see confine.h for the result.  The sockets of name servers must
 * be the last ones that were opened.
 */
const char	*sandbox_enter(const struct redis_writer_conf *);

/* config.c */

/*
 * config_identity: sets the hostname, from the configuration or the engine.
 * Connects if the hostname or the address of Redis is another one.
 */
void	 config_identity(struct writer *, const struct redis_writer_conf *old);
/*
 * Takes the TLS settings.  Returns -1 if they cannot be used, and reports that
 * to kopd.
 */
int	 config_tls(struct writer *, const struct redis_writer_conf *);
int	 on_conf_end(struct peer *, struct msg *);
int	 on_conf_test(struct peer *, struct msg *);
int	 on_engine(struct peer *, struct msg *);
/* Returns the error in the configuration, or NULL. */
const char *config_fault(const struct redis_writer_conf *);

/*
 * writer.c: all jobs.
 *
 * writer_init: the members conf, base, resolver, parent and maker are set; the
 * last two may be NULL.
 * writer_free: frees them and the writer, too.
 */
void	 writer_init(struct writer *);
void	 writer_free(struct writer *);

/* routes.c: handlers of route-maker's messages. */
void	 routes_init(struct writer *);
void	 routes_free(struct writer *);
/*
 * routes_test: from now on, accepts what that configuration permits, too.
 * routes_configure: it is that of the writer.  Both return -1 if kopd has sent
 * a malformed policy.
 */
int	 routes_test(struct writer *, const struct redis_writer_conf *);
int	 routes_configure(struct writer *);
int	 on_begin(struct peer *, struct msg *);
int	 on_set(struct peer *, struct msg *);
int	 on_del(struct peer *, struct msg *);
int	 on_end(struct peer *, struct msg *);

/*
 * limit.c: limits route-maker.
 *
 * limit_message: counts a message that sets or removes an object.  After too
 * many messages, nothing is read from route-maker for a moment.
 *
 * limit_grown, limit_settled: an object is set, or a change is complete.  If
 * the objects exceed the limits of kopd.conf, calls fatalx() with the limits.
 */
void	 limit_init(struct writer *);
void	 limit_free(struct writer *);
void	 limit_configure(struct writer *);	/* w->conf is new */
void	 limit_message(struct writer *, size_t len);
void	 limit_grown(struct writer *);
void	 limit_settled(struct writer *);

/*
 * outage.c: logs one line when Redis does not work, and one when it works
 * again.
 *
 * outage_fault: an error broke the connection or prevented it.
 *
 * outage_lost: Redis lost data.  The connection stays, but is not proven until
 * Redis works again.  For some seconds no other host counts as expired, as
 * after a connect.
 *
 * outage_reset: the address of Redis or the hostname is another one.
 *
 * outage_clear: Redis works.
 *
 * outage_tick: called at each heartbeat of a connection.
 */
void	 outage_init(struct writer *);
void	 outage_free(struct writer *);
void	 outage_fault(struct writer *, const char *why);
void	 outage_lost(struct writer *, const char *what);
void	 outage_reset(struct writer *);
void	 outage_clear(struct writer *);
void	 outage_tick(struct writer *);

/* change.c: sends dirty objects in batches, of which few are in flight. */
void	 change_init(struct writer *);
void	 change_free(struct writer *);
void	 change_run(struct writer *);
void	 change_ack(struct writer *);	/* ROUTES_DONE */
/*
 * What is dirty was caused by an event that arrived at that time (clock_us());
 * 0: by something else.  The oldest event counts until all is sent.
 */
void	 change_since(struct writer *, uint64_t);
/* The highest END whose objects Redis has. */
uint64_t change_number(const struct writer *);

/*
 * release.c: names whose reservation expires, and objects that are still
 * blocked.  Asks Redis to decide about them again.
 */
void	 release_init(struct writer *);
void	 release_free(struct writer *);
/*
 * Takes these from a script's reply: more has ids that still block others,
 * kept has [id, ms, ...] of reserved names, with the time that is left.
 */
void	 release_later(struct writer *, const redisReply *more,
	    const redisReply *kept);
/* Connected again: asks for the names that are due. */
void	 release_resume(struct writer *);

/*
 * lease.c: renews the lease, unless a renewal is running.  Removes hosts whose
 * lease has expired, one at a time.
 */
void	 lease_init(struct writer *);
void	 lease_free(struct writer *);
void	 lease_renew(struct writer *);
/*
 * Returns the hosts of this engine that are not active but whose lease does
 * not expire; "" for none.
 */
const char *lease_silent(const struct writer *);
/* lease_interval: milliseconds between two renewals. */
long long lease_interval(const struct writer *);

/* verify.c: verifies all objects, a slice at each heartbeat. */
void	 verify_init(struct writer *);
void	 verify_free(struct writer *);
void	 verify_reset(struct writer *);	/* call size as in batch_reset() */
/*
 * Verifies all known objects soon, not in slices.  Before the first snapshot
 * of route-maker, verify_complete() does the same once more after it.  Keys
 * that should not expire lose the expiry that they have.
 */
void	 verify_all(struct writer *);
void	 verify_complete(struct writer *);
/* Sets the interval, because the configuration is another one. */
void	 verify_pace(struct writer *);
void	 verify_slice(struct writer *);		/* one heartbeat */
/* Sends the next call of an unfinished slice. */
void	 verify_continue(struct writer *);
/* True once after keys were corrected. */
int	 verify_repaired(struct writer *);
/* Verifies this object soon, as if it had changed; or all that refer to it. */
void	 verify_again(struct writer *, const char *id);
void	 verify_named_by(struct writer *, const char *id);

/*
 * news.c: logs a line for each router that is published, changed or removed,
 * once Redis has the change, and for other objects of a container if none of
 * its routers changes at the same time.  Many at once are counted instead.
 */
void	 news_init(struct writer *);
void	 news_free(struct writer *);
/* The object goes into a batch.  The caller ends the item with item_clear(). */
void	 news_sent(struct news_item *, const struct object *);
/*
 * Redis has decided about these ids, and conflict.c knows which ones wait.
 * items are those of the batch, or NULL if nothing was sent.  Takes ownership
 * of their names.
 */
void	 news_looked(struct writer *, char *const *ids,
	    struct news_item *, size_t n);
/*
 * The reply to a batch is lost.  Its changes are logged when Redis has all
 * objects again, after any call.  Takes ownership of the names in the items.
 */
void	 news_lost(struct writer *, char *const *ids, struct news_item *,
	    size_t n);
/*
 * Before the first object of the first snapshot is sent: counts the routers
 * that Redis has.
 */
void	 news_begin(struct writer *);
/* Redis has all wanted objects: logs the changes, as far as the rate allows. */
void	 news_settled(struct writer *);

/* removal.c: removes a host's objects from Redis, some at a time. */

/*
 * removal_start: removes another host, or this host if that is its name.  Of an
 * expired one it may be that other hosts remove it at the same time.  Calls
 * done at the end with the number of objects, and with the reason if it
 * ended early, else with error NULL.  Only one removal may run: see
 * removal_running().
 */
void	 removal_start(struct writer *, const char *victim, int expired,
	    void (*done)(struct writer *, const char *victim, size_t n,
	    const char *error));
int	 removal_running(const struct writer *);
void	 removal_free(struct writer *);

/*
 * audit.c: removes published keys that no host wants, after another client
 * deleted some of kopd's state.
 *
 * audit_need: this may have happened.
 *
 * audit_check: starts the audit if it is time.
 */
void	 audit_init(struct writer *);
void	 audit_free(struct writer *);
void	 audit_need(struct writer *);
void	 audit_check(struct writer *);

/*
 * evict.c: withdraws another host, which has expired, or a former name of this
 * host.
 */
void	 evict_init(struct writer *);
/* For kopctl: the answer has that status id. */
void	 evict_ask(struct writer *, const char *victim, uint32_t asker);
/*
 * evict_remember: a former name of this host.  evict_forget: no host has that
 * name any more, or this host has it again.
 */
void	 evict_remember(struct writer *, const char *name);
void	 evict_forget(struct writer *, const char *name);
/* Starts an eviction if it is time. */
void	 evict_check(struct writer *);
int	 evict_running(const struct writer *);
/* Disconnected: ends the requests that wait for a connection. */
void	 evict_disconnected(struct writer *, const char *why);
void	 evict_free(struct writer *);

/*
 * hosts.c: lists all hosts in Redis, and which host waits for which; see
 * PARENT_HOSTS in messages.h.
 */
int	 on_hosts(struct peer *, struct msg *);

/* claims.c: what hosts share. */
int	 on_audit(struct peer *, struct msg *);

/* metrics.c */
int	 on_metrics(struct peer *, struct msg *);

/* status.c */
int	 on_status(struct peer *, struct msg *);
int	 on_health(struct peer *, struct msg *);
/* Sends the item redis.state of a status. */
void	 status_state(struct writer *, uint32_t id);
/*
 * Returns the address of Redis and why it cannot be asked, for kopctl.
 * Static.
 */
const char	*status_away(struct writer *);

/*
 * explain.c: sends redis.state if Redis does not work, and the objects that
 * wait for other hosts; see PARENT_EXPLAIN in messages.h.
 */
int	 on_explain(struct peer *, struct msg *);
int	 on_table(struct peer *, struct msg *);		/* the same */
/* The parent has room again. */
void	 explain_resume(struct writer *);
void	 explain_free(struct writer *);
/*
 * Sends a waiting object, as `waits' in messages.h.  host is the one that
 * wants it, or NULL.
 */
void	 explain_wait(struct writer *, uint32_t id, const struct wait *,
	    const char *host);

/* stop.c */
void	 stop_init(struct writer *);
void	 stop_free(struct writer *);
int	 on_withdraw(struct peer *, struct msg *);
int	 on_stop(struct peer *, struct msg *);
/* Ends the process or withdraws this host if it is time. */
void	 stop_check(struct writer *);
/* Disconnected: ends the requests that wait for a connection. */
void	 stop_disconnected(struct writer *, const char *why);

#endif
