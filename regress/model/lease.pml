/*
 * Leases, incarnations, generations and sequence numbers: hello.lua, lease.lua,
 * and session.c, change.c, lease.c of redis-writer.  Three writers; each host
 * has one object with the value 1 or 2, or 0: none.
 *
 * NAMES is what the writers have in common:
 *	APART	three hosts
 *	TWICE	writer 1 is a second kopd on the engine of writer 0, with the
 *		same hostname
 *	STOLEN	writer 1 has the hostname of writer 0, on another engine
 *
 * Switches of faults: NO_SEQ, NO_BUMP, NO_HOLDER, NO_ENGINE, NO_GENERATION,
 * NO_ALIVE, NO_GRACE, NO_ASK, ZERO_GENERATION (the answer to a second hello).
 */

#include "base.pml"

#define APART	0
#define TWICE	1
#define STOLEN	2
#ifndef NAMES
#define NAMES	APART
#endif
#define name(p)		((p == 1 && NAMES != APART) -> 0 : p)
#define engine(p)	((p == 1 && NAMES == TWICE) -> 0 : p)

typedef redis {
	byte lease[HOSTS];	/* the incarnation; 0: none */
	byte inc[HOSTS];	/* of the entry; 0: no entry */
	byte seq[HOSTS];
	short gen[HOSTS];
	byte val[HOSTS];
};
redis r[2];
short now;		/* a clock for generations */

#ifndef LAG
#define LAG	2
#endif
byte lag;		/* as in pace.pml */
#define go	(lag != 1)

mtype = { HELLO, REFUSED, SYNC, RUNS, DOWN, DEAD };
mtype phase[HOSTS] = DOWN;
byte inc[HOSTS];	/* 1 + the writer + 3 * its starts */
#define owner_of(i)	((i + 2) % HOSTS)
byte own[HOSTS];	/* sequence number */
short gen[HOSTS];	/* generation */
bit take[HOSTS];	/* it may take the lease, as at a start */
bit synced[HOSTS];
bit grace[HOSTS];	/* no other host counts as expired */
byte want[HOSTS];	/* what the containers say */
byte known[HOSTS];	/* what Redis has, as the writer believes */
byte gone[HOSTS];	/* 1 + an expired host that this one removes next */
byte changes = CHANGES;
byte top[HOSTS];	/* the last sequence number that an answer had */
bit doubt[HOSTS];	/* it has read the objects of a later incarnation */
bit slow[HOSTS];	/* the lease of a host that runs has expired */

/* A change on a connection that has ended: Redis may still execute it. */
byte stray_inc, stray_seq, stray_val;

/* The incarnation i runs. */
#define runs(i)		(is_live(owner_of(i)) && inc[owner_of(i)] == i)
#define is_live(p)	(phase[p] != DOWN && phase[p] != DEAD)

/* In each script, n is the host. */
inline finish()
{
	SAY5("@= host 0 lease %d inc %d gen %d seq %d val %d\n", r[NOW].lease[0],
	    r[NOW].inc[0], r[NOW].gen[0], r[NOW].seq[0], r[NOW].val[0]);
	SAY5("@= host 1 lease %d inc %d gen %d seq %d val %d\n", r[NOW].lease[1],
	    r[NOW].inc[1], r[NOW].gen[1], r[NOW].seq[1], r[NOW].val[1]);
	SAY5("@= host 2 lease %d inc %d gen %d seq %d val %d\n", r[NOW].lease[2],
	    r[NOW].inc[2], r[NOW].gen[2], r[NOW].seq[2], r[NOW].val[2]);
	n = 0;
	lag = (lag > 1 -> lag - 1 : lag)
}

#ifdef NO_HOLDER
#define is_lost(p)	false
#define refused(p)	(r[NOW].inc[n] == 0)
#else
#define is_lost(p)	(r[NOW].lease[n] != 0 && r[NOW].lease[n] != inc[p])
#define refused(p)	(r[NOW].lease[n] != inc[p] || r[NOW].inc[n] != inc[p])
#endif

