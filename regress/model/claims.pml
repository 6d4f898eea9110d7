/*
 * Claims, owners, waiting, merging, pauses and reservations: claims.lua,
 * closure.lua, and the scripts that use them.  Three hosts want a router X and
 * a service Y, to which X refers.
 *
 * Definitions: of X 1 and 2, with different rules; of Y 1 (a server, not
 * merged), 2 (another frame, merged) and 3 (as 1, merged); 0 is none.
 *
 * With MERGED no host has 1, with PLAIN no host has 3, so that the search ends
 * sooner.  RESERVE is 1 if names are reserved.  Switches of faults: NO_FIRST,
 * NO_MISSING, NO_SHARE, LAST_WINS, NO_SERVERS, NO_WAKE.
 */

#include "base.pml"

#ifndef RESERVE
#define RESERVE	0
#endif

#define X	0
#define Y	1
#define at(o, h)	((o) * HOSTS + (h))

/* What Redis has. */
byte want[6];		/* at(object, host): the definition */
byte c[6];		/* at(object, k): 1 + the host with the k-th claim */
mtype = { NONE, BLOCKED, RESERVED, PAUSED };
mtype how[2] = NONE;	/* why the object is held */
byte who[2];		/* 1 + that host */
byte means[2];		/* the frame of a reserved name */
bit over[2];		/* a reservation has expired; the pause is of another
			   incarnation */
bit noted;		/* Y notes that it blocks X */
bit lease[HOSTS];

/* What is published: the frame, 0: nothing; and whose servers. */
byte frame[2];
byte servers;		/* bit h: of host h */

/* The writers. */
byte todo[HOSTS];	/* 1: pauses X and changes Y; 2: sends X again */
byte pend[HOSTS];	/* this Y */

/* Of the script that runs. */
byte own[2];		/* 1 + the owner */
byte was[2];		/* 1 + the owner before */
byte old[2];		/* its definition then */
byte gone[2];		/* 1 + the host that no longer claims it */
bit touched[2], redefined[2], pause[2], released[2];
bit has_held, cause, same, first_answer, sent;
byte res, k, f, d, g, fr[1], was_servers;
byte was_frame[2];	/* published before */
byte was_how[2], was_who[2], was_means[2];

#define frame_of(o, v)	((o == Y && v == 3) -> 1 : v)
#define merges(o, v)	(o == Y && v >= 2)
#ifdef NO_SHARE
#define shared(o, a, b)	false
#else
#define shared(o, a, b)	(frame_of(o, a) == frame_of(o, b) && \
			 (o == X || (merges(o, a) && merges(o, b))))
#endif
#define open(o, a, b)	(frame_of(o, a) == frame_of(o, b) && \
			 merges(o, a) == merges(o, b))

/* X of host h refers to a Y that is not published as h defines it. */
#define lacks(h)	(want[at(Y, h)] != 0 && own[Y] != h + 1 && (own[Y] == 0 || \
			 !shared(Y, want[at(Y, h)], \
			 want[at(Y, (own[Y] == 0 -> 0 : own[Y] - 1))])))
#ifdef NO_MISSING
#define missing(o, h)	false
#else
#define missing(o, h)	(o == X && lacks(h))
#endif

/* first() of closure.lua, with what the definition d of host f must be. */
inline first(o, fits)
{
	res = 0;
	k = 0;
	do
	:: k < HOSTS && res == 0 && c[at(o, k)] != 0 ->
		f = c[at(o, k)] - 1;
		d = want[at(o, f)];
		if
		:: d != 0 && (fits) ->
			if
			:: missing(o, f) -> cause = 1
			:: else -> res = f + 1
			fi
		:: else
		fi;
		k++
	:: else -> break
	od;
	k = 0;
	f = 0;
	d = 0
}

inline hold(o, h, w, m)
{
	same = (how[o] == h && who[o] == w && h == BLOCKED);
	how[o] = h;
	who[o] = w;
	means[o] = m;
	over[o] = 0
}

/* The name stays with host g - 1. */
inline keep_name(o, owner)
{
	g = owner;
	first(o, f + 1 == g || shared(o, d, want[at(o, g - 1)]));
	hold(o, BLOCKED, g, 0);
	g = 0
}

inline anyone(o)
{
	first(o, true);
	hold(o, BLOCKED, 0, 0)
}

