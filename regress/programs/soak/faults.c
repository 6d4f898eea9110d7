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

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "regress/programs/soak/soak.h"

static struct host *
any_host(int runs)
{
	int	 i, at = (int)pick(HOSTS);

	for (i = 0; i < HOSTS; i++)
		if (host_runs(&hosts[(at + i) % HOSTS]) == runs)
			return &hosts[(at + i) % HOSTS];
	return NULL;
}

static void
engine_of(char *to, const struct host *h)
{
	(void)snprintf(to, TEXT, "%d", h->id);
}

static void
start(struct host *h)
{
	char	 engine[TEXT];

	engine_of(engine, h);
	host_start(h, engine);
	host_snapshot(h);
}

static void
die(void)
{
	struct host	*h = any_host(1);

	if (h == NULL)
		return;
	note("h%d dies", h->id);
	host_kill(h);
}

static void
come(void)
{
	struct host	*h = any_host(0);

	if (h == NULL)
		return;
	note("h%d comes back", h->id);
	start(h);
}

/* Its lease is gone, whether it lives or not. */
static void
lapse_host(struct host *h)
{
	note("the lease of h%d is gone", h->id);
	if (host_runs(h))
		h->shaky = 1;
	else
		h->leased = 0;
	(void)server_do("DEL kopd:/traefik/lease/h%d", h->id);
}

static void
lapse(void)
{
	lapse_host(&hosts[pick(HOSTS)]);
}

/* It comes back within its lease: nothing is written, nobody is told. */
static void
return_quietly(void)
{
	struct host	*h = any_host(1);
	unsigned int	 messages;
	long long	 writes;
	int		 i;

	if (h == NULL)
		return;
	for (i = 0; i < HOSTS; i++)
		if (!host_runs(&hosts[i]) && !hosts[i].leased)
			return;		/* others will reap it meanwhile */
	check_settled();
	note("h%d dies and returns", h->id);
	messages = server_messages();
	writes = server_writes();
	host_kill(h);
	start(h);
	check_settled();
	if (messages != server_messages() || writes != server_writes())
		fail("h%d came back within its lease: %u messages, %lld writes",
		    h->id, server_messages() - messages,
		    server_writes() - writes);
}

/* Another engine under its name is refused, whatever it wants. */
static void
impostor(void)
{
	struct host	*h = any_host(0), life;

	if (h == NULL || !h->leased || harm.lost)
		return;
	note("another engine says it is h%d", h->id);
	life = *h;
	host_start(h, "other");
	host_snapshot(h);
	host_await(h, "state", "in use");
	host_kill(h);
	life.number = h->number;
	life.done = h->number;
	*h = life;
}

/* A second one on its engine takes over; the first writes no more. */
static void
twin(void)
{
	struct host	*h = any_host(1), first;
	wish		 wishes[OBJECTS];

	if (h == NULL)
		return;
	check_settled();
	note("h%d has a twin", h->id);
	first = *h;
	start(h);
	check_settled();
	memcpy(wishes, first.told, sizeof(wishes));
	wishes_change(wishes);
	host_change(&first, wishes);
	check_settled();
	host_kill(&first);
}

static void
forget_leases(void)
{
	int	 i;

	for (i = 0; i < HOSTS; i++)
		if (!host_runs(&hosts[i]))
			hosts[i].leased = 0;
	harm.lost = 1;
}

static void
flush(void)
{
	note("FLUSHALL");
	forget_leases();
	(void)server_do("FLUSHALL");
}

static void
restart(void)
{
	int	 keep = (int)pick(3);

	note("Redis restarts with %s", keep == 2 ? "its data" :
	    keep == 1 ? "older data" : "no data");
	forget_leases();
	if (keep == 2)
		(void)server_do("SAVE");
	server_restart(keep > 0);
	check_now();		/* it has forgotten whom to tell */
}

static void
save(void)
{
	note("Redis saves its data");
	(void)server_do("SAVE");
}