/* Only the last incarnation that hello.lua has let in may write. */
#define wrote(i)	invariant(5, r[NOW].lease[n] == i && r[NOW].inc[n] == i)

/* The answers LOST and HELLO of lease.lua. */
inline leave(p)
{
	synced[p] = 0;
	gone[p] = 0;
	if
	:: is_lost(p) -> phase[p] = REFUSED; SAY("@- LOST\n")
	:: else -> phase[p] = HELLO; SAY("@- HELLO\n")
	fi
}

/*
 * What the writer believes is what Redis has; with READER the exception of
 * doubt[] is not made: see README.
 */
#ifdef READER
#define DOUBT	0
#else
#define DOUBT	1
#endif
#define believes(p)	invariant(6, doubt[p] || r[NOW].val[n] == known[p])

inline welcome(p, mine)
{
	take[p] = 0;
	gen[p] = new;
	invariant(5, new == r[NOW].gen[n]);
	if
	:: synced[p] && mine && r[NOW].seq[n] == own[p] ->
		believes(p);
		phase[p] = RUNS
	:: else ->
		synced[p] = 0;
		own[p] = r[NOW].seq[n];
		phase[p] = SYNC
	fi
}

inline next_seq(p)
{
	if
	:: own[p] > 0 && (r[NOW].seq[n] != own[p] || !mine) ->
#ifdef NO_BUMP
		r[NOW].seq[n] = own[p]
#else
		r[NOW].seq[n] = (r[NOW].seq[n] > own[p] ->
		    r[NOW].seq[n] : own[p]) + 1
#endif
	:: else
	fi
}

inline next_gen(p)
{
	if
#ifdef ZERO_GENERATION
	:: mine -> new = gen[p]
#else
	:: mine -> new = r[NOW].gen[n]
#endif
	:: !mine ->
		if
		:: gen[p] == 0 -> now = now + 8; new = now
		:: else -> new = gen[p]
		fi;
		new = (new > r[NOW].gen[n] -> new : r[NOW].gen[n] + 1);
		r[NOW].gen[n] = new
	fi
}

#ifdef NO_ENGINE
#define is_ours(p)	true
#else
#define is_ours(p)	(engine(owner_of(r[NOW].inc[n])) == engine(p))
#endif
#ifdef NO_GENERATION
#define may_take(p)	(take[p])
#else
#define may_take(p)	(take[p] || gen[p] > r[NOW].gen[n])
#endif

/* reply: 0 if the connection ends before the answer arrives. */
inline do_hello(p, reply)
{
	d_step {
		n = name(p);
		SAY6("@hello %d inc %d engine %d take %d own %d reply %d\n",
		    n, inc[p], engine(p), take[p], own[p], reply);
		mine = (r[NOW].inc[n] == inc[p]);
		if
		:: r[NOW].lease[n] != 0 && r[NOW].lease[n] != inc[p] &&
		    r[NOW].inc[n] != 0 && !(may_take(p) && is_ours(p)) ->
			invariant(6, !is_ours(p) || gen[p] <= r[NOW].gen[n]);
			SAY("@- TAKEN\n");
			if
			:: reply -> synced[p] = 0; phase[p] = REFUSED
			:: else
			fi
		:: else ->
			invariant(5, r[NOW].lease[n] == 0 ||
			    r[NOW].lease[n] == inc[p] ||
			    engine(owner_of(r[NOW].lease[n])) == engine(p));
			next_seq(p);
			next_gen(p);
			r[NOW].lease[n] = inc[p];
			r[NOW].inc[n] = inc[p];
			slow[n] = 0;
			SAY2("@- OK seq %d mine %d\n", r[NOW].seq[n], mine);
			if
			:: reply -> welcome(p, mine)
			:: else
			fi
		fi;
		mine = 0;
		new = 0;
		finish()
	}
}

