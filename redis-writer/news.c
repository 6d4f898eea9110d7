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

#include <sys/types.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/bucket.h"
#include "common/clock.h"
#include "common/log.h"
#include "redis-writer/conflict.h"
#include "redis-writer/definition.h"
#include "redis-writer/news_text.h"
#include "redis-writer/notes.h"
#include "redis-writer/redis-writer.h"

/* Limit of lines at once, and of lines a second after that. */
#define BURST		20
#define RATE		1

struct news {
	struct group	 routers;
	struct group	 parts;
	struct names	 containers;	/* of the routers */
	struct bucket	 lines;
	struct event	*timer;		/* pending: lines wait */
	int		 begun;		/* news_begin() was called */
	size_t		 already;	/* routers in Redis before it */
	size_t		 already_of;	/* their containers */
};

static void	news_say(struct writer *);

/* Otherwise news_settled() logs the notes when Redis has all objects again. */
static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct writer	*w = arg;

	(void)fd;
	(void)what;
	if (w->phase == PHASE_RUNNING && w->in_flight == 0)
		news_say(w);
}

void
news_init(struct writer *w)
{
	if ((w->news = calloc(1, sizeof(*w->news))) == NULL)
		fatal(NULL);
	if ((w->news->timer = evtimer_new(w->base, on_timer, w)) == NULL)
		fatalx("evtimer_new");
	bucket_init(&w->news->lines, BURST, RATE, clock_ms());
}

static void
news_clear(struct news *news)
{
	group_clear(&news->routers);
	group_clear(&news->parts);
	names_clear(&news->containers);
}

void
news_free(struct writer *w)
{
	news_clear(w->news);
	event_free(w->news->timer);
	free(w->news);
}

static char *
text_copy(const struct text *t)
{
	char	*s;

	if ((s = strndup(t->s, t->len)) == NULL)
		fatal(NULL);
	return s;
}

/* Returns 0, or -1 if there is no definition with a name. */
static int
item_set(struct news_item *item, enum news_kind kind, const void *blob,
    size_t len)
{
	struct outline	 o;

	if (definition_outline(blob, len, &o) == -1)
		return -1;
	item->kind = kind;
	item->name = text_copy(&o.name);
	item->container = text_copy(&o.container);
	return 0;
}

void
news_sent(struct news_item *item, const struct object *o)
{
	memset(item, 0, sizeof(*item));
	if (o->flags & OBJECT_PAUSE || !o->told ||
	    o->old_len == 0)
		return;
	if (o->blob_len > 0)
		item->kind = NEWS_CHANGED;
	else
		(void)item_set(item, NEWS_REMOVED, object_old(o), o->old_len);
}

/* True if a router of the same container is logged, which is enough. */
static int
is_covered(const struct group *routers, const char *container)
{
	size_t	 i;

	if (routers->over)
		return 1;
	for (i = 0; i < routers->kept; i++)
		if (strcmp(routers->notes[i].item.container, container) == 0)
			return 1;
	return 0;
}

/* Takes ownership of the names in the item. */
static void
news_add(struct writer *w, const char *id, struct news_item *item)
{
	struct news	*news = w->news;

	if (id_is_router(id)) {
		names_add(&news->containers, item->container);
		group_add(&news->routers, id, item);
	} else if (is_covered(&news->routers, item->container))
		item_clear(item);
	else
		group_add(&news->parts, id, item);
}

static void
news_add_stored(struct writer *w, const struct object *o, enum news_kind kind)
{
	struct news_item	 item;
	struct bytes		 stored = object_stored(o);

	if (item_set(&item, kind, stored.data, stored.len) == 0)
		news_add(w, object_id(o), &item);
}

/*
 * Routers that refer to a service, up to one more than there are lines.  A
 * dirty router is logged when it is sent.
 */
struct routers {
	const struct object	*list[LINES + 1];
	size_t			 n;
};