inline succeed(o)
{
	first(o, (f + 1 == was[o] && open(o, d, old[o])) ||
	    (f + 1 != was[o] && shared(o, d, old[o])));
	if
	:: res != 0
	:: res == 0 && want[at(o, was[o] - 1)] != 0 -> keep_name(o, was[o])
	:: res == 0 && want[at(o, was[o] - 1)] == 0 && c[at(o, 0)] == 0
	:: res == 0 && want[at(o, was[o] - 1)] == 0 && c[at(o, 0)] != 0 ->
		if
		:: released[o] && RESERVE ->
			first(o, frame_of(o, d) == frame_of(o, old[o]));
			hold(o, RESERVED, was[o], frame_of(o, old[o]))
		:: else -> anyone(o)
		fi
	fi
}

#define held_want(o)	(who[o] != 0 && want[at(o, who[o] - 1)] != 0)

inline resume(o)
{
	if
	:: c[at(o, 0)] == 0 -> res = 0; hold(o, NONE, 0, 0)
	:: c[at(o, 0)] != 0 && how[o] == PAUSED && held_want(o) && !over[o] ->
		res = 0;
		same = 1
	:: c[at(o, 0)] != 0 && how[o] == RESERVED && !over[o] &&
	    !held_want(o) ->
		first(o, frame_of(o, d) == means[o]);
		same = 1
	:: else ->
		if
		:: held_want(o) -> keep_name(o, who[o])
		:: !held_want(o) && how[o] != RESERVED && released[o] &&
		    RESERVE && gone[o] == who[o] && gone[o] != 0 ->
			res = 0;
			hold(o, RESERVED, gone[o], 0)
		:: else -> anyone(o)
		fi
	fi
}

inline make_first(o)
{
	if
	:: c[at(o, 1)] == res ->
		c[at(o, 1)] = c[at(o, 0)]; c[at(o, 0)] = res
	:: c[at(o, 2)] == res ->
		c[at(o, 2)] = c[at(o, 1)];
		c[at(o, 1)] = c[at(o, 0)]; c[at(o, 0)] = res
	:: else
	fi
}

/* Decides who publishes a touched object; h is the host of the script. */
inline settle(o, h)
{
	if
	:: touched[o] ->
		cause = 0;
		same = 0;
		res = 0;
		if
		:: c[at(o, 0)] == 0 -> hold(o, NONE, 0, 0)
		:: c[at(o, 0)] != 0 && pause[o] && was[o] == h + 1 ->
			first(o, f != h && shared(o, d, old[o]));
			hold(o, PAUSED, h + 1, 0)
		:: c[at(o, 0)] != 0 && !(pause[o] && was[o] == h + 1) ->
			if
			:: was[o] != 0 -> succeed(o)
			:: was[o] == 0 && how[o] != NONE -> resume(o)
			:: else -> anyone(o)
			fi
		fi;
		own[o] = res;
		if
		:: res != 0 -> make_first(o); hold(o, NONE, 0, 0)
		:: else
		fi;
		if
		:: o == X ->
			if
			:: !same -> noted = 0
			:: else
			fi;
			noted = (how[X] == BLOCKED && cause -> 1 : noted)
		:: else
		fi;
		cause = 0;
		same = 0;
		res = 0
	:: else
	fi
}

/* Loads both objects. */
inline load()
{
	has_held = (how[X] != NONE || how[Y] != NONE);
	own[X] = (how[X] == NONE -> c[at(X, 0)] : 0);
	own[Y] = (how[Y] == NONE -> c[at(Y, 0)] : 0);
	was[X] = own[X];
	was[Y] = own[Y];
	old[X] = (own[X] != 0 -> want[at(X, (own[X] == 0 -> 0 : own[X] - 1))] : 0);
	old[Y] = (own[Y] != 0 -> want[at(Y, (own[Y] == 0 -> 0 : own[Y] - 1))] : 0);
	was_frame[X] = frame[X];
	was_frame[Y] = frame[Y];
	was_servers = servers
}

#define value(o)	(own[o] == 0 -> 0 : \
			 want[at(o, (own[o] == 0 -> 0 : own[o] - 1))])
#define is_changed(o)	(redefined[o] || own[o] != was[o] || \
			 frame_of(o, value(o)) != frame_of(o, old[o]))

/* Whose servers are published, of the owner g - 1 with the definition d. */
#define serves(h)	(want[at(Y, h)] != 0 && (g == h + 1 || (merges(Y, d) && \
			 shared(Y, want[at(Y, h)], d))))
