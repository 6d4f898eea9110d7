/*
 * Messages to Traefik: pace.lua, and the scripts and timers that send what was
 * held back.  Each host has one object with the value 1 or 2, or 0: none.
 *
 * Host 0 and 1 pace their messages.  The kind of host 2 is KIND: PACED, NEVER
 * (`notify pause never'), or OLDER (a kopd that does not know `unsent').
 *
 * Switches of faults in the scripts or the writer, each of which a property
 * must find: NO_OWED, EARLY_DROP, NO_PAUSE, NO_RENEWAL, NO_TIMER, NO_LOST,
 * NO_INERT.
 */

#include "base.pml"

#define PACED	0
#define NEVER	1
#define OLDER	2
#ifndef KIND
#define KIND	OLDER
#endif
#define kind(h)	(h == 2 -> KIND : PACED)

/* What Redis has, and what its replica has. */
typedef redis {
	bit paused;
	bit unsent;
	bit inert;
	byte lease[HOSTS];	/* number of the incarnation; 0: none */
	byte inc[HOSTS];	/* of the entry; 0: no entry */
	byte seq[HOSTS];
	byte val[HOSTS];
};
redis r[2];

/* What Traefik has read. */
byte seen[HOSTS];
bit lost;		/* Redis lost data, and no message was sent since */

/*
 * A failover loses the last LAG scripts at most: OLD is what Redis had when
 * the replica fell behind, and lag the scripts until the failover.
 */
#ifndef LAG
#define LAG	2
#endif
byte lag;		/* 0: the replica has everything */
#define go	(lag != 1)

/* The writers. */
mtype = { HELLO, RUNS, DOWN, DEAD };
mtype phase[HOSTS] = DOWN;
byte inc[HOSTS];	/* incarnation */
byte own[HOSTS];	/* sequence number */
byte want[HOSTS];	/* what the containers say */
byte known[HOSTS];	/* what Redis has, as the writer believes */
bit synced[HOSTS];
bit timer[HOSTS];	/* calls send.lua */
byte gone[HOSTS];	/* 1 + an expired host that this one removes next */
byte changes = CHANGES;

/* Of the script that runs. */
bit held, sent, changed;

#define told	(seen[0] == r[NOW].val[0] && seen[1] == r[NOW].val[1] && \
		 seen[2] == r[NOW].val[2])

inline publish()
{
	sent = 1;
	lost = 0;
	seen[0] = r[NOW].val[0];
	seen[1] = r[NOW].val[1];
	seen[2] = r[NOW].val[2];
}

/* signal() of pace.lua, at the end of a script, because Traefik reads later. */
inline signal(h)
{
	if
#ifdef NO_PAUSE
	:: false
#else
	:: kind(h) == PACED && r[NOW].paused ->
#endif
#ifdef NO_OWED
		skip;
#elif defined(EARLY_DROP)
		r[NOW].unsent = !r[NOW].unsent;
#else
		r[NOW].unsent = 1;
#endif
		held = 1
	:: else ->
		publish();
		invariant(4, kind(h) != PACED || !r[NOW].paused);
		if
		:: kind(h) == PACED -> r[NOW].paused = 1
		:: else
		fi;
		if
		:: kind(h) != OLDER -> r[NOW].unsent = 0
		:: else
		fi
	fi
}

/* The only message of a script, if there was a reason for one. */
inline messages(h)
{
	if
	:: changed || kind(h) != OLDER && r[NOW].unsent -> signal(h)
	:: else
	fi
}

inline begin()
{
	held = 0;
	sent = 0;
	changed = 0;
	lag = (lag > 1 -> lag - 1 : lag)
}

/*
 * After each script: a change that Traefik has not read is owed, unless Redis
 * has lost data and no host has noticed it yet.
 */
inline finish(h)
{
	timer[h] = (held -> 1 : timer[h]);
	invariant(2, told || r[NOW].unsent || lost);
	SAY2("@= paused %d unsent %d\n", r[NOW].paused, r[NOW].unsent);
	SAY2("@= held %d sent %d\n", held, sent);
	SAY4("@= host 0 lease %d inc %d seq %d val %d\n", r[NOW].lease[0],
	    r[NOW].inc[0], r[NOW].seq[0], r[NOW].val[0]);
	SAY4("@= host 1 lease %d inc %d seq %d val %d\n", r[NOW].lease[1],
	    r[NOW].inc[1], r[NOW].seq[1], r[NOW].val[1]);
	SAY4("@= host 2 lease %d inc %d seq %d val %d\n", r[NOW].lease[2],
	    r[NOW].inc[2], r[NOW].seq[2], r[NOW].val[2]);
	held = 0;
	sent = 0;
	changed = 0
}

