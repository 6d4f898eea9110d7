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

#include <string.h>

#include "kopd/conf/form.h"

#define DURATION	"a duration such as 60s or 5m"
#define INTERVAL	DURATION ", or `never'"
#define PAUSE		DURATION ", `auto' or `never'"
#define BLOCK		"a block, whose `{' stands on the same line"
#define YES_NO		"`yes' or `no'"
#define RULE		"a kind of object, such as `router'"
#define ORIGIN		"an origin, such as `container'"

/* What a setting of a kind takes.  Some kinds have forms of their own. */
#define FORM_KIND_NONE(in, words)
#define FORM_KIND_BIND(in, words)
#define FORM_KIND_SANDBOX(in, words)
#define FORM_KIND_UNPUBLISHED(in, words)
#define FORM_KIND_SHARE(in, words)
#define FORM_KIND_RULES(in, words)					\
	{ in, words, TAKES_RULE, RULE },				\
	{ in, "block", TAKES_RULE, RULE },				\
	{ in, "limit from", TAKES_ORIGIN, ORIGIN },
#define FORM_KIND_NAME(in, words)	{ in, words, TAKES_TEXT, "a name" },
#define FORM_KIND_ADDRESS(in, words)					\
	{ in, words, TAKES_STRING, "an address or a name" },
#define FORM_KIND_SERVER_NAME(in, words)				\
	{ in, words, TAKES_TEXT, "an address or a name" },
#define FORM_KIND_SOCKET(in, words)					\
	{ in, words, TAKES_STRING, "the path of a socket" },
#define FORM_KIND_PATH(in, words)					\
	{ in, words, TAKES_STRING, "the path of a file" },
#define FORM_KIND_SOURCE(in, words)	FORM_KIND_PATH(in, words)
#define FORM_KIND_PROGRAM(in, words)					\
	{ in, words, TAKES_STRING, "a string in quotes" },
#define FORM_KIND_SECRET(in, words)	{ in, words, TAKES_TEXT, "a string" },
#define FORM_KIND_YES_NO(in, words)	{ in, words, TAKES_YESNO, YES_NO },
#define FORM_KIND_SWITCH(in, words)	{ in, words, TAKES_YESNO, YES_NO },
#define FORM_KIND_FLAG(in, words)	{ in, words, TAKES_NOTHING, NULL },
#define FORM_KIND_NUMBER(in, words)	{ in, words, TAKES_NUMBER, "a number" },
#define FORM_KIND_SIZE(in, words)					\
	{ in, words, TAKES_TEXT, "a number of bytes such as 1024K or 1M" },
#define FORM_KIND_SECONDS(in, words)	{ in, words, TAKES_SECONDS, DURATION },
#define FORM_KIND_INTERVAL(in, words)	{ in, words, TAKES_INTERVAL, INTERVAL },
#define FORM_KIND_PAUSE(in, words)	{ in, words, TAKES_PAUSE, PAUSE },
#define FORM_KIND_VERSION(in, words)					\
	{ in, words, TAKES_TEXT, "a version such as 3.7" },
#define FORM_KIND_TLS_VERSION(in, words)				\
	{ in, words, TAKES_TEXT, "1.2 or 1.3" },
#define FORM_KIND_NAMES(in, words)					\
	{ in, words, TAKES_TEXT_OR_LIST,				\
	    "a name, or names between `{' and `}'" },
#define FORM_KIND_HOSTS(in, words)	FORM_KIND_ADDRESS(in, words)
#define FORM_KIND_PORTS(in, words)					\
	{ in, words, TAKES_LIST, "numbers between `{' and `}'" },
#define FORM_KIND_BLOCK(in, words)	{ in, words, TAKES_BLOCK, BLOCK },
#define FORM_KIND_ENTRIES(in, words)					\
	{ in, words, TAKES_STRING, "the name of an entry point" },
#define FORM_KIND_LIST(in, words)					\
	{ in, words, TAKES_LIST, "names between `{' and `}'" },
#define FORM_KIND_PERMITS(in, words)					\
	{ in, words, TAKES_LIST, "addresses or names between `{' and `}'" },

#define ROW(type, set, block, prefix, words, kind, ...)			\
	FORM_##kind(block, words)

static const struct form forms[] = {
	{ BLOCK_MAIN, "include", TAKES_STRING, "the path of a file" },
	{ BLOCK_MAIN, "docker", TAKES_BLOCK, BLOCK },
	{ BLOCK_MAIN, "redis", TAKES_BLOCK, BLOCK },
	{ BLOCK_MAIN, "sentinel", TAKES_BLOCK, BLOCK },
	{ BLOCK_MAIN, "bind ip", TAKES_STRING, "an address or a name" },
	{ BLOCK_MAIN, "bind interface", TAKES_STRING,
	    "the name of an interface" },
	{ BLOCK_MAIN, "bind none", TAKES_NOTHING, NULL },
	{ BLOCK_MAIN, "bind default", TAKES_NOTHING, NULL },
	{ BLOCK_MAIN, "unpublished ports warn", TAKES_NOTHING, NULL },
	{ BLOCK_MAIN, "unpublished ports refuse", TAKES_NOTHING, NULL },
	{ BLOCK_MAIN, "unpublished ports container", TAKES_NOTHING, NULL },
	{ BLOCK_MAIN, "share services within project", TAKES_NOTHING, NULL },
	{ BLOCK_MAIN, "share services within host", TAKES_NOTHING, NULL },
	{ BLOCK_MAIN, "share services within all", TAKES_NOTHING, NULL },
	{ BLOCK_MAIN, "sandbox strict", TAKES_NOTHING, NULL },
	{ BLOCK_MAIN, "sandbox lenient", TAKES_NOTHING, NULL },
	/* After the host of a sentinel. */
	{ BLOCK_SENTINEL, "port", TAKES_NUMBER, "a number" },
	/* After the name of an entry point. */
	{ BLOCK_V1, "is", TAKES_STRING, "the name of an entry point" },
	{ BLOCK_V1, "tls", TAKES_NOTHING, NULL },
	{ BLOCK_V1, "tls certificate resolver", TAKES_STRING, "a name" },
#include "common/settings.h"
};
#define NFORMS	(sizeof(forms) / sizeof(forms[0]))

const struct form *
form_get(size_t i)
{
	return i < NFORMS ? &forms[i] : NULL;
}

const struct form *
form_find(enum block block, const char *words)
{
	size_t	 i;

	for (i = 0; i < NFORMS; i++) {
		if (forms[i].block == block &&
		    strcmp(forms[i].words, words) == 0)
			return &forms[i];
	}
	return NULL;
}

const char *
form_next(size_t i, enum block block, const char *words, size_t *len)
{
	const char	*rest = forms[i].words;
	size_t		 n = strlen(words);

	if (forms[i].block != block || strncmp(rest, words, n) != 0)
		return NULL;
	rest += n;
	if (n > 0 && *rest++ != ' ')
		return NULL;
	*len = strcspn(rest, " ");
	return rest;
}

int
form_begins(enum block block, const char *words)
{
	size_t	 i, len;

	if (form_find(block, words) != NULL)
		return 1;
	for (i = 0; i < NFORMS; i++) {
		if (form_next(i, block, words, &len) != NULL)
			return 1;
	}
	return 0;
}

const char *
form_block_name(enum block block)
{
	static const char *const	 names[] = {
		NULL, "docker", "redis", "sentinel", "labels v1",
		"labels registrator"
	};

	return names[block];
}
