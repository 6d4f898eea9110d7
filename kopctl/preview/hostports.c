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

#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "kopctl/preview/hostports.h"

/* As Linux has it in net.ipv4.ip_local_port_range. */
#define FIRST_RANDOM	32768
#define LAST_RANDOM	60999

/* The first container of each port; others have other addresses. */
struct taken {
	const char	*container;
	const char	*ip;
};

struct hostports {
	struct taken	 ports[3][UINT16_MAX + 1];	/* by protocol */
	const char	*own[3][UINT16_MAX + 1];	/* containers */
	unsigned int	 next;				/* random port */
};

struct hostports *
hostports_new(void)
{
	struct hostports	*h;

	if ((h = calloc(1, sizeof(*h))) == NULL)
		fatal(NULL);
	h->next = FIRST_RANDOM;
	return h;
}

void
hostports_free(struct hostports *h)
{
	free(h);
}

static int
is_any(const char *ip)
{
	return strcmp(ip, "0.0.0.0") == 0 || strcmp(ip, "::") == 0;
}

/* Without an address, a port is published for both families. */
static int
overlap(const char *a, const char *b)
{
	if (*a == '\0' || *b == '\0')
		return 1;
	if ((strchr(a, ':') != NULL) != (strchr(b, ':') != NULL))
		return 0;
	return is_any(a) || is_any(b) || strcmp(a, b) == 0;
}

static size_t
protocol_of(const struct entry *e)
{
	return e->protocol[0] == 't' ? 0 : e->protocol[0] == 'u' ? 1 : 2;
}

void
hostports_note(struct hostports *h, const struct entry *e,
    const char *container)
{
	h->own[protocol_of(e)][e->own] = container;
}

int
hostports_noted(const struct hostports *h, const struct entry *e,
    const char *container)
{
	return h->own[protocol_of(e)][e->own] == container;
}

static int
is_free(const struct taken *t, const char *ip)
{
	return t->container == NULL || !overlap(t->ip, ip);
}

uint16_t
hostports_take(struct hostports *h, const struct entry *e,
    const char *container, const char **other)
{
	struct taken	*t;
	unsigned int	 port, last = e->host_last;

	port = e->host;
	if (port == 0) {
		port = h->next;
		last = LAST_RANDOM;
	}
	for (; port <= last; port++) {
		t = &h->ports[protocol_of(e)][port];
		if (is_free(t, e->value))
			break;
		*other = t->container;
	}
	if (port > last)
		return 0;
	if (t->container == NULL)
		*t = (struct taken){ container, e->value };
	if (e->host == 0)
		h->next = port == LAST_RANDOM ? FIRST_RANDOM : port + 1;
	return (uint16_t)port;
}