inline count_servers(v)
{
	d = (g == 0 -> 0 : want[at(Y, (g == 0 -> 0 : g - 1))]);
	v = (g == 0 -> 0 : (serves(0) -> 1 : 0) + (serves(1) -> 2 : 0) +
	    (serves(2) -> 4 : 0));
	d = 0
}

/* settle_all() and commit(). */
inline settle_all(h)
{
	settle(Y, h);
#ifndef NO_WAKE
	touched[X] = (touched[Y] && has_held && is_changed(Y) && noted ->
	    1 : touched[X]);
#endif
	settle(X, h);
	if
	:: touched[X] -> frame[X] = frame_of(X, value(X))
	:: else
	fi;
	if
	:: touched[Y] ->
		frame[Y] = frame_of(Y, value(Y));
		g = own[Y];
#ifdef NO_SERVERS
		servers = (g == 0 -> 0 : servers | (1 << (g - 1)));
#else
		count_servers(servers);
#endif
		g = 0
	:: else
	fi;
	sent = (frame[X] != was_frame[X] || frame[Y] != was_frame[Y] ||
	    servers != was_servers)
}

/* What follows from want, claims and held; independent of the decisions. */
#define owner(o)	(how[o] != NONE -> 0 : c[at(o, 0)])
#define shown(o)	(owner(o) == 0 -> 0 : frame_of(o, \
			 want[at(o, (owner(o) == 0 -> 0 : owner(o) - 1))]))

/* An object is held though a host could publish it. */
#define could(h)	(want[at(X, h)] != 0 && !lacks(h) && (who[X] == 0 || \
			 who[X] == h + 1 || (want[at(X, who[X] - 1)] != 0 && \
			 shared(X, want[at(X, h)], want[at(X, who[X] - 1)]))))

/* The owner before is another host with a lease, and wants the same. */
#define keeps(o, h, v)	(was[o] != 0 && was[o] != h + 1 && was[o] != v && \
			 want[at(o, was[o] - 1)] == old[o])

/* victim: 1 + the host that a script removes, or 0. */
inline check(h, victim)
{
	invariant(1, frame[X] == shown(X) && frame[Y] == shown(Y));
	g = owner(Y);
	count_servers(fr[0]);
	invariant(1, servers == fr[0]);
	fr[0] = 0;
	g = 0;
	invariant(2, frame[X] == 0 || !lacks(owner(X) - 1));
	invariant(3, !keeps(X, h, victim) || frame[X] == was_frame[X]);
	invariant(3, !keeps(Y, h, victim) || frame[Y] == was_frame[Y]);
	invariant(6, how[X] != BLOCKED || !(could(0) || could(1) || could(2)))
}

inline print_object(o)
{
	SAY6("@= object %d claims %d%d%d held %e by %d", o, c[at(o, 0)],
	    c[at(o, 1)], c[at(o, 2)], how[o], who[o]);
	SAY4(" frame %d servers %d noted %d sent %d\n", frame[o],
	    (o == Y -> servers : 0), (o == Y -> noted : 0), sent)
}

inline finish(h, victim)
{
	check(h, victim);
	print_object(X);
	print_object(Y);
	was[X] = 0; was[Y] = 0; old[X] = 0; old[Y] = 0; own[X] = 0; own[Y] = 0;
	gone[X] = 0; gone[Y] = 0; touched[X] = 0; touched[Y] = 0;
	redefined[X] = 0; redefined[Y] = 0; pause[X] = 0; pause[Y] = 0;
	released[X] = 0; released[Y] = 0; was_frame[X] = 0; was_frame[Y] = 0;
	has_held = 0; sent = 0; was_servers = 0
}

inline disown(o, h)
{
	if
	:: c[at(o, 0)] == h + 1 -> c[at(o, 0)] = c[at(o, 1)];
		c[at(o, 1)] = c[at(o, 2)]; c[at(o, 2)] = 0
	:: c[at(o, 1)] == h + 1 -> c[at(o, 1)] = c[at(o, 2)]; c[at(o, 2)] = 0
	:: c[at(o, 2)] == h + 1 -> c[at(o, 2)] = 0
	:: else
	fi
}

inline unclaim(o, h, own_will)
{
	released[o] = own_will;
	disown(o, h);
	gone[o] = (want[at(o, h)] != 0 -> h + 1 : 0);
	want[at(o, h)] = 0
}

inline claim(o, h)
{
	if
	:: want[at(o, h)] != 0
	:: want[at(o, h)] == 0 && c[at(o, 0)] == 0 -> c[at(o, 0)] = h + 1
	:: want[at(o, h)] == 0 && c[at(o, 0)] != 0 && c[at(o, 1)] == 0 ->
		c[at(o, 1)] = h + 1
	:: else -> c[at(o, 2)] = h + 1
	fi
}