/* Reads what Redis has, after GRANTED. */
inline do_sync(p)
{
	d_step {
		n = name(p);
		known[p] = r[NOW].val[n];
		doubt[p] = DOUBT && r[NOW].inc[n] != inc[p];
		synced[p] = 1;
		phase[p] = RUNS;
		n = 0
	}
}

/* change.lua, of the incarnation i; ok: whether it has stored the change. */
inline store(i, at, value)
{
	if
#ifndef NO_SEQ
	:: r[NOW].seq[n] != at -> ok = 0; SAY1("@- SEQ seq %d\n", r[NOW].seq[n])
#else
	:: false
#endif
	:: else ->
		wrote(i);
		invariant(5, r[NOW].seq[n] + 1 > top[owner_of(i)] ||
		    inc[owner_of(i)] != i);
		r[NOW].val[n] = value;
		r[NOW].seq[n] = r[NOW].seq[n] + 1;
		ok = 1;
		SAY1("@- OK seq %d\n", r[NOW].seq[n])
	fi
}

inline flip(p)
{
	if
	:: want[p] == known[p] ->
		want[p] = (want[p] == 1 -> 2 : 1);
		changes--
	:: else
	fi
}

inline do_change(p, reply)
{
	d_step {
		flip(p);
		n = name(p);
		was = r[NOW].val[n];
		SAY4("@change %d inc %d seq %d val %d\n", n, inc[p], own[p],
		    want[p]);
		if
		:: refused(p) && reply -> leave(p)
		:: refused(p) && !reply ->
			phase[p] = HELLO;
			if
			:: is_lost(p) -> SAY("@- LOST\n")
			:: else -> SAY("@- HELLO\n")
			fi
		:: else ->
			store(inc[p], own[p], want[p]);
			invariant(6, !ok || doubt[p] || was == known[p]);
			if
			:: !reply -> phase[p] = HELLO; gone[p] = 0
			:: reply && !ok -> phase[p] = HELLO; gone[p] = 0
			:: else ->
				own[p] = r[NOW].seq[n];
				top[p] = own[p];
				known[p] = want[p]
			fi
		fi;
		ok = 0;
		was = 0;
		finish()
	}
}

/* The connection ends, and the change is on its way. */
inline do_send(p)
{
	d_step {
		flip(p);
		stray_inc = inc[p];
		stray_seq = own[p];
		stray_val = want[p];
		phase[p] = HELLO;
		gone[p] = 0
	}
}

inline do_stray()
{
	d_step {
		n = name(owner_of(stray_inc));
		SAY4("@change %d inc %d seq %d val %d\n", n, stray_inc,
		    stray_seq, stray_val);
		if
#ifndef NO_HOLDER
		:: r[NOW].lease[n] != 0 && r[NOW].lease[n] != stray_inc ->
			SAY("@- LOST\n")
		:: r[NOW].lease[n] == 0 || (r[NOW].lease[n] == stray_inc &&
		    r[NOW].inc[n] != stray_inc) -> SAY("@- HELLO\n")
#else
		:: r[NOW].inc[n] == 0
#endif
		:: else -> store(stray_inc, stray_seq, stray_val)
		fi;
		ok = 0;
		stray_inc = 0;
		stray_seq = 0;
		stray_val = 0;
		finish()
	}
}

#define is_expired(v)	(v != n && r[NOW].lease[v] == 0 && r[NOW].inc[v] != 0)
#ifdef NO_GRACE
#define may_reap(p)	true
#else
#define may_reap(p)	(!grace[p])
#endif

inline do_renew(p)
{
	d_step {
		n = name(p);
		SAY2("@renew %d inc %d\n", n, inc[p]);
		if
		:: refused(p) -> leave(p)
		:: else ->
			SAY1("@- OK seq %d\n", r[NOW].seq[n]);
			if
#ifndef NO_ASK
			:: r[NOW].seq[n] != own[p] ->
				phase[p] = HELLO;
				gone[p] = 0
#endif
			:: r[NOW].seq[n] == own[p] ->
				believes(p);
				gone[p] = (!may_reap(p) -> 0 :
				    (is_expired(0) -> 1 : (is_expired(1) -> 2 :
				    (is_expired(2) -> 3 : 0))))
#ifdef NO_ASK
			:: else
#endif
			fi
		fi;
		finish()
	}
}

