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
#define BLOCK		"a block, whose `{' stands on the same line"
#define YES_NO		"`yes' or `no'"

static const struct form forms[] = {
	{ BLOCK_MAIN, "include", TAKES_STRING, "the path of a file" },
	{ BLOCK_MAIN, "docker", TAKES_BLOCK, BLOCK },
	{ BLOCK_MAIN, "redis", TAKES_BLOCK, BLOCK },
	{ BLOCK_MAIN, "sentinel", TAKES_BLOCK, BLOCK },
	{ BLOCK_MAIN, "hostname", TAKES_TEXT, "a name" },
	{ BLOCK_MAIN, "traefik version", TAKES_TEXT,
	    "a version such as 3.7" },
	{ BLOCK_MAIN, "bind ip", TAKES_STRING, "an address or a name" },
	{ BLOCK_MAIN, "bind interface", TAKES_STRING,
	    "the name of an interface" },
	{ BLOCK_MAIN, "bind none", TAKES_NOTHING, NULL },
	{ BLOCK_MAIN, "bind default", TAKES_NOTHING, NULL },
	{ BLOCK_MAIN, "unpublished ports warn", TAKES_NOTHING, NULL },
	{ BLOCK_MAIN, "unpublished ports refuse", TAKES_NOTHING, NULL },
	{ BLOCK_MAIN, "unpublished ports container", TAKES_NOTHING, NULL },
	{ BLOCK_MAIN, "ttl", TAKES_INTERVAL, INTERVAL },
	{ BLOCK_MAIN, "heartbeat", TAKES_SECONDS, DURATION },
	{ BLOCK_MAIN, "merge equal", TAKES_YESNO, YES_NO },
	{ BLOCK_MAIN, "lossy labels", TAKES_YESNO, YES_NO },
	{ BLOCK_MAIN, "withdraw on exit", TAKES_YESNO, YES_NO },
	{ BLOCK_MAIN, "expire keys", TAKES_YESNO, YES_NO },
	{ BLOCK_MAIN, "reserve names", TAKES_SECONDS, DURATION },
	{ BLOCK_MAIN, "limit objects", TAKES_NUMBER, "a number" },
	{ BLOCK_MAIN, "limit bytes", TAKES_TEXT,
	    "a number of bytes such as 1024K or 1M" },
	{ BLOCK_MAIN, "sandbox strict", TAKES_NOTHING, NULL },
	{ BLOCK_MAIN, "sandbox lenient", TAKES_NOTHING, NULL },

	{ BLOCK_DOCKER, "socket", TAKES_STRING, "the path of a socket" },
	{ BLOCK_DOCKER, "host", TAKES_STRING, "an address or a name" },
	{ BLOCK_DOCKER, "port", TAKES_NUMBER, "a number" },
	{ BLOCK_DOCKER, "poll", TAKES_INTERVAL, INTERVAL },
	{ BLOCK_DOCKER, "timeout", TAKES_SECONDS, DURATION },
	{ BLOCK_DOCKER, "exposed by default", TAKES_YESNO, YES_NO },
	{ BLOCK_DOCKER, "allow empty services", TAKES_YESNO, YES_NO },
	{ BLOCK_DOCKER, "use bind port ip", TAKES_YESNO, YES_NO },
	{ BLOCK_DOCKER, "network", TAKES_TEXT, "a name" },
	{ BLOCK_DOCKER, "prefix", TAKES_TEXT, "a name" },
	{ BLOCK_DOCKER, "default rule", TAKES_STRING, "a text in quotes" },
	{ BLOCK_DOCKER, "constraints", TAKES_STRING, "a text in quotes" },
	{ BLOCK_DOCKER, "provider config", TAKES_STRING,
	    "the path of a file" },
	{ BLOCK_DOCKER, "namespace", TAKES_TEXT_OR_LIST,
	    "a name, or names between `{' and `}'" },

	{ BLOCK_REDIS, "host", TAKES_STRING, "an address or a name" },
	{ BLOCK_REDIS, "port", TAKES_NUMBER, "a number" },
	{ BLOCK_REDIS, "socket", TAKES_STRING, "the path of a socket" },
	{ BLOCK_REDIS, "user", TAKES_TEXT, "a name" },
	{ BLOCK_REDIS, "password", TAKES_TEXT, "a text" },
	{ BLOCK_REDIS, "password file", TAKES_STRING, "the path of a file" },
	{ BLOCK_REDIS, "database", TAKES_NUMBER, "a number" },
	{ BLOCK_REDIS, "notify quiet", TAKES_YESNO, YES_NO },
	{ BLOCK_REDIS, "root", TAKES_TEXT, "a name" },
	{ BLOCK_REDIS, "tls", TAKES_YESNO, YES_NO },
	{ BLOCK_REDIS, "tls ca", TAKES_STRING, "the path of a file" },
	{ BLOCK_REDIS, "tls certificate", TAKES_STRING,
	    "the path of a file" },
	{ BLOCK_REDIS, "tls key", TAKES_STRING, "the path of a file" },
	{ BLOCK_REDIS, "tls server name", TAKES_TEXT,
	    "an address or a name" },
	{ BLOCK_REDIS, "tls minimum version", TAKES_TEXT, "1.2 or 1.3" },
	{ BLOCK_REDIS, "tls insecure", TAKES_NOTHING, NULL },

	{ BLOCK_SENTINEL, "master", TAKES_TEXT, "a name" },
	{ BLOCK_SENTINEL, "host", TAKES_STRING, "an address or a name" },
	{ BLOCK_SENTINEL, "port", TAKES_NUMBER, "a number" },
	{ BLOCK_SENTINEL, "user", TAKES_TEXT, "a name" },
	{ BLOCK_SENTINEL, "password", TAKES_TEXT, "a text" },
	{ BLOCK_SENTINEL, "password file", TAKES_STRING,
	    "the path of a file" },
	{ BLOCK_SENTINEL, "ports", TAKES_LIST,
	    "numbers between `{' and `}'" },
	{ BLOCK_SENTINEL, "masters", TAKES_LIST,
	    "addresses or names between `{' and `}'" },
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
		NULL, "docker", "redis", "sentinel"
	};

	return names[block];
}
