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
#include "redis-writer/takeover/ownership.h"

#define RANDOM_NAME	12

int
ownership_random_name(const char *name)
{
	return strlen(name) == RANDOM_NAME &&
	    strspn(name, "0123456789abcdef") == RANDOM_NAME;
}

/* Returns "192.0.2.1:" for "http://192.0.2.1:80/x"; NULL without a port. */
static char *
address_of(const char *server)
{
	const char	*at = strstr(server, "://"), *colon;
	char		*text;
	size_t		 len;

	at = at != NULL ? at + 3 : server;
	len = strcspn(at, "/");
	for (colon = at + len; colon > at && *colon != ':'; colon--)
		continue;
	if (colon == at)
		return NULL;
	if ((text = strndup(at, (size_t)(colon + 1 - at))) == NULL)
		fatal(NULL);
	return text;
}

static int
knows(char *const *list, size_t n, const char *address)
{
	size_t	 i;

	for (i = 0; i < n; i++) {
		if (strcmp(list[i], address) == 0)
			return 1;
	}
	return 0;
}

/* Takes ownership of the address. */
static void
add(struct ownership *own, char **list, size_t *n, char *address)
{
	if (!knows(list, *n, address) && *n < OWNERSHIP_MAX) {
		list[(*n)++] = address;
		return;
	}
	if (!knows(list, *n, address))
		own->differs = 1;
	free(address);
}

/* A packed definition has each string as it is, after its length. */
static int
has_address(const struct object *o, const char *address)
{
	const char	*p = object_blob(o), *end = p + o->blob_len;
	size_t		 len = strlen(address);

	for (; (size_t)(end - p) >= len; p++) {
		if (memcmp(p, address, len) == 0 &&
		    (p == object_blob(o) || p[-1] == '/' || (p[-1] & 0x80)))
			return 1;
	}
	return 0;
}

void
ownership_server(struct ownership *own, const struct state *state,
    const char *id, const char *server)
{
	const struct object	*o = state_find(state, id);
	char			*address = address_of(server);

	if (address == NULL) {
		own->differs = 1;
		return;
	}
	if (o == NULL || o->blob_len == 0)
		add(own, own->others, &own->nothers, address);
	else if (has_address(o, address))
		add(own, own->ours, &own->nours, address);
	else {
		own->differs = 1;
		free(address);
	}
}

int
ownership_matches(struct ownership *own)
{
	int	 fine = !own->differs && own->nours > 0;
	size_t	 i;

	for (i = 0; i < own->nothers; i++)
		fine = fine && knows(own->ours, own->nours, own->others[i]);
	while (own->nours > 0)
		free(own->ours[--own->nours]);
	while (own->nothers > 0)
		free(own->others[--own->nothers]);
	own->differs = 0;
	return fine;
}
