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

/* What hosts want.  A router never names what its host does not want. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "regress/programs/soak/soak.h"

/* A wish: */
#define WANTED		0x001
#define FRAME(w)	((w) >> 1 & 3)
#define MERGE(w)	((w) >> 3 & 1)
#define SPELLED(w)	((w) >> 4 & 1)		/* W3 for w3 */
#define SERVERS(w)	(((w) >> 5 & 3) % 3)
#define FILTERED(w)	((w) >> 7 & 1)		/* a router names a middleware */
#define NEXT(w)		((w) >> 8 & 1)		/* ... and its neighbour's service */
#define PORT(w)		((w) >> 9 & 3)
#define WISHES		0x800

static const char *const sections[PARTS] = {
	"http/routers/", "http/services/", "http/middlewares/"
};
enum part { ROUTER, SERVICE, MIDDLEWARE };

static uint64_t	 state;

void
seed_random(uint64_t seed)
{
	state = seed * 0x9e3779b97f4a7c15u + 1;
}

/* xorshift64*: the same everywhere for the same seed. */
unsigned int
pick(unsigned int n)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (unsigned int)((state * 0x2545f4914f6cdd1du) >> 33) % n;
}

static int
service_of(int container, wish router)
{
	if (NEXT(router) && container < SHARED)
		container = (container + 1) % SHARED;
	return container * PARTS + SERVICE;
}

static wish
any(void)
{
	return (wish)(WANTED | pick(WISHES));
}

/* A router brings along what it names. */
static void
complete(wish *w)
{
	int	 i, service;

	for (i = 0; i < CONTAINERS; i++) {
		if (w[i * PARTS + ROUTER] == 0)
			continue;
		service = service_of(i, w[i * PARTS + ROUTER]);
		if (w[service] == 0)
			w[service] = any();
		if (FILTERED(w[i * PARTS + ROUTER]) &&
		    w[i * PARTS + MIDDLEWARE] == 0)
			w[i * PARTS + MIDDLEWARE] = any();
	}
}

void
wishes_change(wish *w)
{
	unsigned int	 i, n = 1 + pick(4), at;

	for (i = 0; i < n; i++) {
		at = pick(SHARED) * PARTS + pick(PARTS);
		if (pick(5) < 3)
			w[at] = any();
		else if (pick(2) == 0)
			w[at] = 0;
		else	/* the container as a whole */
			memset(&w[at - at % PARTS], 0, PARTS * sizeof(*w));
	}
	complete(w);
}

void
wishes_bulk(wish *w)
{
	wish	 all = w[SHARED * PARTS] == 0 || pick(3) == 0 ? any() : 0;
	int	 i;

	for (i = SHARED * PARTS; i < OBJECTS; i++)
		w[i] = all;
	complete(w);
}

const char *
object_id(int object)
{
	static char	 ids[4][64];
	static int	 next;
	char		*id = ids[next++ % 4];

	(void)snprintf(id, sizeof(ids[0]), "%sw%d", sections[object % PARTS],
	    object / PARTS);
	return id;
}

int
object_of(const char *id)
{
	int	 part, container;
	char	*end;

	for (part = 0; part < PARTS; part++) {
		size_t	 len = strlen(sections[part]);

		if (strncmp(id, sections[part], len) != 0 || id[len] != 'w')
			continue;
		container = (int)strtol(id + len + 1, &end, 10);
		if (*end == '\0' && container >= 0 && container < CONTAINERS)
			return container * PARTS + part;
	}
	return -1;
}

static void
name_of(char *to, int object, wish w)
{
	(void)snprintf(to, TEXT, "%s%c%d", sections[object % PARTS],
	    SPELLED(w) ? 'W' : 'w', object / PARTS);
}

/* Its frame: keys sorted, "=" before each value, "," between. */
static void
frame_of(char *to, int object, wish w)
{
	int	 container = object / PARTS;

	switch (object % PARTS) {
	case ROUTER:
		(void)snprintf(to, TEXT, "rule=Host(`w%d-%d`),service=w%d",
		    container, FRAME(w), service_of(container, w) / PARTS);
		if (FILTERED(w))
			(void)snprintf(to, TEXT, "middlewares=w%d,rule=Host("
			    "`w%d-%d`),service=w%d", container, container,
			    FRAME(w), service_of(container, w) / PARTS);
		break;
	case SERVICE:
		(void)snprintf(to, TEXT, "loadBalancer/healthCheck/path=/%d",
		    FRAME(w));
		break;
	default:
		(void)snprintf(to, TEXT, "addPrefix/prefix=/%d", FRAME(w));
		break;
	}
}

/* Its servers: "SLOT/url=URL,..." or "-". */
static void
servers_of(char *to, int host, int object, wish w)
{
	int	 i, n = object % PARTS == SERVICE ? (int)SERVERS(w) : 0;

	(void)strcpy(to, n == 0 ? "-" : "");
	for (i = 0; i < n; i++)
		(void)snprintf(to + strlen(to), TEXT - strlen(to),
		    "%s%d/url=http://192.0.2.%d:%d", i > 0 ? "," : "", i,
		    host, 80 + PORT(w) + i);
}

void
wish_text(char *to, int host, int object, wish w)
{
	char	 name[TEXT], frame[TEXT], servers[TEXT];

	name_of(name, object, w);
	frame_of(frame, object, w);
	servers_of(servers, host, object, w);
	if (snprintf(to, TEXT, "%s %d %s %s", name, MERGE(w), frame,
	    servers) >= TEXT)
		abort();
}

/* "k=v,k=v" as " PREFIXk v PREFIXk v". */
static void
add_pairs(char *to, const char *prefix, char *pairs)
{
	char	*pair, *value;

	while ((pair = strsep(&pairs, ",")) != NULL) {
		if ((value = strchr(pair, '=')) == NULL)
			continue;
		*value++ = '\0';
		(void)snprintf(to + strlen(to), 2 * TEXT - strlen(to),
		    " %s%s %s", prefix, pair, value);
	}
}

void
wish_line(char *to, int host, int object, wish w)
{
	char	 name[TEXT], frame[TEXT], servers[TEXT];

	name_of(name, object, w);
	frame_of(frame, object, w);
	servers_of(servers, host, object, w);
	(void)snprintf(to, 2 * TEXT, "set %s %s %d", object_id(object), name,
	    MERGE(w));
	add_pairs(to, "", frame);
	add_pairs(to, "loadBalancer/servers/", servers);
}
