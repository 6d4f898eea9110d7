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
 * A rule of a policy: what kopd.conf(5) has as a line that begins with `pass',
 * `block' or `limit from'.  kopd sends rules as strings in one canonical form; the other
 * processes read them with the same functions.
 */

#ifndef POLICY_RULE_H
#define POLICY_RULE_H

#include <stdint.h>

#include "common/arena.h"
#include "policy/criterion.h"
#include "policy/subnet.h"

/* The maximum of rules of a policy. */
#define RULES_MAX		1024

/* Bytes of a rule's string, and entries of its lists together. */
#define RULE_TEXT_MAX		(16 * 1024)
#define RULE_ENTRIES_MAX	1024
#define RULE_CRITERIA_MAX	32

/* Bytes of an error. */
#define RULE_WHY_MAX		256

enum rule_token_type {
	RULE_END,
	RULE_WORD,		/* without quotes */
	RULE_TEXT,		/* in quotes; here without them */
	RULE_MARK		/* one of { } , < > = */
};

struct rule_token {
	enum rule_token_type	 type;
	const char		*text;
	int			 line;
};

enum entry_type {
	ENTRY_TEXT,
	ENTRY_ANY,		/* the word `any': what is open */
	ENTRY_PUBLISHED,	/* these are address_words[] */
	ENTRY_CONTAINER,
	ENTRY_LABELLED
};

struct rule_entry {
	enum entry_type	 type;
	const char	*text;
	size_t		 len;		/* of it */
	struct subnet	 net;		/* of an address; family 0: a name */
	uint16_t	 low;		/* ports */
	uint16_t	 high;
};

struct rule_part {
	enum criterion_id	 id;
	struct rule_entry	*entries;
	size_t			 n;
	const char		*label;		/* FORM_LABEL: its name */
	int			 yes;		/* FORM_YES_NO */
	int			 above;		/* FORM_NUMBER: `>' */
	int64_t			 number;
};

struct rule {
	const char		*place;		/* "kopd.conf:14" */
	int			 pass;
	int			 quick;
	int			 log;
	enum rule_kind		 kind;
	struct rule_part	*parts;
	size_t			 n;
	uint64_t		 decided;	/* objects */
	int			 limit;		/* of what all containers of
						   that origin publish */
	uint32_t		 objects;	/* 0: no limit of these */
	uint32_t		 bytes;
};

/*
 * rule_build: makes a rule of tokens, the last of which is RULE_END.  Returns
 * 0; strings are copied to the arena, which the rule needs.  Else returns -1
 * with the number of the token that is wrong in *at, and the error in why.
 */
int	 rule_build(struct rule *, struct arena *, const struct rule_token *,
	    size_t *at, char why[RULE_WHY_MAX]);

/* rule_text: the canonical string of a rule, without its place. */
const char	*rule_text(struct arena *, const struct rule *);

/* rule_bound: what a limit permits: "objects 10", or "bytes 64K". */
const char	*rule_bound(struct arena *, const struct rule *, int objects);

/* rule_line: rule_text() with its place before it, as a line of a policy. */
const char	*rule_line(struct arena *, const char *place,
		    const struct rule *);

/*
 * rule_tokens: the tokens of what rule_text() returns, also in other layouts.
 * Returns NULL if the string is malformed or longer than RULE_TEXT_MAX.
 */
struct rule_token	*rule_tokens(struct arena *, const char *);

/*
 * rule_covers: true if the first rule ends the search for each object that the
 * second one could match, because it is `quick' and not narrower.
 */
int	 rule_covers(struct arena *, const struct rule *, const struct rule *);

#endif
