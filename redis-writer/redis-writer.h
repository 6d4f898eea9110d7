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
 * redis-writer: the one process that talks to Redis.  It keeps what
 * route-maker wants, and brings Redis' view of it up to date.
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

/* Of the session with Redis: see session.h. */
enum phase {
	PHASE_IDLE,		/* host name or configuration are missing */
	PHASE_AWAY,		/* not connected */
	PHASE_GREETING,		/* AUTH, SELECT, SCRIPT LOAD */
	PHASE_HELLO,		/* asking for the lease */
	PHASE_GRANTED,		/* has it; the schedule goes on */
	PHASE_REFUSED,		/* somebody else has it: nothing is written */
	PHASE_RESYNC,		/* reading what Redis has of ours */
	PHASE_RUNNING,
	PHASE_WITHDRAWING,
	PHASE_WITHDRAWN,	/* for good: only questions are answered */
	PHASES
};

/* What the jobs share.  Each keeps the rest in a struct of its own. */
struct writer {
	struct event_base	*base;
	struct resolver		*resolver;
	struct peer		*parent;
	struct peer		*maker;
	struct redis_writer_conf *conf;

	/* who we are */
	char			 incarnation[33];
	char			*engine;	/* id; NULL before PARENT_ENGINE */
	char			*engine_name;
	char			*hostname;	/* NULL: there is none yet */

	/* the session with Redis */
	struct tls		*tls;		/* NULL: plain */
	struct sentinel		*sentinel;
	struct connection	*connection;
	enum phase		 phase;		/* by session_event() alone */
	time_t			 since;		/* of the phase, monotonic */
	time_t			 connected;	/* monotonic */
	int			 proven;	/* wrote since it connected */
	int64_t			 seq;		/* of the last change in Redis */
	size_t			 seen;		/* objects that Redis had */
	char			 number[24];	/* of our host */
	char			 version[32];	/* of Redis */
	char			 fault[512];	/* last one, or "" */

	/* what route-maker wants */
	struct state		*state;
	int			 open;		/* between BEGIN and END */
	enum routes_kind	 kind;
	uint64_t		 ended;		/* number of the last END */

	/* what is under way */
	unsigned int		 in_flight;	/* batches of a change */
	size_t			 batch;		/* objects in the next one */
	int			 stopping;
	int			 withdrawn;	/* this host, for good */

	/* below the jobs */
	struct outage		*outage;
	struct scripts		*scripts;
	struct notify		*notify;
	struct session		*session;
	struct compare		*compare;
	struct conflicts	*conflicts;
	struct news		*news;
	struct limit		*limit;