/* A host that runs keeps its objects, unless its lease has expired. */
inline do_reap(p, v)
{
	d_step {
		n = name(p);
		gone[p] = 0;
		SAY3("@reap %d inc %d victim %d\n", n, inc[p], v);
		if
		:: refused(p) -> leave(p)
#ifndef NO_ALIVE
		:: !refused(p) && r[NOW].lease[v] != 0 -> SAY("@- ALIVE\n")
		:: !refused(p) && r[NOW].lease[v] == 0 ->
#else
		:: else ->
#endif
			wrote(inc[p]);
			invariant(3, slow[v] || r[NOW].inc[v] == 0 ||
			    !runs(r[NOW].inc[v]));
			r[NOW].inc[v] = 0;
			r[NOW].gen[v] = 0;
			r[NOW].seq[v] = 0;
			r[NOW].val[v] = 0;
			SAY("@- OK\n")
		fi;
		finish()
	}
}

inline start(p)
{
	inc[p] = (inc[p] == 0 -> p + 1 : inc[p] + HOSTS);
	own[p] = 0;
	gen[p] = 0;
	top[p] = 0;
	take[p] = 1;
	synced[p] = 0;
	grace[p] = 1;
	known[p] = 0;
	phase[p] = HELLO
}

#define may_change(p)	(want[p] != known[p] || changes > 0)

proctype writer(byte p)
{
	byte n, was;
	bit mine, ok;
	short new;

end:
	do
	:: atomic { go && phase[p] == DOWN -> d_step { start(p) } do_hello(p, 1) }
	:: atomic { go && phase[p] == HELLO -> do_hello(p, 1) }
	:: atomic { go && phase[p] == REFUSED -> do_hello(p, 1) }
	:: atomic { phase[p] == SYNC -> do_sync(p) }
	:: atomic { go && phase[p] == RUNS && may_change(p) -> do_change(p, 1) }
	:: atomic { go && phase[p] == RUNS && gone[p] == 0 &&
	    want[p] == known[p] -> do_renew(p) }
	:: atomic { go && phase[p] == RUNS && gone[p] == 1 -> do_reap(p, 0) }
	:: atomic { go && phase[p] == RUNS && gone[p] == 2 -> do_reap(p, 1) }
	:: atomic { go && phase[p] == RUNS && gone[p] == 3 -> do_reap(p, 2) }
	/* An answer is lost with the connection. */
	:: atomic { faults > 0 && go && phase[p] == DOWN -> faults--;
		d_step { start(p) } do_hello(p, 0) }
	:: atomic { faults > 0 && go && phase[p] == HELLO -> faults--;
		do_hello(p, 0) }
	:: atomic { faults > 0 && go && phase[p] == RUNS && may_change(p) ->
		faults--; do_change(p, 0) }
	:: atomic { faults > 0 && stray_inc == 0 && phase[p] == RUNS &&
	    may_change(p) -> faults--; do_send(p) }
	od
}

inline copy(from, to)
{
	for (i : 0 .. HOSTS - 1) {
		r[to].lease[i] = r[from].lease[i];
		r[to].inc[i] = r[from].inc[i];
		r[to].seq[i] = r[from].seq[i];
		r[to].gen[i] = r[from].gen[i];
		r[to].val[i] = r[from].val[i]
	}
	i = 0
}

inline clear(which)
{
	for (i : 0 .. HOSTS - 1) {
		r[which].lease[i] = 0;
		r[which].inc[i] = 0;
		r[which].seq[i] = 0;
		r[which].gen[i] = 0;
		r[which].val[i] = 0
	}
	i = 0
}

/*
 * All connections end; a new one begins a time of grace.  A PROXY keeps the
 * connections at a failover, so that the leases may seem to have expired.
 */