inline do_hello(h)
{
	d_step {
		begin();
		SAY4("@hello %d inc %d own %d kind %d\n", h, inc[h], own[h],
		    kind(h));
		byte now_seq = r[NOW].seq[h];
		bit mine = (r[NOW].inc[h] == inc[h]);

		if
		:: own[h] > 0 && (now_seq != own[h] || !mine) ->
#ifndef NO_LOST
			changed = (now_seq < own[h] || !mine);
#endif
			now_seq = (now_seq > own[h] -> now_seq : own[h]) + 1
		:: else
		fi;
		messages(h);
		r[NOW].lease[h] = inc[h];
		r[NOW].inc[h] = inc[h];
		r[NOW].seq[h] = now_seq;
		SAY2("@- OK seq %d mine %d\n", now_seq, mine);
		if
		:: synced[h] && mine && now_seq == own[h]
		:: else ->
			own[h] = now_seq;
			known[h] = r[NOW].val[h]
		fi;
		synced[h] = 1;
		phase[h] = RUNS;
		now_seq = 0;
		mine = 0;
		finish(h)
	}
}

inline forgotten(h)
{
	if
	:: r[NOW].lease[h] != 0 && r[NOW].lease[h] != inc[h] -> SAY("@- LOST\n")
	:: else -> SAY("@- HELLO\n")
	fi;
	synced[h] = 0;
	phase[h] = HELLO
}

#define refused(h) \
	(r[NOW].lease[h] != inc[h] || r[NOW].inc[h] != inc[h])

inline do_change(h)
{
	d_step {
		begin();
		SAY5("@change %d inc %d seq %d val %d kind %d\n", h, inc[h],
		    own[h], want[h], kind(h));
		if
		:: refused(h) -> forgotten(h)
		:: else ->
			if
			:: r[NOW].seq[h] != own[h] ->
				SAY1("@- SEQ seq %d\n", r[NOW].seq[h]);
				phase[h] = HELLO
			:: else ->
				changed = (r[NOW].val[h] != want[h]);
				r[NOW].val[h] = want[h];
				r[NOW].inert = (changed -> 1 : r[NOW].inert);
				if
				:: changed -> signal(h)
				:: else
				fi;
				r[NOW].seq[h] = own[h] + 1;
				own[h] = own[h] + 1;
				known[h] = want[h];
				SAY1("@- OK seq %d\n", own[h])
			fi
		fi;
		finish(h)
	}
}

#define is_expired(v)	(r[NOW].lease[v] == 0 && r[NOW].inc[v] != 0)
#define next(h)		((h + 1) % HOSTS)
#define last(h)		((h + 2) % HOSTS)
#define expired(h)	(is_expired(next(h)) -> next(h) + 1 : \
			 (is_expired(last(h)) -> last(h) + 1 : 0))

inline do_renew(h)
{
	d_step {
		begin();
		SAY3("@renew %d inc %d kind %d\n", h, inc[h], kind(h));
		if
		:: refused(h) -> forgotten(h)
		:: else ->
#ifndef NO_INERT
			changed = !r[NOW].inert;
#endif
			r[NOW].inert = 1;
#ifdef NO_RENEWAL
			if
			:: changed -> signal(h)
			:: else
			fi;
#else
			messages(h);
#endif
			SAY1("@- OK seq %d\n", r[NOW].seq[h]);
			if
			:: r[NOW].seq[h] != own[h] -> phase[h] = HELLO
			:: else -> gone[h] = expired(h)
			fi
		fi;
		finish(h)
	}
}

inline do_send(h)
{
	d_step {
		begin();
		SAY3("@send %d inc %d kind %d\n", h, inc[h], kind(h));
		timer[h] = 0;
		if
		:: r[NOW].unsent -> signal(h)
		:: else
		fi;
		SAY("@- OK\n");
		finish(h)
	}
}

/* Removes the object of a host that is dead. */
inline do_reap(h, v)
{
	d_step {
		begin();
		gone[h] = 0;
		SAY4("@reap %d inc %d victim %d kind %d\n", h, inc[h], v,
		    kind(h));
		if
		:: refused(h) -> forgotten(h)
		:: !refused(h) && r[NOW].lease[v] != 0 -> SAY("@- ALIVE\n")
		:: !refused(h) && r[NOW].lease[v] == 0 ->
			changed = (r[NOW].val[v] != 0);
			r[NOW].val[v] = 0;
			r[NOW].inc[v] = 0;
			r[NOW].seq[v] = 0;
			r[NOW].inert = (changed -> 1 : r[NOW].inert);
			if
			:: changed -> signal(h)
			:: else
			fi;
			SAY("@- OK\n")
		fi;
		finish(h)
	}
}

inline start(h)
{
	inc[h]++;
	own[h] = 0;
	known[h] = 0;
	synced[h] = 0;
	phase[h] = HELLO
}