	/* the jobs, and who decides about them */
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
 * sandbox.c: see confine.h for what it returns.  Name servers' sockets are the
 * last that were opened.
 */
const char	*sandbox_enter(const struct redis_writer_conf *);

/* config.c */

/*
 * config_identity: settles the host's name, from the configuration or the
 * engine, and connects, if the name or the place of Redis is another.
 */
void	 config_identity(struct writer *, const struct redis_writer_conf *old);
/* Takes what it says of TLS.  -1 when that cannot be used: kopd is told. */
int	 config_tls(struct writer *, const struct redis_writer_conf *);
int	 on_conf_end(struct peer *, struct msg *);
int	 on_conf_test(struct peer *, struct msg *);
int	 on_engine(struct peer *, struct msg *);
/* What of the configuration cannot work, or NULL. */
const char *config_fault(const struct redis_writer_conf *);

/* routes.c: handlers of route-maker's messages. */
void	 routes_init(struct writer *);
void	 routes_free(struct writer *);
/* Accepts the fields of that version of Traefik. */
void	 routes_allow(struct writer *, uint32_t version);
int	 on_begin(struct peer *, struct msg *);
int	 on_set(struct peer *, struct msg *);
int	 on_del(struct peer *, struct msg *);
int	 on_end(struct peer *, struct msg *);

/*
 * limit.c: limit_message() counts a message that sets or removes an object;
 * after too many, nothing is read from route-maker for a moment.
 * limit_grown(), limit_settled(): an object is set, or a change is whole; more
 * than the limits of kopd.conf is fatalx(), and names them.
 */
void	 limit_init(struct writer *);
void	 limit_free(struct writer *);
void	 limit_configure(struct writer *);	/* w->conf is another one */
void	 limit_message(struct writer *, size_t len);
void	 limit_grown(struct writer *);
void	 limit_settled(struct writer *);

/*
 * outage.c: logs one line when Redis does not work, and one when it works
 * again.  fault: what broke the connection, or prevented it.  lost: Redis
 * forgot something; the connection stays, and has to prove itself again; as
 * after a connect, no other host counts as expired for some seconds.
 * reset: the address of Redis or our name is another.  clear: Redis does what
 * it should.  tick: at each heartbeat of a connection.
 */
void	 outage_init(struct writer *);
void	 outage_free(struct writer *);
void	 outage_fault(struct writer *, const char *why);
void	 outage_lost(struct writer *, const char *what);
void	 outage_reset(struct writer *);
void	 outage_clear(struct writer *);
void	 outage_tick(struct writer *);

/* change.c: sends what is dirty, in batches of which few are on their way. */
void	 change_init(struct writer *);
void	 change_free(struct writer *);
void	 change_run(struct writer *);
void	 change_ack(struct writer *);	/* ROUTES_DONE */
/* The highest END whose objects Redis has. */
uint64_t change_number(const struct writer *);

/*
 * release.c: names that are free some time after they were let go, and what
 * waits for them: Redis is asked to look at these again.
 */
void	 release_init(struct writer *);
void	 release_free(struct writer *);
/*
 * What a script's reply says of that: ids of what still blocks others, [id,
 * ms, ...] of names that are kept for so long.
 */
void	 release_later(struct writer *, const redisReply *more,
	    const redisReply *kept);
/* Connected again: asks for those that are due. */
void	 release_resume(struct writer *);

/*
 * lease.c: renews the lease, unless a renewal is under way.  Hosts whose lease
 * has expired are removed, one at a time.
 */
void	 lease_init(struct writer *);
void	 lease_free(struct writer *);
void	 lease_renew(struct writer *);
/* Hosts of this engine that are not active and never expire; "" for none. */
const char *lease_silent(const struct writer *);

/* verify.c: looks at all objects, a slice at each heartbeat. */
void	 verify_init(struct writer *);
void	 verify_free(struct writer *);
void	 verify_reset(struct writer *);	/* calls are as batch_reset() says */
/*
 * All objects soon, not by and by: those that are known, and all of them once
 * route-maker has sent its first snapshot, at verify_complete().  Keys that
 * are not to expire lose an expiry from before.
 */
void	 verify_all(struct writer *);
void	 verify_complete(struct writer *);
/* How often, by the configuration: it is another one. */
void	 verify_pace(struct writer *);
void	 verify_slice(struct writer *);		/* a heartbeat's */
/* The next call of a slice that is not at its end. */
void	 verify_continue(struct writer *);
/* True once after keys were not as they should be. */
int	 verify_repaired(struct writer *);
/* This one soon, as if it had changed; and what names this one. */
void	 verify_again(struct writer *, const char *id);
void	 verify_named_by(struct writer *, const char *id);

/*
 * news.c: the log has a line for each router that is published, changed or
 * removed, once Redis has it, and for what else a container defines where no
 * router of it changes at the same time.  Of many at once it has the count.
 */
void	 news_init(struct writer *);
void	 news_free(struct writer *);
/* The object goes into a batch; to be ended by item_clear(). */
void	 news_sent(struct news_item *, const struct object *);
/*
 * Redis has looked at these, and conflict.c knows what waits: items are those
 * of the batch, whose names are taken, or NULL where nothing was sent.
 */
void	 news_looked(struct writer *, char *const *ids,
	    struct news_item *, size_t n);
/*
 * The answer to a batch is lost: what was to change is said when all is in
 * Redis again, whichever call brought it there.  The items' names are taken.
 */
void	 news_lost(struct writer *, char *const *ids, struct news_item *,
	    size_t n);
/* Before anything of the first snapshot is sent: counts what was there. */
void	 news_begin(struct writer *);
/* All that is wanted is in Redis: says it, as far as the rate allows. */
void	 news_settled(struct writer *);

/* removal.c: takes a host's objects out of Redis, some at a time. */

/*
 * removal_start: of a host that has expired, or, with our own name, of us.
 * done is called at its end with how many objects there were, error NULL
 * or why it ended early.  One at a time: removal_running().
 */
void	 removal_start(struct writer *, const char *victim,
	    void (*done)(struct writer *, const char *victim, size_t n,
	    const char *error));
int	 removal_running(const struct writer *);
void	 removal_free(struct writer *);

/*
 * audit.c: removes what is in the view though no host wants it, after somebody
 * deleted some of what tells whose it is.  audit_need(): that may be so.
 * audit_check(): starts it if it is time.
 */
void	 audit_init(struct writer *);
void	 audit_free(struct writer *);
void	 audit_need(struct writer *);
void	 audit_check(struct writer *);

/*
 * evict.c: withdraws another host, which has expired, or a former name of ours.
 */
void	 evict_init(struct writer *);
/* For kopctl: the answer is for that status id. */
void	 evict_ask(struct writer *, const char *victim, uint32_t asker);
/* A name that was ours, or is nobody's any more, or ours again. */
void	 evict_remember(struct writer *, const char *name);
void	 evict_forget(struct writer *, const char *name);
/* Starts one if it is time. */
void	 evict_check(struct writer *);
int	 evict_running(const struct writer *);
/* Disconnected: what waits for a connection ends. */
void	 evict_disconnected(struct writer *, const char *why);
void	 evict_free(struct writer *);

/*
 * hosts.c: what Redis has of all hosts, and who of them waits for whom; see
 * PARENT_HOSTS in messages.h.
 */
int	 on_hosts(struct peer *, struct msg *);

/* status.c */
int	 on_status(struct peer *, struct msg *);
/* The item redis.state of a status. */
void	 status_state(struct writer *, uint32_t id);
/* Where Redis is and why it cannot be asked, for kopctl; static. */
const char	*status_away(struct writer *);

/*
 * explain.c: redis.state unless it is as it should be, and what waits for
 * other hosts; see PARENT_EXPLAIN in messages.h.
 */
int	 on_explain(struct peer *, struct msg *);
/* The parent has room again. */
void	 explain_resume(struct writer *);
void	 explain_free(struct writer *);
/* An object that waits, as `waits' in messages.h; host: that wants it, or NULL. */
void	 explain_wait(struct writer *, uint32_t id, const struct wait *,
	    const char *host);

/* stop.c */
void	 stop_init(struct writer *);
void	 stop_free(struct writer *);
int	 on_withdraw(struct peer *, struct msg *);
int	 on_stop(struct peer *, struct msg *);
/* Ends the process or withdraws this host if it is time. */
void	 stop_check(struct writer *);
/* Disconnected: what waits for a connection ends. */
void	 stop_disconnected(struct writer *, const char *why);

#endif