static int
add_router(struct object *o, void *arg)
{
	struct routers	*routers = arg;

	if (o->flags & OBJECT_ROUTER && o->told &&
	    o->where == OBJECT_CLEAN && o->blob_len > 0)
		routers->list[routers->n++] = o;
	return routers->n > LINES;
}

/* If a service changes, logs the routers that use it instead. */
static void
news_add_object(struct writer *w, const struct object *o, enum news_kind kind)
{
	struct routers	 routers = { .n = 0 };
	size_t		 i;

	if (strstr(object_id(o), "/services/") != NULL &&
	    (kind == NEWS_CHANGED || !w->news->routers.over))
		(void)state_naming(w->state, object_id(o), add_router,
		    &routers);
	if (routers.n == 0 || routers.n > LINES) {
		news_add_stored(w, o, kind);
		return;
	}
	for (i = 0; i < routers.n; i++)
		if (group_find(&w->news->routers,
		    object_id(routers.list[i])) == NULL)
			news_add_stored(w, routers.list[i], NEWS_CHANGED);
}

/*
 * Notes whether the object is logged as published.  Returns 1 if that changes.
 */
static int
news_told(struct object *o, int told)
{
	if (o->flags & (OBJECT_PAUSED | OBJECT_PAUSE) ||
	    !(o->flags & OBJECT_KNOWN) || object_stored(o).len == 0 ||
	    o->told == told)
		return 0;
	o->told = (uint8_t)(told != 0);
	return 1;
}

static void
news_look(struct writer *w, const char *id, struct news_item *item)
{
	struct object	*o = state_find(w->state, id);
	int		 waits = conflict_has(w, id);

	if (item != NULL && item->kind == NEWS_REMOVED)
		news_add(w, id, item);
	else if (o == NULL)
		return;
	else if (news_told(o, !waits) && !waits)
		news_add_object(w, o, NEWS_PUBLISHED);
	else if (item != NULL && item->kind == NEWS_CHANGED && !waits)
		news_add_object(w, o, NEWS_CHANGED);
}

void
news_lost(struct writer *w, char *const *ids, struct news_item *items,
    size_t n)
{
	const struct object	*o;
	size_t			 i;

	for (i = 0; i < n; i++) {
		if (items[i].kind == NEWS_REMOVED)
			news_add(w, ids[i], &items[i]);
		else if (items[i].kind == NEWS_CHANGED &&
		    (o = state_find(w->state, ids[i])) != NULL)
			news_add_object(w, o, NEWS_CHANGED);
	}
}

void
news_looked(struct writer *w, char *const *ids, struct news_item *items,
    size_t n)
{
	size_t	 i;
	int	 routers;

	/*
	 * Routers come first, because their lines have the servers of their
	 * services.
	 */
	for (routers = 1; routers >= 0; routers--)
		for (i = 0; i < n; i++)
			if (id_is_router(ids[i]) == routers)
				news_look(w, ids[i], items == NULL ? NULL :
				    &items[i]);
}

struct census {
	struct names	 containers;
	size_t		 routers;
};

static void
count_router(struct object *o, void *arg)
{
	struct census		*census = arg;
	struct news_item	 item;

	if (!(o->flags & OBJECT_ROUTER) || item_set(&item, NEWS_NONE,
	    object_blob(o), o->blob_len) == -1)
		return;
	census->routers++;
	names_add(&census->containers, item.container);
	item_clear(&item);
}

void
news_begin(struct writer *w)
{
	struct census	 census = { .routers = 0 };
	size_t		 cursor = 0;

	if (w->news->begun)
		return;
	w->news->begun = 1;
	state_begun(w->state);
	(void)state_walk(w->state, &cursor, SIZE_MAX, count_router, &census);
	w->news->already = census.routers;
	w->news->already_of = names_count(&census.containers);
	names_clear(&census.containers);
}

