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
 * The fields of Traefik's dynamic configuration as a tree of constants.  The
 * build makes it from fields.tsv.  Everything specific to a middleware or to a
 * version is in that table.
 */

#ifndef TRAEFIK_FIELD_H
#define TRAEFIK_FIELD_H

#include <stddef.h>
#include <stdint.h>

#include "common/traefik.h"

enum field_type {
	FIELD_OBJECT,		/* children by name */
	FIELD_MAP,		/* one child with any name: "<name>" */
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

/* May be without anything below it, in labels and in keys. */
#define FIELD_ALONE	0x01
/* Traefik ignores it in labels, with all below; unknown names are errors. */
#define FIELD_IGNORED	0x02
/* Only in labels: kopd rejects it in keys (server.port, server.scheme). */
#define FIELD_NO_KEY	0x04
/* Its zero value (false, 0, "") differs from no value. */
#define FIELD_NULLABLE	0x08
/* Exists whenever the object above it exists. */
#define FIELD_ALWAYS	0x10
/* A list whose only element has no index in labels ("server"). */
#define FIELD_SINGLE	0x20
/*
 * Definitions are equal even if they differ in it: servers, a service's
 * middlewares.
 */
#define FIELD_APART	0x40
/* Ignored in labels, but kopd writes it: a server's address. */
#define FIELD_MADE	0x80
/*
 * A map: its names are HTTP statuses or ranges of them, and N means the same as
 * N-N.  See NewHTTPCodeRanges in Traefik's pkg/types.
 */
#define FIELD_RANGES	0x100
/* Its value is, or may be, the path of a file on Traefik's machine. */
#define FIELD_FILE	0x200

struct field {
	const char		*name;		/* as in keys: "entryPoints" */
	const char		*folded;	/* as in labels, folded */
	const struct field	*children;	/* sorted by folded */
	uint16_t		 nchildren;
	uint8_t			 type;		/* enum field_type */
	uint16_t		 flags;
	const char		*fallback;	/* default value, or NULL */
	/*
	 * The first versions of Traefik 2 and 3 that have the field, and the
	 * last version; 0 for none, or for no end.  With FIELD_ALONE, the
	 * versions in which the object may have nothing below it; the object
	 * itself may be older.
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

/*
 * The child with that folded name, or NULL.  A map or list has only one child.
 */
const struct field	*field_child(const struct field *, const char *folded);

/* The child of an object with exactly that name in keys, or NULL. */
const struct field	*field_named(const struct field *, const char *name,
			    size_t len);

/* True if a key may have it.  A key has only what a label can set. */
int			 field_has_key(const struct field *);

/*
 * field_at: the field at a path below that field, or NULL.  The steps of the
 * path are separated by '/': "http/services/web", then "loadBalancer/sticky".
 * Case does not matter.
 */
const struct field	*field_at(const struct field *, const char *path);

/* The child with the most similar name; NULL if no name is similar. */
const struct field	*field_nearest(const struct field *, const char *folded);

/*
 * True if that version of Traefik has the field.  field_alone() also requires
 * that the version accepts the object with nothing below it.  0 and versions
 * that are newer than the table mean the newest version.
 */
int			 field_known(const struct field *, uint32_t version);
int			 field_alone(const struct field *, uint32_t version);

/*
 * The first version of Traefik 3 that has the field; for an object, anything
 * below it.  0 if no version has it.
 */
uint32_t		 field_since(const struct field *);

/* "3.4.0", in a buffer of at least FIELD_VERSION_TEXT bytes. */
#define FIELD_VERSION_TEXT	16
const char		*field_version_text(char *, uint32_t version);

#endif
