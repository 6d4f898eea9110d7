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

#include "common/clock.h"
#include "common/log.h"
#include "common/log_reasons.h"
#include "redis-writer/redis-writer.h"

/*
 * A connection that lasts so long is a good one.  After so many short ones in
 * a row, equal errors are only counted, the line that Redis works again waits
 * until a connection lasts, and retries have growing delays.
 */
#define LASTS		10	/* seconds */
#define IN_A_ROW	5

struct outage {
	struct log_reasons	 reasons;
	int			 said;		/* an error is logged, its end
						   is not */
	int			 short_lived;	/* connections in a row */
};

void
outage_init(struct writer *w)
{
	if ((w->outage = calloc(1, sizeof(*w->outage))) == NULL)
		fatal(NULL);
}

void
outage_free(struct writer *w)
{
	log_reasons_over(&w->outage->reasons);
	free(w->outage);
}

static int
has_lasted(const struct writer *w)
{
	return clock_boot_seconds() - w->connected >= LASTS;
}

static void
outage_begin(struct writer *w, const char *why)
{
	struct outage	*o = w->outage;

	w->counters.errors++;
	if (w->proven)
		o->short_lived = has_lasted(w) ? 0 : o->short_lived + 1;
	w->proven = 0;
	if (log_reasons_add(&o->reasons, why))
		o->said = 1;
	log_repeat(why, "Redis at %s: %s", connection_address(w->connection),
	    why);
}

void
outage_fault(struct writer *w, const char *why)
{
	(void)strlcpy(w->fault, why, sizeof(w->fault));
	outage_begin(w, w->fault);
}

void
outage_lost(struct writer *w, const char *what)
{
	outage_begin(w, what);
	w->connected = clock_boot_seconds();
}

void
outage_reset(struct writer *w)
{
	log_reasons_over(&w->outage->reasons);
	w->outage->said = 1;
	w->outage->short_lived = 0;
	*w->fault = '\0';
}

static void
outage_say(struct writer *w)
{
	w->outage->said = 0;
	if (w->withdrawn)
		log_info("Redis at %s: connected; host %s is withdrawn and "
		    "writes nothing", connection_address(w->connection),
		    w->hostname);
	else
		log_info("Redis %s at %s: connected as host %s, number %s",
		    w->version, connection_address(w->connection), w->hostname,
		    w->number);
}

void
outage_clear(struct writer *w)
{
	struct outage	*o = w->outage;

	*w->fault = '\0';
	if (o->short_lived < IN_A_ROW) {
		connection_proven(w->connection);
		log_reasons_over(&o->reasons);
		outage_say(w);
	} else if (o->said)
		outage_say(w);
}

void
outage_tick(struct writer *w)
{
	struct outage	*o = w->outage;

	if (o->short_lived == 0 || !has_lasted(w))
		return;
	if (o->reasons.n > 0) {
		log_reasons_over(&o->reasons);
		outage_say(w);
	}
	connection_proven(w->connection);
	o->short_lived = 0;
}
