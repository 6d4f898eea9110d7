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

/*
 * The fields of Traefik's dynamic configuration as a tree of constants, made
 * from fields.tsv at build time.  All that is particular to a middleware or
 * to a version is in that table.
 */

#ifndef TRAEFIK_FIELD_H
#define TRAEFIK_FIELD_H

#include <stddef.h>
#include <stdint.h>

#include "common/traefik.h"

enum field_type {
	FIELD_OBJECT,		/* children by name */
	FIELD_MAP,		/* one child, its name free: "<name>" */
	FIELD_LIST,		/* of objects; one child: "[n]" */
	FIELD_FREE,		/* anything below: a plugin's settings */
	FIELD_STRING,
	FIELD_PORT,		/* a string: 1 to 65535, or "" for none */
	FIELD_SCHEME,		/* a string: a URL's scheme, or "" for none */
	FIELD_URL,		/* a string */
	FIELD_BOOL,
	FIELD_INT,		/* 64 bits, as FIELD_INT64 */
	FIELD_INT64,
	FIELD_PORTNUMBER,	/* an int: a port, or 0 for none */
	FIELD_UINT,
	FIELD_FLOAT,
	FIELD_DURATION,
	FIELD_STRINGS,		/* a comma-separated list */
	FIELD_ADDRESS		/* of a server: host and port */
};

/* Nothing need be below it, neither in labels nor in keys. */
#define FIELD_ALONE	0x01
/* Traefik skips it in labels, with all below; unknown names are errors. */
#define FIELD_IGNORED	0x02
/* Only in labels: a key must not hold it (server.port, server.scheme). */
#define FIELD_NO_KEY	0x04
/* Its zero value (false, 0, "") is not the same as none. */
#define FIELD_NULLABLE	0x08
/* Exists whenever the object above it exists. */
#define FIELD_ALWAYS	0x10
/* A list whose one element has no index in labels ("server"). */
#define FIELD_SINGLE	0x20
/* Containers may differ in it and yet agree: servers, a service's middlewares. */
#define FIELD_APART	0x40
/* Ignored in labels, but kopd itself writes it: a server's address. */
#define FIELD_MADE	0x80
/*
 * Of a map: its names are HTTP statuses or ranges of them, and N means what
 * N-N does.  See NewHTTPCodeRanges in Traefik's pkg/types.
 */
#define FIELD_RANGES	0x100

struct field {
	const char		*name;		/* as in keys: "entryPoints" */
	const char		*folded;	/* as in labels, folded */
	const struct field	*children;	/* sorted by folded */
	uint16_t		 nchildren;
	uint8_t			 type;		/* enum field_type */
	uint16_t		 flags;
	const char		*fallback;	/* default value, or NULL */
	/*
	 * Versions that have it; 0 for none, or for no end.  Of an object with
	 * FIELD_ALONE: that let it stand alone; it may be older.
	 */
	uint32_t		 since_v2;
	uint32_t		 since_v3;
	uint32_t		 last;
	const char		*instead;	/* for versions without it, or NULL */
};

/* "traefik": http, tcp, udp, tls, enable and docker. */
extern const struct field	field_root;
/* The newest version that the table knows, and the newest 2.11. */
extern const uint32_t		field_newest;
extern const uint32_t		field_newest_v2;

/* The child of that folded name; of a map or list the one child.  Or NULL. */
const struct field	*field_child(const struct field *, const char *folded);

/* The child of an object that keys name so, in this spelling alone; or NULL. */
const struct field	*field_named(const struct field *, const char *name,
			    size_t len);

/* True if a key may hold it: no key may hold what a label cannot set. */
int			 field_has_key(const struct field *);

/*
 * field_at: the field below that one at a key's path, steps parted by '/',
 * or NULL: "http/services/web", then "loadBalancer/sticky".  Case does not
 * matter.
 */
const struct field	*field_at(const struct field *, const char *path);

/* The child whose name is nearest to it and not far; NULL if none is. */
const struct field	*field_nearest(const struct field *, const char *folded);

/*
 * True when that version of Traefik has the field, and, for field_alone(),
 * when the object may be there with nothing below.  0 and versions newer than
 * the table are the newest.
 */
int			 field_known(const struct field *, uint32_t version);
int			 field_alone(const struct field *, uint32_t version);

/*
 * The first version of Traefik 3 that has it, or of an object, anything below
 * it; 0: none has.
 */
uint32_t		 field_since(const struct field *);

/* "3.4.0", in a buffer of at least FIELD_VERSION_TEXT bytes. */
#define FIELD_VERSION_TEXT	16
const char		*field_version_text(char *, uint32_t version);

#endif
