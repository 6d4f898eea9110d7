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
 * The words of a rule of a policy: kinds of objects, and criteria with what
 * they are of and what their value is.
 */

#ifndef POLICY_CRITERION_H
#define POLICY_CRITERION_H

#include <stddef.h>

enum rule_kind {
	RULE_ALL,		/* any kind, also those without a word */
	RULE_ROUTER,
	RULE_SERVICE,
	RULE_MIDDLEWARE,
	RULE_STORE,
	RULE_KINDS
};

enum criterion_id {
	CRITERION_HOST,
	CRITERION_ENTRY_POINT,
	CRITERION_MIDDLEWARE,
	CRITERION_WITH_MIDDLEWARE,
	CRITERION_TLS,
	CRITERION_PRIORITY,
	CRITERION_PROTOCOL,
	CRITERION_ADDRESS,
	CRITERION_PORT,
	CRITERION_KIND,
	CRITERION_NAME,
	CRITERION_REFERENCE,
	CRITERION_FILE,
	CRITERION_CONTAINER,	/* from here on of the origin */
	CRITERION_PROJECT,
	CRITERION_NAMESPACE,
	CRITERION_IMAGE,
	CRITERION_NETWORK,
	CRITERION_SERVICE,
	CRITERION_LABEL,
	CRITERION_MAX
};

#define CRITERION_ORIGIN	CRITERION_CONTAINER

/* What follows the words of a criterion. */
enum criterion_form {
	FORM_HOSTS,		/* lists, or one entry: host names, */
	FORM_GLOBS,		/* patterns of names, */
	FORM_PROTOCOLS,		/* `http', `tcp', `udp', */
	FORM_ADDRESSES,		/* addresses, networks, names, words, */
	FORM_PORTS,		/* ports and ranges */
	FORM_NAME,		/* one name */
	FORM_YES_NO,
	FORM_NUMBER,		/* `<' or `>', and a number */
	FORM_LABEL		/* a name, `=', and patterns */
};

struct criterion {
	const char		*words;		/* "entry point" */
	enum criterion_form	 form;
	unsigned int		 kinds;		/* 1 << enum rule_kind */
	int			 repeats;	/* may occur twice in a rule */
};

/* criterion_get: that row of the table. */
const struct criterion	*criterion_get(enum criterion_id);

/* criterion_of: true if objects of the kind have the criterion. */
int			 criterion_of(enum criterion_id, enum rule_kind);

/* Whose address a server has. */
enum address_kind {
	ADDRESS_UNKNOWN,
	ADDRESS_PUBLISHED,	/* a port that this container publishes, at an
				   address of the host */
	ADDRESS_CONTAINER,	/* the container's own */
	ADDRESS_LABELLED	/* only labels say so */
};

/*
 * Words of lists: kinds of addresses, in the order of enum address_kind, and
 * protocols.
 */
#define ADDRESS_WORDS	3
#define PROTOCOL_WORDS	3
extern const char *const	 address_words[ADDRESS_WORDS];
extern const char *const	 protocol_words[PROTOCOL_WORDS];

/* rule_kind_word: "all", "router". */
const char		*rule_kind_word(enum rule_kind);

#endif
