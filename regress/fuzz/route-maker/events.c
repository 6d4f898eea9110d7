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

/* Docker's event stream: the same events and faults however it comes. */

#include <inttypes.h>

#include "regress/fuzz/fuzz.h"
#include "route-maker/docker/events.h"

static void
on_event(void *arg, const struct docker_event *e)
{
	char	text[HEXID_DIGITS + 1];

	assert(e->name != NULL && e->health != NULL);
	assert(e->action == ACTION_HEALTH || *e->health == '\0');
	say(arg, "event %d %d %s %" PRIu64 " %s %s;", (int)e->type,
	    (int)e->action, hexid_text(&e->id, text), e->time, e->name,
	    e->health);
}

static void
on_fault(void *arg, const char *reason)
{
	assert(*reason != '\0');
	say(arg, "fault %s;", reason);
}

static const struct events_callbacks callbacks = {
	.event = on_event,
	.fault = on_fault
};

static void
feed(void *arg, const char *p, size_t len)
{
	events_feed(arg, p, len);
}

static void
run(const uint8_t *data, size_t len, size_t cut, struct said *said)
{
	struct events	e;

	events_init(&e, &callbacks, said);
	pieces(data, len, cut, feed, &e);
	events_free(&e);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	check_pieces(run, data, len);
	return 0;
}
