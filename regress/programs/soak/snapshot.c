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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "regress/programs/soak/soak.h"

#define INERT	"traefik/tls/certificates="

/* "h3" is number 3. */
static int
host_of(const char *name)
{
	int	 h = name[0] == 'h' ? atoi(name + 1) : -1;

	return h >= 0 && h < HOSTS ? h : -1;
}

static int
parse_claims(struct snapshot *s, char *rest)
{
	char	*word = strsep(&rest, " ");
	int	 h, o = object_of(word);

	if (o == -1)
		return -1;
	while ((word = strsep(&rest, " ")) != NULL) {
		if ((h = host_of(word)) == -1 || s->claimants[o] == HOSTS)
			return -1;
		s->claims[o][s->claimants[o]++] = h;
	}
	return 0;
}

static int
parse_want(struct snapshot *s, char *rest)
{
	int		 h = host_of(strsep(&rest, " ")), o;
	const char	*merge;
	struct stored	*w;

	if (rest == NULL || h == -1 ||
	    (o = object_of(strsep(&rest, " "))) == -1 || rest == NULL)
		return -1;
	w = &s->want[h][o];
	if ((w->text = strdup(rest)) == NULL)
		abort();
	w->name = strsep(&rest, " ");
	merge = strsep(&rest, " ");
	w->frame = strsep(&rest, " ");
	w->servers = strsep(&rest, " ");
	if (w->servers == NULL || rest != NULL)
		return -1;
	w->merge = atoi(merge);
	return 0;
}

static int
parse_host(struct snapshot *s, char kind, char *rest)
{
	int	 h = host_of(strsep(&rest, " "));

	if (h == -1)
		return -1;
	if (kind == 'l')
		s->leased[h] = 1;
	else if (rest != NULL)
		s->number[h] = atoi(rest);
	return 0;
}

static int
parse_held(struct snapshot *s, char *rest)
{
	int	 o = object_of(strsep(&rest, " "));

	if (o == -1 || rest == NULL)
		return -1;
	s->held[o] = strsep(&rest, " ");
	s->holder[o] = rest == NULL ? -1 : host_of(rest);
	return 0;
}

static int
parse_line(struct snapshot *s, char *line)
{
	if (line[0] == '\0' || line[1] != ' ')
		return -1;
	switch (line[0]) {
	case 'h':
	case 'l':
		return parse_host(s, line[0], line + 2);
	case 'c':
		return parse_claims(s, line + 2);
	case 'w':
		return parse_want(s, line + 2);
	case 'x':
		return parse_held(s, line + 2);
	case 'v':
		if (strncmp(line + 2, INERT, strlen(INERT)) != 0)
			texts_add(&s->view, "%s", line + 2);
		return 0;
	default:
		return -1;
	}
}

void
snapshot_take(struct snapshot *s)
{
	char	*rest, *line;

	memset(s, 0, sizeof(*s));
	rest = s->text = server_snapshot();
	while ((line = strsep(&rest, "\n")) != NULL) {
		if (*line != '\0' && parse_line(s, line) == -1)
			s->foreign = line;
	}
	texts_sort(&s->view);
}

void
snapshot_free(struct snapshot *s)
{
	int	 h, o;

	for (h = 0; h < HOSTS; h++)
		for (o = 0; o < OBJECTS; o++)
			free(s->want[h][o].text);
	texts_clear(&s->view);
	free(s->text);
	memset(s, 0, sizeof(*s));
}

int
snapshot_owner(const struct snapshot *s, int o)
{
	int	 i, h;

	for (i = 0; i < s->claimants[o] && s->held[o] == NULL; i++) {
		h = s->claims[o][i];
		if (s->want[h][o].text != NULL && s->number[h] != 0)
			return h;
	}
	return -1;
}

static int
is_shared(const struct stored *a, const struct stored *b)
{
	return strcmp(a->name, b->name) == 0 &&
	    strcmp(a->frame, b->frame) == 0 && ((a->merge && b->merge) ||
	    (strcmp(a->servers, "-") == 0 && strcmp(b->servers, "-") == 0));
}

int
snapshot_equal(const struct snapshot *s, int o, int a, int b)
{
	return s->want[a][o].text != NULL && s->want[b][o].text != NULL &&
	    is_shared(&s->want[a][o], &s->want[b][o]);
}

/* A name of one of ours in a frame: "service=w3", up to a comma. */
static int
named(const char *frame, const char *key, const char *section)
{
	const char	*at = strstr(frame, key);
	char		 id[TEXT];

	if (at == NULL)
		return -1;
	at += strlen(key);
	(void)snprintf(id, sizeof(id), "%s%.*s", section,
	    (int)strcspn(at, ","), at);
	return object_of(id);
}

void
snapshot_names(const char *frame, int names[2])
{
	names[0] = named(frame, "service=", "http/services/");
	names[1] = named(frame, "middlewares=", "http/middlewares/");
}

int
snapshot_whole(const struct snapshot *s, int h, int o)
{
	int	 i, owner, names[2];

	if (o % PARTS != 0)
		return 1;		/* no router */
	snapshot_names(s->want[h][o].frame, names);
	for (i = 0; i < 2; i++) {
		if (names[i] == -1 || s->want[h][names[i]].text == NULL ||
		    (owner = snapshot_owner(s, names[i])) == h)
			continue;
		if (owner == -1 || !is_shared(&s->want[h][names[i]],
		    &s->want[owner][names[i]]))
			return 0;
	}
	return 1;
}

/* "k=v,k=v" below the object's path; servers' slots are the host's own. */
void
snapshot_pairs(struct texts *view, const char *name, const char *pairs,
    int number)
{
	char	*copy, *rest, *pair, *key;
	long	 slot;

	if (strcmp(pairs, "-") == 0)
		return;
	if ((copy = rest = strdup(pairs)) == NULL)
		abort();
	while ((pair = strsep(&rest, ",")) != NULL) {
		if (number == 0) {
			texts_add(view, "traefik/%s/%s", name, pair);
			continue;
		}
		slot = strtol(pair, &key, 10);
		texts_add(view, "traefik/%s/loadBalancer/servers/%ld%s", name,
		    number * 10000L + slot, key);
	}
	free(copy);
}

void
snapshot_view(const struct snapshot *s, struct texts *view)
{
	const struct stored	*w, *first;
	int			 o, i, h, owner;

	for (o = 0; o < OBJECTS; o++) {
		if ((owner = snapshot_owner(s, o)) == -1)
			continue;
		first = &s->want[owner][o];
		snapshot_pairs(view, first->name, first->frame, 0);
		for (i = 0; i < s->claimants[o]; i++) {
			h = s->claims[o][i];
			w = &s->want[h][o];
			if (h == owner || (w->text != NULL && w->merge &&
			    first->merge && s->number[h] != 0 &&
			    strcmp(w->name, first->name) == 0 &&
			    strcmp(w->frame, first->frame) == 0))
				snapshot_pairs(view, first->name, w->servers,
				    s->number[h]);
		}
	}
	texts_sort(view);
}
