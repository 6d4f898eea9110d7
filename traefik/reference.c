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

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "go/fold.h"
#include "traefik/reference.h"

enum form {
	ONE,			/* a name */
	LIST,			/* a comma-separated list of names */
	IMPLIED			/* the store "default", also from keys below */
};

/* "[n]" in a key is an index: "0", or "[0]". */
static const struct row {
	const char	*of;
	const char	*key;
	const char	*section;
	enum form	 form;
} rows[] = {
	{ "http/routers/", "service", "http/services/", ONE },
	{ "http/routers/", "middlewares", "http/middlewares/", LIST },
	{ "http/routers/", "parentRefs", "http/routers/", LIST },
	{ "http/routers/", "tls", "tls/stores/", IMPLIED },
	{ "http/services/", "middlewares", "http/middlewares/", LIST },
	{ "http/services/", "loadBalancer/serversTransport",
	    "http/serversTransports/", ONE },
	{ "http/services/", "weighted/services/[n]/name",
	    "http/services/", ONE },
	{ "http/services/", "highestRandomWeight/services/[n]/name",
	    "http/services/", ONE },
	{ "http/services/", "mirroring/service", "http/services/", ONE },
	{ "http/services/", "mirroring/mirrors/[n]/name",
	    "http/services/", ONE },
	{ "http/services/", "failover/service", "http/services/", ONE },
	{ "http/services/", "failover/fallback", "http/services/", ONE },
	{ "http/middlewares/", "chain/middlewares", "http/middlewares/", LIST },
	{ "http/middlewares/", "errors/service", "http/services/", ONE },
	{ "http/models/", "middlewares", "http/middlewares/", LIST },
	{ "http/models/", "tls", "tls/stores/", IMPLIED },
	{ "tcp/routers/", "service", "tcp/services/", ONE },
	{ "tcp/routers/", "middlewares", "tcp/middlewares/", LIST },
	{ "tcp/routers/", "tls", "tls/stores/", IMPLIED },
	{ "tcp/services/", "loadBalancer/serversTransport",
	    "tcp/serversTransports/", ONE },
	{ "tcp/services/", "weighted/services/[n]/name", "tcp/services/", ONE },
	{ "udp/routers/", "service", "udp/services/", ONE },
	{ "udp/services/", "weighted/services/[n]/name", "udp/services/", ONE }
};

static const char *const	providers[] = { REFERENCE_SUFFIX, "@redis" };

/* Returns what follows an index, which may have brackets; NULL: none. */
static const char *
skip_index(const char *key)
{
	int	 brackets = *key == '[';

	key += brackets;
	if (!isdigit((unsigned char)*key))
		return NULL;
	while (isdigit((unsigned char)*key))
		key++;
	if (brackets && *key++ != ']')
		return NULL;
	return key;
}

/* Returns the rest of the key after the pattern; NULL if it does not match. */
static const char *
match(const char *pattern, const char *key)
{
	while (*pattern != '\0') {
		if (*pattern == '[') {
			if ((key = skip_index(key)) == NULL)
				return NULL;
			pattern += strlen("[n]");
		} else if (*pattern++ != *key++)
			return NULL;
	}
	return key;
}

static const struct row *
find_row(const char *id, const char *key)
{
	const struct row	*row;
	const char		*rest;
	size_t			 i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		row = &rows[i];
		if ((rest = match(row->key, key)) == NULL)
			continue;
		if (*rest != '\0' && (row->form != IMPLIED || *rest != '/'))
			continue;
		if (strncmp(id, row->of, strlen(row->of)) == 0)
			return row;
	}
	return NULL;
}

/* The length of "@docker" or "@redis" at the end of a name; 0 without it. */
static size_t
own_provider(const char *name, size_t n)
{
	const char	*at = memchr(name, '@', n);
	size_t		 i, len;

	if (at == NULL || at == name)
		return 0;
	len = n - (size_t)(at - name);
	for (i = 0; i < sizeof(providers) / sizeof(providers[0]); i++)
		if (strlen(providers[i]) == len &&
		    strncmp(at, providers[i], len) == 0)
			return len;
	return 0;
}

size_t
reference_plain(const char *name, size_t n)
{
	return n - own_provider(name, n);
}

static void
set_name(struct reference *ref, const char *name, size_t n)
{
	ref->name = name;
	ref->provider = own_provider(name, n);
	ref->len = n - ref->provider;
	ref->literal = ref->provider == 0 && memchr(name, '@', n) != NULL;
}

static void
set_literal(struct reference *ref, const char *name, size_t n)
{
	ref->name = name;
	ref->provider = 0;
	ref->len = n;
	ref->literal = 1;
}

/*
 * The delimiter separates names.  *at is the start of a name, or its provider.
 */
static int
next_name(const char *value, const char *delimiter, const char **at,
    struct reference *ref)
{
	const char	*p = *at == NULL ? value : *at, *start = p;
	size_t		 n;

	while (*p != '\0' && *p == *delimiter)
		start = ++p;
	if (*p == '\0')
		return 0;
	while (start > value && start[-1] != *delimiter)
		start--;
	n = (size_t)(p - start) + strcspn(p, delimiter);
	if (p != start)
		set_literal(ref, start, n);
	else
		set_name(ref, start, n);
	*at = start + (ref->provider > 0 ? ref->len : n);
	return 1;
}

int
reference_next(const char *id, const char *key, const char *value,
    const char **at, struct reference *ref)
{
	static const char	 store[] = "default";
	const struct row	*row;

	if ((row = find_row(id, key)) == NULL)
		return 0;
	ref->section = row->section;
	if (row->form != IMPLIED)
		return next_name(value, row->form == LIST ? "," : "", at, ref);
	if (*at != NULL)
		return 0;
	*at = value;
	set_name(ref, store, sizeof(store) - 1);
	return 1;
}

char *
reference_id(const struct reference *ref)
{
	size_t	 n = strlen(ref->section), size = ref->len * 2 + 1;
	char	*id;

	if ((id = malloc(n + size)) == NULL)
		fatal(NULL);
	fold(id, n + size, ref->section, n);
	fold(id + n, size, ref->name, ref->len);
	return id;
}
