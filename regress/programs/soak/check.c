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

/* The invariants. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "regress/programs/soak/soak.h"

#define LIMIT_SECONDS	60
#define TURN_MS		5

struct harm		 harm;
static struct snapshot	 snapshots[2];
static struct snapshot	*last = &snapshots[0], *now = &snapshots[1];
static struct texts	 seen;		/* the view at the last message */

const struct snapshot *
check_last(void)
{
	return last;
}

static void
look(void)
{
	snapshot_free(now);
	snapshot_take(now);
}

static void
remember(void)
{
	struct snapshot	*s = last;

	last = now;
	now = s;
}

static int
is_wish(const struct host *h, int o, wish w, const char *text)
{
	char	 wanted[TEXT];

	if (w == 0 || text == NULL)
		return w == 0 && text == NULL;
	wish_text(wanted, h->id, o, w);
	return strcmp(wanted, text) == 0;
}

/* It has wanted this since all was settled, and others know that it lives. */
static int
steady(const struct host *h, int o)
{
	return h->leased && !h->shaky && h->told[o] != 0 && h->had[o] != 0;
}

/*
 * What is stored of a host is what it wants, or wanted.  Of one that is gone,
 * Redis may have got older data back.
 */
static const char *
wrong_wants(const struct host *h)
{
	static char	 why[2 * TEXT];
	const char	*text;
	int		 o;

	for (o = 0; o < OBJECTS && h->leased; o++) {
		text = now->want[h->id][o].text;
		if (is_wish(h, o, h->told[o], text) ||
		    is_wish(h, o, h->had[o], text) ||
		    (text == NULL && h->shaky))
			continue;
		(void)snprintf(why, sizeof(why), "of h%d is stored for %s: %s",
		    h->id, object_id(o), text == NULL ? "nothing" : text);
		return why;
	}
	return NULL;
}

static const char *
wrong_view(void)
{
	struct texts	 view = { NULL, 0, 0 };
	const char	*why;

	snapshot_view(now, &view);
	why = texts_differ(&now->view, &view);
	texts_clear(&view);
	return why;
}

static int
has_claim(const struct snapshot *s, int o, int host)
{
	int	 i;

	for (i = 0; i < s->claimants[o]; i++)
		if (s->claims[o][i] == host)
			return i + 1;
	return 0;
}

/*
 * Those that claimed an object and still do stay before those that came; but
 * whoever owns it comes first.
 */
static const char *
wrong_order(void)
{
	static char	 why[TEXT];
	int		 o, i, at, newest;

	for (o = 0; o < OBJECTS; o++) {
		for (i = 0; i < last->claimants[o]; i++) {
			if (!steady(&hosts[last->claims[o][i]], o))
				continue;
			at = has_claim(now, o, last->claims[o][i]);
			newest = at > 2 && !has_claim(last, o,
			    now->claims[o][at - 2]);
			if (at == 1 || (at > 0 && !newest))
				continue;
			(void)snprintf(why, sizeof(why), "h%d lost its place "
			    "at %s", last->claims[o][i], object_id(o));
			return why;
		}
	}
	return NULL;
}

/* A router beside something that its host did not mean. */
static const char *
wrong_names(void)
{
	static char	 why[TEXT];
	int		 o, owner;

	for (o = 0; o < OBJECTS; o += PARTS) {
		if ((owner = snapshot_owner(now, o)) == -1 ||
		    snapshot_whole(now, owner, o))
			continue;
		(void)snprintf(why, sizeof(why), "%s of h%d names what is not "
		    "there as h%d means it", object_id(o), owner, owner);
		return why;
	}
	return NULL;
}

void
check_now(void)
{
	const char	*why = NULL;
	struct host	*h;

	look();
	if (now->foreign != NULL)
		fail("nobody wrote: %s", now->foreign);
	for (h = hosts; h < hosts + HOSTS && why == NULL; h++)
		if (!harm.lost && !harm.broken)
			why = wrong_wants(h);
	if (why == NULL && !harm.tampered && !harm.broken)
		why = wrong_view();
	if (why == NULL && !harm.broken)
		why = wrong_names();
	if (why == NULL && !harm.lost && !harm.tampered && !harm.unknown)
		why = beside_wrong(now);
	if (why == NULL && !harm.lost && !harm.broken)
		why = wrong_order();
	if (why != NULL)
		fail("at a message: %s", why);
	texts_copy(&seen, &now->view);
	remember();
}