/* An object of change.lua. */
inline define(o, h, v)
{
	touched[o] = 1;
	redefined[o] = 1;
	if
	:: v == 0 -> unclaim(o, h, 1)
	:: else ->
		claim(o, h);
		want[at(o, h)] = v;
		/* Not held any more, as LAST_WINS has it. */
#ifdef LAST_WINS
		hold(o, NONE, 0, 0);
		own[o] = h + 1;
		res = h + 1; make_first(o);
		was[o] = 0; touched[o] = 0; res = 0;
		frame[o] = frame_of(o, v);
#endif
		if
		:: how[o] == PAUSED && who[o] == h + 1 -> how[o] = BLOCKED;
			over[o] = 0
		:: else
		fi
	fi
}

#define is_good(h)	(want[at(Y, h)] == 0 || own[Y] == h + 1 || \
			 (own[Y] != 0 && shared(Y, want[at(Y, h)], value(Y))))
#define NOT	9	/* the call does not have this object */

byte kept_c[3], kept_who, kept_means, kept_over;
mtype kept_how = NONE;

inline save()
{
	kept_c[0] = c[at(Y, 0)]; kept_c[1] = c[at(Y, 1)]; kept_c[2] = c[at(Y, 2)];
	kept_how = how[Y]; kept_who = who[Y]; kept_means = means[Y];
	kept_over = over[Y]
}

inline restore(h)
{
	c[at(Y, 0)] = kept_c[0]; c[at(Y, 1)] = kept_c[1]; c[at(Y, 2)] = kept_c[2];
	how[Y] = kept_how; who[Y] = kept_who; means[Y] = kept_means;
	over[Y] = kept_over;
	want[at(Y, h)] = fr[0];
	own[Y] = was[Y];
	touched[Y] = 0;
	redefined[Y] = 0;
	kept_c[0] = 0; kept_c[1] = 0; kept_c[2] = 0;
	kept_how = NONE; kept_who = 0; kept_means = 0; kept_over = 0
}

/*
 * x and y: the definitions.  named: the host's X is published, and not in the
 * call.  paused: X is paused, and y is its Y.
 */
inline do_change(h, x, y, named, paused)
{
	d_step {
		SAY6("@change %d x %d y %d named %d paused %d reserve %d\n", h,
		    x, y, named, paused, RESERVE);
		load();
		if
		:: named && is_good(h) && y != 0 ->
			/* What Y would be: see FIRST. */
			fr[0] = want[at(Y, h)];
			save();
			define(Y, h, y);
			settle(Y, h);
			first_answer = !is_good(h);
			restore(h);
			fr[0] = 0
		:: else
		fi;
#ifdef NO_FIRST
		first_answer = 0;
#endif
		if
		:: first_answer ->
			SAY("@- FIRST\n");
			todo[h] = 1;
			pend[h] = y
		:: else ->
			if
			:: paused -> touched[X] = 1; pause[X] = 1
			:: !paused && x != NOT -> define(X, h, x)
			:: else
			fi;
			if
			:: y != NOT -> define(Y, h, y)
			:: else
			fi;
			settle_all(h);
			SAY("@- OK\n");
			todo[h] = (paused -> 2 : 0);
			pend[h] = 0
		fi;
		first_answer = 0;
		finish(h, 0)
	}
}

/* withdraw.lua and reap.lua. */
inline do_remove(h, v, own_will)
{
	d_step {
		if
		:: own_will -> SAY2("@withdraw %d reserve %d\n", v, RESERVE)
		:: else -> SAY3("@reap %d victim %d reserve %d\n", h, v, RESERVE)
		fi;
		load();
		if
		:: want[at(X, v)] != 0 -> touched[X] = 1; unclaim(X, v, own_will)
		:: else
		fi;
		if
		:: want[at(Y, v)] != 0 -> touched[Y] = 1; unclaim(Y, v, own_will)
		:: else
		fi;
		settle_all(h);
		SAY("@- OK\n");
		if
		:: own_will -> lease[v] = 0; todo[v] = 0; pend[v] = 0
		:: else
		fi;
		finish(h, v + 1)
	}
}

