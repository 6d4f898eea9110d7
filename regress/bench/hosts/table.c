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

#include <stdio.h>

#include "regress/bench/hosts/hosts.h"
#include "regress/bench/report.h"

#define MS	1000000.0	/* nanoseconds */

static unsigned int	 changes;

static void
row(const char *what, const char *unit, double many, double one)
{
	report_row(what, unit, many, one);
}

/* What a phase cost Redis. */
static void
scripts(const char *phase, const struct times *many, const struct times *one)
{
	char	 what[64];

	(void)snprintf(what, sizeof(what), "%s: scripts", phase);
	row(what, "", many->n, one == NULL ? -1.0 : one->n);
	(void)snprintf(what, sizeof(what), "%s: longest script", phase);
	row(what, "ms", many->longest / 1000, one == NULL ? -1 :
	    one->longest / 1000);
	(void)snprintf(what, sizeof(what), "%s: script, p99", phase);
	row(what, "ms", many->p99 / 1000, one == NULL ? -1 :
	    one->p99 / 1000);
}

static void
one_change(const struct hosts_figures *m, const struct hosts_figures *o)
{
	row("one change to message, p50", "ms", (double)m->latency[changes / 2] /
	    MS, (double)o->latency[changes / 2] / MS);
	row("one change to message, p99", "ms",
	    (double)m->latency[changes * 99 / 100] / MS,
	    (double)o->latency[changes * 99 / 100] / MS);
	row("one change: its script, p50", "us", m->change.median,
	    o->change.median);
	row("one change: its script, p99", "us", m->change.p99, o->change.p99);
	row("one change: commands", "", m->change_commands, o->change_commands);
	row("one change: messages", "", m->change_messages, o->change_messages);
}

static void
at_rest(const struct hosts_figures *m, const struct hosts_figures *o)
{
	if (m->rest_seconds <= 0)
		return;
	row("at rest: scripts a minute, a host", "",
	    m->rest.n * 60 / m->rest_seconds / m->hosts,
	    o->rest.n * 60 / o->rest_seconds / o->hosts);
	row("at rest: longest script", "ms", m->rest.longest / 1000,
	    o->rest.longest / 1000);
	row("at rest: share of Redis' time", "%",
	    m->rest.sum / m->rest_seconds / 10000,
	    o->rest.sum / o->rest_seconds / 10000);
}

static void
death(const struct hosts_figures *m)
{
	row("a lease's end to its routes' end", "ms", (double)m->reap / MS, -1);
	scripts("reap", &m->reap_times, NULL);
	row("reap: messages", "", m->reap_messages, -1);
	row("its return to all keys", "ms", (double)m->back / MS, -1);
	scripts("return", &m->back_times, NULL);
	row("return: messages", "", m->back_messages, -1);
}

static void
quiet(const struct hosts_figures *m, const struct hosts_figures *o)
{
	row("return within the lease to done", "ms", (double)m->quiet / MS,
	    (double)o->quiet / MS);
	row("... : writes of keys", "", (double)m->quiet_times.writes,
	    (double)o->quiet_times.writes);
	row("... : messages", "", m->quiet_messages, o->quiet_messages);
	scripts("...", &m->quiet_times, &o->quiet_times);
}

static void
deaths(const struct hosts_figures *m)
{
	char	what[64];

	if (m->dead == 0)
		return;
	(void)snprintf(what, sizeof(what), "%u hosts die: their routes' end",
	    m->dead);
	row(what, "ms", (double)m->deaths / MS, -1);
	scripts("deaths", &m->deaths_times, NULL);
	row("one change meanwhile to message, p50", "ms", m->deaths_p50 / MS,
	    (double)m->latency[changes / 2] / MS);
}

static void
flush(const struct hosts_figures *m, const struct hosts_figures *o)
{
	row("Redis restarts without data, to all keys", "ms",
	    (double)m->flush / MS, (double)o->flush / MS);
	scripts("restart", &m->flush_times, &o->flush_times);
}

void
table(const struct hosts_figures *m, const struct hosts_figures *o,
    unsigned int n)
{
	char	 title[64], ours[32], other[32];

	changes = n;
	(void)snprintf(title, sizeof(title),
	    "%u hosts with %u containers each, %u changes", m->hosts,
	    m->containers, n);
	(void)snprintf(ours, sizeof(ours), "%u hosts", m->hosts);
	(void)snprintf(other, sizeof(other), "1 host");
	report_heading(title, ours, other);
	row("start of all to all keys", "ms", (double)m->sync / MS,
	    (double)o->sync / MS);
	scripts("start", &m->sync_times, &o->sync_times);
	row("start: messages", "", m->sync_messages, o->sync_messages);
	row("memory of Redis, a container", "kB", m->memory / 1000,
	    o->memory / 1000);
	row("  to that of published keys alone", "", m->memory_ratio,
	    o->memory_ratio);
	one_change(m, o);
	at_rest(m, o);
	death(m);
	quiet(m, o);
	deaths(m);
	flush(m, o);
	(void)fflush(stdout);
}