/* The containers of a host change once more. */
#define may_change(h)	(want[h] != known[h] || changes > 0)

inline change(h)
{
	d_step {
		if
		:: want[h] == known[h] ->
			want[h] = (want[h] == 1 -> 2 : 1);
			changes--
		:: else
		fi
	};
	do_change(h)
}

proctype host(byte h)
{
end:
	do
	:: atomic { go && phase[h] == DOWN -> d_step { start(h) } do_hello(h) }
	:: atomic { go && phase[h] == HELLO -> do_hello(h) }
	:: atomic { go && phase[h] == RUNS && may_change(h) -> change(h) }
#ifndef NO_TIMER
	:: atomic { go && timer[h] && phase[h] == RUNS -> do_send(h) }
#endif
#ifdef HEARTBEATS
	/* A writer sends its changes first. */
	:: atomic { go && phase[h] == RUNS && gone[h] == 0 &&
	    want[h] == known[h] -> do_renew(h) }
	:: atomic { go && phase[h] == RUNS && gone[h] == next(h) + 1 ->
		do_reap(h, next(h)) }
	:: atomic { go && phase[h] == RUNS && gone[h] == last(h) + 1 ->
		do_reap(h, last(h)) }
#endif
	od
}

proctype clock()
{
end:
	do
	:: d_step { r[NOW].paused -> r[NOW].paused = 0; SAY("@pause ends\n") }
	od
}

inline copy(from, to)
{
	r[to].paused = r[from].paused;
	r[to].unsent = r[from].unsent;
	r[to].inert = r[from].inert;
	for (i : 0 .. HOSTS - 1) {
		r[to].lease[i] = r[from].lease[i];
		r[to].inc[i] = r[from].inc[i];
		r[to].seq[i] = r[from].seq[i];
		r[to].val[i] = r[from].val[i]
	}
	i = 0
}

inline clear(which)
{
	r[which].paused = 0;
	r[which].unsent = 0;
	r[which].inert = 0;
	for (i : 0 .. HOSTS - 1) {
		r[which].lease[i] = 0;
		r[which].inc[i] = 0;
		r[which].seq[i] = 0;
		r[which].val[i] = 0
	}
	i = 0
}

/*
 * If a failover loses all objects of a host, and the host dies before its next
 * heartbeat, no other host knows that Traefik has read them.  DOUBLE permits
 * this: see README.
 */
#ifdef DOUBLE
#define may_lose(h)	true
#define may_die(h)	true
#else
#define may_lose(h)	(phase[h] != DEAD || r[NOW].val[h] == r[OLD].val[h] || \
			 r[OLD].val[h] != 0)
#define may_die(h)	(r[NOW].val[h] == known[h] || r[NOW].val[h] != 0)
#endif

inline crash(h, to)
{
	faults--;
	phase[h] = to;
	timer[h] = 0;
	gone[h] = 0
}

/* Host 0 always comes back, the others may not. */
proctype fate()
{
	byte i;

end:
	do
	:: d_step { faults > 0 && phase[0] == RUNS -> crash(0, DOWN) }
	:: d_step { faults > 0 && phase[1] == RUNS && may_die(1) ->
		crash(1, DEAD) }
	:: d_step { faults > 0 && phase[2] == RUNS && may_die(2) ->
		crash(2, DEAD) }
	:: d_step { phase[1] == DEAD && r[NOW].lease[1] != 0 ->
		r[NOW].lease[1] = 0; SAY("@lapse 1\n") }
	:: d_step { phase[2] == DEAD && r[NOW].lease[2] != 0 ->
		r[NOW].lease[2] = 0; SAY("@lapse 2\n") }
	:: d_step { faults > 0 && lag == 0 ->
		faults--; lag = LAG + 1; copy(NOW, OLD); SAY("@save\n") }
	:: d_step { lag > 0 && may_lose(1) && may_lose(2) ->
		copy(OLD, NOW);
		clear(OLD);
		lag = 0;
		lost = 1;
		SAY("@failover\n") }
	:: d_step { lag > 0 && !(may_lose(1) && may_lose(2)) ->
		clear(OLD); lag = 0 }
	:: d_step { faults > 0 && lag == 0 ->
		faults--; clear(NOW); lost = 1; SAY("@flush\n") }
	od
}

init {
	atomic {
		d_step { start(0) } do_hello(0);
		d_step { start(1) } do_hello(1);
		d_step { start(2) } do_hello(2);
		run host(0); run host(1); run host(2);
		run clock(); run fate()
	}
}

#ifdef LIVE
/* A change is told in the end: not for ever without. */
never {
	do
	:: true
	:: !told -> goto accept
	od;
accept:
	do
	:: !told
	od
}
#endif
