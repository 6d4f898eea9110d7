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

/* A router is published only beside what its own host means. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "regress/programs/soak/soak.h"

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int
has_all(const struct texts *view, const struct texts *lines)
{
	size_t	 i;

	for (i = 0; i < lines->n; i++)
		if (view->n == 0 || bsearch(&lines->v[i], view->v, view->n,
		    sizeof(*view->v), by_text) == NULL)
			return 0;
	return 1;
}

/*
 * Whether all keys of that wish are in the view.  The frame is copied to
 * `frame', of TEXT bytes.
 */
static int
is_there(const struct snapshot *s, int h, int o, wish w, char *frame)
{
	struct texts	 lines = { NULL, 0, 0 };
	char		 text[TEXT], *rest = text, *name, *servers;
	int		 there;

	wish_text(text, h, o, w);
	name = strsep(&rest, " ");
	(void)strsep(&rest, " ");
	(void)snprintf(frame, TEXT, "%s", strsep(&rest, " "));
	servers = strsep(&rest, " ");
	snapshot_pairs(&lines, name, frame, 0);
	if (s->number[h] != 0)
		snapshot_pairs(&lines, name, servers, s->number[h]);
	there = has_all(&s->view, &lines);
	texts_clear(&lines);
	return there;
}

/* While a host changes an object, it means the new one or the one before. */
static int
is_meant(const struct snapshot *s, const struct host *h, int o)
{
	char	 frame[TEXT];

	return h->told[o] == 0 || h->had[o] == 0 ||
	    is_there(s, h->id, o, h->told[o], frame) ||
	    is_there(s, h->id, o, h->had[o], frame);
}

/* 1: the host may have published it; -1: it may not have so. */
static int
is_right(const struct snapshot *s, const struct host *h, int o, wish w)
{
	char	 frame[TEXT];
	int	 names[2], i;

	if (w == 0 || !is_there(s, h->id, o, w, frame))
		return 0;
	snapshot_names(frame, names);
	for (i = 0; i < 2; i++)
		if (names[i] != -1 && !is_meant(s, h, names[i]))
			return -1;
	return 1;
}

const char *
beside_wrong(const struct snapshot *s)
{
	static char		 why[TEXT];
	const struct host	*h;
	int			 o, told, had, wrong, right;

	for (o = 0; o < OBJECTS; o += PARTS) {
		wrong = -1;
		right = 0;
		for (h = hosts; h < hosts + HOSTS && !right; h++) {
			told = is_right(s, h, o, h->told[o]);
			had = is_right(s, h, o, h->had[o]);
			right = told == 1 || had == 1;
			if (told == -1 || had == -1)
				wrong = h->id;
		}
		if (right || wrong == -1)
			continue;
		(void)snprintf(why, sizeof(why), "%s of h%d is published "
		    "beside what h%d does not mean", object_id(o), wrong,
		    wrong);
		return why;
	}
	return NULL;
}