static const char *
plural(size_t n)
{
	return n == 1 ? "" : "s";
}

/* Writes ": 4 published, 1 changed". */
static void
list_kinds(const size_t *counts, char *text, size_t size)
{
	char		 part[48];
	enum news_kind	 k;

	(void)strlcpy(text, "", size);
	for (k = NEWS_PUBLISHED; k <= NEWS_REMOVED; k++) {
		if (counts[k] == 0)
			continue;
		(void)snprintf(part, sizeof(part), "%s%zu %s",
		    *text == '\0' ? ": " : ", ", counts[k], news_word(k));
		(void)strlcat(text, part, size);
	}
}

static void
say_routers(struct news *news)
{
	char		 kinds[160];
	enum news_kind	 k;
	size_t		 n = names_count(&news->containers), sum;
	size_t		 counts[NEWS_REMOVED + 1];

	sum = group_count(&news->routers, counts);
	for (k = NEWS_PUBLISHED; k <= NEWS_REMOVED; k++) {
		if (counts[k] != sum)
			continue;
		log_info("%s %zu routers of %zu container%s (kopctl show "
		    "routes lists them)", news_word(k), sum, n, plural(n));
		return;
	}
	list_kinds(counts, kinds, sizeof(kinds));
	log_info("%zu routers of %zu container%s%s (kopctl show routes lists "
	    "them)", sum, n, plural(n), kinds);
}

static void
say_parts(struct group *g)
{
	size_t	 counts[NEWS_REMOVED + 1];

	log_info("published, changed or removed %zu services and middlewares "
	    "(kopctl show routes lists them)", group_count(g, counts));
}

static void
say_notes(struct writer *w, const struct group *g)
{
	struct log_subject	 about = { NULL, NULL, NULL };
	size_t			 i;

	for (i = 0; i < g->kept; i++) {
		about.container = g->notes[i].item.container;
		about.object = g->notes[i].id;
		log_about(LOG_INFO, &about, "%s", news_text(w,
		    g->notes[i].id, &g->notes[i].item));
	}
}

/* Removes parts that the routers of the same change cover. */
static void
drop_covered(struct news *news)
{
	struct group	*g = &news->parts;
	size_t		 i;

	if (news->routers.over)
		group_clear(g);
	for (i = g->kept; i-- > 0;)
		if (is_covered(&news->routers, g->notes[i].item.container))
			group_drop(g, &g->notes[i]);
}

static size_t
lines_of(const struct group *g)
{
	return g->over ? 1 : g->kept;
}

static void
say_group(struct writer *w, struct group *g)
{
	if (!g->over)
		say_notes(w, g);
	else if (g == &w->news->routers)
		say_routers(w->news);
	else
		say_parts(g);
}

/*
 * If the rate does not permit all lines now, all wait, and later ones join
 * them.
 */
static void
news_say(struct writer *w)
{
	static const struct timeval	 later = { 1, 0 };
	struct news			*news = w->news;
	size_t				 n;

	drop_covered(news);
	n = lines_of(&news->routers) + lines_of(&news->parts);
	if (!bucket_try(&news->lines, (uint32_t)n, clock_ms())) {
		if (!event_pending(news->timer, EV_TIMEOUT, NULL) &&
		    evtimer_add(news->timer, &later) == -1)
			fatalx("evtimer_add");
		return;
	}
	say_group(w, &news->routers);
	say_group(w, &news->parts);
	news_clear(news);
}

void
news_settled(struct writer *w)
{
	struct news	*news = w->news;

	if (lines_of(&news->routers) + lines_of(&news->parts) > 0)
		news_say(w);
	if (news->already > 0)
		log_info("%zu router%s of %zu container%s %s in Redis "
		    "already (kopctl show routes lists them)", news->already,
		    plural(news->already), news->already_of,
		    plural(news->already_of),
		    news->already == 1 ? "was" : "were");
	news->already = 0;
}