inline disconnect()
{
	for (i : 0 .. HOSTS - 1) {
		grace[i] = 1;
		gone[i] = 0;
		if
		:: is_live(i) -> phase[i] = HELLO
		:: else
		fi
	}
	stray_inc = 0;
	stray_seq = 0;
	stray_val = 0;
	i = 0
}

inline crash(p, to)
{
	faults--;
	phase[p] = to;
	gone[p] = 0
}

#define is_held(v)	(r[NOW].lease[v] != 0 && runs(r[NOW].lease[v]))

inline lapse(v)
{
	slow[v] = is_held(v);
	faults = (is_held(v) -> faults - 1 : faults);
	r[NOW].lease[v] = 0;
	SAY1("@lapse %d\n", v)
}
#define may_lapse(v)	(r[NOW].lease[v] != 0 && (!is_held(v) || faults > 0))

#define connected \
	(phase[0] != HELLO && phase[1] != HELLO && phase[2] != HELLO)

proctype fate()
{
	byte i, n;
	bit ok;

end:
	do
	:: d_step { faults > 0 && is_live(0) -> crash(0, DOWN) }
	:: d_step { faults > 0 && is_live(1) -> crash(1, DEAD) }
	:: d_step { may_lapse(0) -> lapse(0) }
	:: d_step { may_lapse(1) -> lapse(1) }
	:: d_step { may_lapse(2) -> lapse(2) }
	/* 10 seconds are over: hosts that run have connected again. */
	:: d_step { grace[0] && connected -> grace[0] = 0 }
	:: d_step { grace[1] && connected -> grace[1] = 0 }
	:: d_step { grace[2] && connected -> grace[2] = 0 }
	:: atomic { go && stray_inc != 0 -> do_stray() }
	:: d_step { faults > 0 && lag == 0 ->
		faults--; lag = LAG + 1; copy(NOW, OLD); SAY("@save\n") }
	:: d_step { lag > 0 ->
		copy(OLD, NOW); clear(OLD); lag = 0;
#ifdef PROXY
		stray_inc = 0; stray_seq = 0; stray_val = 0;
		slow[0] = 1; slow[1] = 1; slow[2] = 1;
#else
		disconnect();
#endif
		SAY("@failover\n") }
	:: d_step { faults > 0 && lag == 0 -> faults--;
		clear(NOW);
		SAY("@flush\n") }
	/* Redis is stopped for longer than the ttl. */
	:: d_step { faults > 0 && lag == 0 -> faults--;
		r[NOW].lease[0] = 0; r[NOW].lease[1] = 0; r[NOW].lease[2] = 0;
		disconnect();
		SAY("@lapse 0\n"); SAY("@lapse 1\n"); SAY("@lapse 2\n") }
	od
}

init {
	byte n;
	bit mine, ok;
	short new;

	atomic {
		d_step { want[0] = 1; want[1] = 1; want[2] = 1; start(0) }
		do_hello(0, 1);
		d_step { start(2) }
		do_hello(2, 1);
#if NAMES == APART
		d_step { start(1) }
		do_hello(1, 1);
#endif
		run writer(0); run writer(1); run writer(2); run fate()
	}
}

#ifdef LIVE
/*
 * In the end each host that runs is served as its containers say, and nothing
 * is left of the others.
 */
#define serves(p, v)	(name(p) == v && phase[p] == RUNS && \
			 r[NOW].lease[v] == inc[p] && \
			 (r[NOW].val[v] == want[p] || doubt[p]))
#define is_gone(v)	((name(0) != v || !is_live(0)) && \
			 (name(1) != v || !is_live(1)) && \
			 (name(2) != v || !is_live(2)) && r[NOW].inc[v] == 0)
#define served(v)	(is_gone(v) || serves(0, v) || serves(1, v) || \
			 serves(2, v))
#define right		(served(0) && served(1) && served(2))
never {
	do
	:: true
	:: !right -> goto accept
	od;
accept:
	do
	:: !right
	od
}
#endif
