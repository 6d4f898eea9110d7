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
#include <stddef.h>

#include "common/bounds.h"
#include "common/clock.h"
#include "docker-reader/pace.h"

static const struct kind {
	const char	*what;
	uint32_t	 burst;
	uint32_t	 rate;
} kinds[DOCKER_KINDS] = {
	[DOCKER_PING] = { "pings", DOCKER_ASK_BURST, DOCKER_ASK_RATE },
	[DOCKER_VERSION] = { "the version", DOCKER_ASK_BURST,
	    DOCKER_ASK_RATE },
	[DOCKER_INFO] = { "the engine's information", DOCKER_ASK_BURST,
	    DOCKER_ASK_RATE },
	[DOCKER_LIST] = { "full lists", DOCKER_LIST_BURST, DOCKER_LIST_RATE },
	[DOCKER_LIST_IDS] = { "lists of some containers", DOCKER_IDS_BURST,
	    DOCKER_IDS_RATE },
	[DOCKER_EVENTS] = { "events", DOCKER_ASK_BURST, DOCKER_ASK_RATE },
	[DOCKER_LIST_UNHEALTHY] = { "lists of unhealthy containers",
	    DOCKER_IDS_BURST, DOCKER_IDS_RATE }
};

void
pace_init(struct pace *p)
{
	uint64_t	now = clock_ms();
	size_t		i;

	for (i = 0; i < DOCKER_KINDS; i++)
		bucket_init(&p->buckets[i], kinds[i].burst, kinds[i].rate, now);
}

int
pace_take(struct pace *p, enum docker_request kind, uint64_t *wait)
{
	struct bucket	*b = &p->buckets[kind];

	*wait = bucket_take(b, 1, clock_ms());
	return bucket_debt(b) > DOCKER_DEBT_MAX ? -1 : 0;
}

const char *
pace_what(enum docker_request kind)
{
	return kinds[kind].what;
}
