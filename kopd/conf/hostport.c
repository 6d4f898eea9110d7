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

#include "kopd/conf/hostport.h"
#include "kopd/conf/redis_url.h"

const char *
hostport_fault(const char *value)
{
	const char	*colon;

	if (url_is(value))
		return "is a URL; set host:port";
	if (strchr(value, '@') != NULL)
		return "has an @; set host:port, and use the settings for user "
		    "and password";
	if (strchr(value, ',') != NULL)
		return "is a list; set sentinels in REDIS_SENTINEL_ADDRS, and "
		    "the name of their master in REDIS_SENTINEL_MASTER";
	if (value[0] == '[')
		return (colon = strchr(value, ']')) == NULL ||
		    (colon[1] != ':' && colon[1] != '\0') ?
		    "is not [address]:port" : NULL;
	if ((colon = strchr(value, ':')) != NULL && strchr(colon + 1, ':'))
		return "has several colons; write an IPv6 address as "
		    "[address]:port";
	return NULL;
}

char *
hostport_cut(char *host)
{
	char	*end;

	if (host[0] != '[') {
		if ((end = strchr(host, ':')) == NULL)
			return NULL;
		*end = '\0';
		return end + 1;
	}
	memmove(host, host + 1, strlen(host));
	end = strchr(host, ']');
	*end = '\0';
	return end[1] == ':' ? end + 2 : NULL;
}