/* release.lua, and verify.lua of all objects of this host. */
inline do_again(h, o, mine)
{
	d_step {
		if
		:: mine -> SAY2("@verify %d reserve %d\n", h, RESERVE)
		:: else -> SAY3("@release %d object %d reserve %d\n", h, o, RESERVE)
		fi;
		load();
		if
		:: mine ->
			touched[X] = (want[at(X, h)] != 0);
			touched[Y] = (want[at(Y, h)] != 0)
		:: else ->
			touched[o] = 1;
			touched[X] = (o == Y && noted -> 1 : touched[X])
		fi;
		was_how[X] = how[X]; was_who[X] = who[X];
		was_how[Y] = how[Y]; was_who[Y] = who[Y];
		was_means[X] = over[X]; was_means[Y] = over[Y];
		settle_all(h);
		SAY("@- OK\n");
		/* A second decision changes nothing. */
		invariant(4, was_means[X] || was_means[Y] || (!sent &&
		    how[X] == was_how[X] && how[Y] == was_how[Y] &&
		    who[X] == was_who[X] && who[Y] == was_who[Y]));
		was_how[X] = 0; was_who[X] = 0; was_how[Y] = 0; was_who[Y] = 0;
		was_means[X] = 0; was_means[Y] = 0;
		finish(h, 0)
	}
}

/* The incarnation of the host ends: what it has paused is decided about. */
inline ends(h)
{
	todo[h] = 0;
	pend[h] = 0;
	over[X] = (how[X] == PAUSED && who[X] == h + 1 -> 1 : over[X])
}

inline do_hello(h)
{
	d_step { ends(h); lease[h] = 1; SAY2("@start %d reserve %d\n", h, RESERVE) }
}

#define idle(h)		(lease[h] && todo[h] == 0)
#define has(h)		(want[at(X, h)] != 0 || want[at(Y, h)] != 0)
#define named(h)	(want[at(X, h)] != 0)

/* A simulation removes less often, so that more happens. */
inline choose_x(v)
{
	if
	:: v = 0
	:: v = 1
	:: v = 2
#ifdef TRACE
	:: v = 1
	:: v = 1
#endif
	fi
}

inline choose_y(v)
{
	if
	:: v = 0
#ifndef MERGED
	:: v = 1
#endif
	:: v = 2
#ifndef PLAIN
	:: v = 3
#endif
#ifdef TRACE
	:: v = 3
	:: v = 3
#endif
	fi
}

inline change_any(h)
{
	if
	:: choose_x(x); do_change(h, x, NOT, 0, 0)
	:: choose_y(y); do_change(h, NOT, y, named(h), 0)
	:: choose_x(x); choose_y(y); do_change(h, x, y, 0, 0)
	fi
}

inline remove_expired(h)
{
	if
	:: has((h + 1) % 3) && !lease[(h + 1) % 3] -> x = (h + 1) % 3;
		do_remove(h, x, 0)
	:: has((h + 2) % 3) && !lease[(h + 2) % 3] -> x = (h + 2) % 3;
		do_remove(h, x, 0)
	:: else
	fi
}

/* A host that has its lease does one of these. */
inline step(h)
{
	if
	:: idle(h) -> change_any(h)
#ifdef TRACE
	:: idle(h) -> change_any(h)
	:: idle(h) -> change_any(h)
	:: idle(h) -> change_any(h)
#endif
	:: todo[h] == 1 -> y = pend[h]; do_change(h, NOT, y, 0, 1)
	:: todo[h] == 2 -> x = want[at(X, h)]; do_change(h, x, NOT, 0, 0)
	:: idle(h) && has(h) -> do_again(h, X, 1)
	:: how[X] != NONE -> do_again(h, X, 0)
	:: how[Y] != NONE || noted -> do_again(h, Y, 0)
	:: remove_expired(h)
	:: rarely(h)
	fi
}

inline rarely(h)
{
	if
	:: idle(h) && has(h) -> x = h; do_remove(h, x, 1)
	:: do_hello(h)
	:: d_step { lease[h] = 0; ends(h); SAY1("@lapse %d\n", h) }
	:: skip
	fi
}

active proctype hosts()
{
	byte h, x, y;

end:
	do
	:: atomic {
		if
		:: h = 0
		:: h = 1
		:: h = 2
		fi;
		if
		:: lease[h] -> step(h)
		:: else -> do_hello(h)
		fi;
		h = 0; x = 0; y = 0 }
	:: d_step { how[X] == RESERVED && !over[X] -> over[X] = 1;
		SAY1("@expire %d\n", X) }
	:: d_step { how[Y] == RESERVED && !over[Y] -> over[Y] = 1;
		SAY1("@expire %d\n", Y) }
	od
}