/* All that lives has in Redis what it wants, and nothing more. */
static const char *
unsettled_host(const struct host *h)
{
	static char	 why[TEXT];
	int		 o, stored;

	for (o = 0; o < OBJECTS; o++) {
		stored = now->want[h->id][o].text != NULL;
		if (is_wish(h, o, h->told[o], now->want[h->id][o].text) &&
		    (has_claim(now, o, h->id) > 0) == stored)
			continue;
		(void)snprintf(why, sizeof(why), "of h%d is stored for %s%s: "
		    "%s", h->id, object_id(o), has_claim(now, o, h->id) == 0 ?
		    ", without claim" : "", stored ?
		    now->want[h->id][o].text : "nothing");
		return why;
	}
	return NULL;
}

/* Whether this claimant of a held object could publish it, now or in time. */
static int
publishable(int o, int h)
{
	int	 holder = now->holder[o];

	if (now->want[h][o].text == NULL)
		return 0;
	if (strcmp(now->held[o], "blocked") != 0)
		return 1;		/* its time ends */
	return (holder == -1 || holder == h ||
	    snapshot_equal(now, o, h, holder)) && snapshot_whole(now, h, o);
}

/* Nothing is held that somebody could publish. */
static const char *
unsettled_held(void)
{
	static char	 why[TEXT];
	int		 o, i, h;

	for (o = 0; o < OBJECTS; o++) {
		for (i = 0; i < now->claimants[o] && now->held[o]; i++) {
			h = now->claims[o][i];
			if (!publishable(o, h))
				continue;
			(void)snprintf(why, sizeof(why), "%s is %s, though "
			    "h%d could publish it", object_id(o), now->held[o],
			    h);
			return why;
		}
	}
	return NULL;
}

static const char *
unsettled(void)
{
	static char	 why[3 * TEXT];
	const char	*reason = NULL;
	struct host	*h;
	int		 runs = 0;	/* does any, to tell Traefik? */

	look();
	for (h = hosts; h < hosts + HOSTS && reason == NULL; h++) {
		runs |= host_runs(h);
		if (host_runs(h))
			reason = now->leased[h->id] ? unsettled_host(h) :
			    "a lease is missing";
		else if (!harm.lost && !harm.broken)
			reason = wrong_wants(h);
	}
	if (reason == NULL)
		reason = wrong_view();
	if (reason == NULL)
		reason = wrong_names();
	if (reason == NULL)
		reason = unsettled_held();
	if (reason == NULL && !harm.lost && !harm.broken)
		reason = wrong_order();
	if (reason == NULL && runs && (reason = texts_differ(&seen,
	    &now->view)) != NULL) {
		(void)snprintf(why, sizeof(why), "nobody told Traefik: %s",
		    reason);
		return why;
	}
	return reason;
}

void
check_settled(void)
{
	time_t		 limit = time(NULL) + LIMIT_SECONDS;
	const char	*why;
	struct host	*h;

	hosts_wait();
	while ((why = unsettled()) != NULL) {
		if (time(NULL) > limit)
			fail("it does not settle: %s", why);
		hosts_serve(TURN_MS);
	}
	for (h = hosts; h < hosts + HOSTS; h++) {
		if (!host_runs(h))
			continue;
		memcpy(h->had, h->told, sizeof(h->had));
		h->shaky = 0;
		h->leased = 1;
	}
	memset(&harm, 0, sizeof(harm));
	remember();
}

static const char *
unreaped(void)
{
	static char	 why[TEXT];
	int		 h, o;

	look();
	for (h = 0; h < HOSTS; h++) {
		for (o = 0; o < OBJECTS && !host_runs(&hosts[h]); o++) {
			if (now->want[h][o].text == NULL &&
			    !has_claim(now, o, h))
				continue;
			(void)snprintf(why, sizeof(why), "h%d is gone, but "
			    "still has %s", h, object_id(o));
			return why;
		}
	}
	return NULL;
}

void
check_reaped(void)
{
	time_t		 limit = time(NULL) + LIMIT_SECONDS;
	const char	*why;

	while ((why = unreaped()) != NULL) {
		if (time(NULL) > limit)
			fail("it is not reaped: %s", why);
		hosts_serve(TURN_MS);
	}
	check_settled();
}
