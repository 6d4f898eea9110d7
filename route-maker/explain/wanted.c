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

#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/xstrdup.h"
#include "go/fold.h"
#include "route-maker/explain/wanted.h"

/* The digits that are certainly an id; and the minimum of digits. */
#define DIGITS_GOOD	12
#define DIGITS_MIN	4

struct wanted {
	char	*name;		/* folded */
	char	*bare;		/* without its provider; NULL: no provider */
};

/* The suffixes of names in Traefik's dashboard. */
static const char *const	providers[] = { "@docker", "@redis" };

static char *
folded(const char *name)
{
	size_t	 len = strlen(name), size = len * 2 + 1;
	char	*s;

	if ((s = malloc(size)) == NULL)
		fatal(NULL);
	fold(s, size, name, len);
	return s;
}

struct wanted *
wanted_new(const char *name)
{
	struct wanted	*w;
	size_t		 i, len, n;

	if ((w = calloc(1, sizeof(*w))) == NULL)
		fatal(NULL);
	w->name = folded(*name == '/' ? name + 1 : name);
	len = strlen(w->name);
	for (i = 0; i < sizeof(providers) / sizeof(providers[0]); i++) {
		n = strlen(providers[i]);
		if (len <= n || strcmp(w->name + len - n, providers[i]) != 0)
			continue;
		w->bare = xstrdup(w->name);
		w->bare[len - n] = '\0';
	}
	return w;
}

void
wanted_free(struct wanted *w)
{
	free(w->name);
	free(w->bare);
	free(w);
}

int
wanted_all(const struct wanted *w)
{
	return *w->name == '\0';
}

enum match
wanted_container(const struct wanted *w, const struct hexid *id,
    const char *name)
{
	char	text[HEXID_DIGITS + 1];
	size_t	len = strlen(w->name);

	if (len == 0 || fold_equal(w->name, name))
		return MATCH_GOOD;
	if (len < DIGITS_MIN ||
	    strncmp(hexid_text(id, text), w->name, len) != 0)
		return MATCH_NONE;
	return len < DIGITS_GOOD ? MATCH_PREFIX : MATCH_GOOD;
}

/* True for the whole id, or the rest after one of its slashes. */
static int
ends_id(const char *id, const char *name)
{
	size_t	n = strlen(id), len = strlen(name);

	return n >= len && strcmp(id + n - len, name) == 0 &&
	    (n == len || id[n - len - 1] == '/');
}

int
wanted_object(const struct wanted *w, const char *id)
{
	return ends_id(id, w->name) || (w->bare != NULL &&
	    ends_id(id, w->bare));
}