/* A key of a host that lives, since nobody sees to one of the dead. */
static void
tamper(void)
{
	const struct snapshot	*s;
	char			 key[TEXT];
	int			 o, owner, i;

	check_settled();	/* what is on its way may remove the key */
	s = check_last();
	for (i = 0; i < 5; i++) {
		o = (int)pick(SHARED * PARTS);
		if ((owner = snapshot_owner(s, o)) == -1 ||
		    !host_runs(&hosts[owner]))
			continue;
		(void)snprintf(key, sizeof(key), "traefik/%s/%.*s",
		    s->want[owner][o].name,
		    (int)strcspn(s->want[owner][o].frame, "="),
		    s->want[owner][o].frame);
		harm.tampered = 1;
		note("by hand: %s", key);
		if (pick(2) == 0)
			(void)server_do("DEL %s", key);
		else if (pick(2) == 0)
			(void)server_do("SET %s wrong", key);
		else
			(void)server_do("EVAL %s 1 %s", "redis.call('DEL', "
			    "KEYS[1]) redis.call('LPUSH', KEYS[1], 'wrong')",
			    key);
	}
}

/* The hash of what one wants, or who it is; or what is there of all. */
static void
damage(void)
{
	static const char *const	 of_all[] = { "claims", "held", "hosts",
					    "shown" };
	struct host			*h = any_host(1);
	const char			*key;

	if (h == NULL)
		return;
	harm.broken = 1;
	if (pick(3) == 0) {
		key = of_all[pick(sizeof(of_all) / sizeof(of_all[0]))];
		note("by hand: DEL %s", key);
		(void)server_do("DEL kopd:/traefik/%s", key);
	} else if (pick(2) == 0) {
		harm.unknown = 1;
		note("by hand: DEL want/h%d", h->id);
		(void)server_do("DEL kopd:/traefik/want/h%d", h->id);
	} else {
		note("by hand: DEL host/h%d", h->id);
		(void)server_do("DEL kopd:/traefik/host/h%d", h->id);
	}
}

static void
forget_scripts(void)
{
	note("SCRIPT FLUSH");
	(void)server_do("SCRIPT FLUSH");
}

static void
cut(void)
{
	note("CLIENT KILL");
	(void)server_do("CLIENT KILL TYPE normal SKIPME yes");
}

static void
slow(void)
{
	note("CLIENT PAUSE");
	(void)server_do("CLIENT PAUSE 100");
}

/* While one stands still, others may take its objects. */
static void
stand_still(void)
{
	struct host	*h = any_host(1);
	wish		 wishes[OBJECTS];
	int		 i;

	if (h == NULL)
		return;
	check_settled();	/* one change of each at a time */
	note("h%d stands still", h->id);
	(void)kill(h->writer, SIGSTOP);
	if (pick(2) == 0)
		lapse_host(h);
	for (i = 0; i < HOSTS; i++) {
		if (&hosts[i] == h || !host_runs(&hosts[i]))
			continue;
		memcpy(wishes, hosts[i].told, sizeof(wishes));
		wishes_change(wishes);
		host_change(&hosts[i], wishes);
	}
	hosts_serve(50);
	(void)kill(h->writer, SIGCONT);
}

/* As Traefik's start does; what is written before one looks may go unheard. */
static void
notifications(void)
{
	int	 i, on = (int)pick(2);

	check_settled();
	note("notify-keyspace-events %s", on ? "KEA" : "off");
	(void)server_do("CONFIG SET notify-keyspace-events %s", on ? "KEA" :
	    "");
	for (i = 0; i < HOSTS; i++)
		if (host_runs(&hosts[i]))
			host_await(&hosts[i], "notify", on ? "is on" : "is off");
}

void
fault(int connections)
{
	static void	(*const all[])(void) = {
		die, come, come, lapse, return_quietly, impostor, twin, tamper,
		tamper, damage, notifications, forget_scripts, stand_still, slow, save, flush,
		cut, restart	/* these two cut connections */
	};
	size_t		 n = sizeof(all) / sizeof(all[0]);

	all[pick((unsigned int)(connections ? n : n - 2))]();
}
