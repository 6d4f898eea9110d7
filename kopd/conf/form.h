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
 * The statements of kopd.conf by their words.  parse.y decides what is valid.
 * Errors use these forms to name what is expected.
 */

#ifndef KOPD_CONF_FORM_H
#define KOPD_CONF_FORM_H

#include <stddef.h>

#include "kopd/conf/row.h"

/* Bytes of a statement's words with a NUL: "allow empty services". */
#define FORM_WORDS_MAX	64

enum takes {
	TAKES_NOTHING,
	TAKES_BLOCK,
	TAKES_YESNO,
	TAKES_NUMBER,
	TAKES_SECONDS,			/* a number or a string */
	TAKES_INTERVAL,			/* the same, or "never" */
	TAKES_PAUSE,			/* the same, or "auto" */
	TAKES_TEXT,			/* a string or a number */
	TAKES_STRING,			/* a string, no number */
	TAKES_TEXT_OR_LIST,
	TAKES_LIST,
	TAKES_RULE,			/* of a policy, see rules.h */
	TAKES_ORIGIN			/* of such a rule: a limit */
};

struct form {
	enum block	 block;		/* that has it */
	const char	*words;		/* "bind ip" */
	enum takes	 takes;
	const char	*what;		/* "an address or a name" */
};

/* form_get: the i-th form; NULL after the last. */
const struct form	*form_get(size_t i);

/* form_find: the form with exactly these words in the block, or NULL. */
const struct form	*form_find(enum block, const char *words);

/*
 * form_next: the word after words in the i-th form, if that form is one of the
 * block and begins with words; else NULL.  With "" it is the first word.  *len
 * is the length of the word.
 */
const char	*form_next(size_t i, enum block, const char *words,
		    size_t *len);

/* form_begins: true if a form of the block begins with, or equals, words. */
int		 form_begins(enum block, const char *words);

/* form_block_name: "docker", "labels v1"; NULL for BLOCK_MAIN. */
const char	*form_block_name(enum block);

#endif
