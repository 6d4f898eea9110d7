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
 * One change, hop by hop: from the event of the engine to the message that
 * Traefik gets, beside the floor.  Times are in nanoseconds.
 */

#ifndef REGRESS_BENCH_HOPS_HOPS_H
#define REGRESS_BENCH_HOPS_HOPS_H

#include <stdint.h>

#include "regress/bench/bench.h"

enum change { START, STOP, CHANGES };

/*
 * MONITOR tells when Redis begins.  Because it costs time itself, the two hops
 * that it separates are measured in changes of their own.
 */
enum hop {
	ASKED,		/* event -> request at the engine */
	ANSWERED,	/* request -> answer is written */
	BEGUN,		/* answer, or event of a stop -> Redis begins */
	SEEN,		/* Redis begins -> message */
	EXECUTED,	/* in Redis: the transaction or script */
	TOTAL,		/* event -> message */
	HOPS
};

struct hops {
	uint64_t	*times[CHANGES][HOPS];	/* sorted */
	uint64_t	 cpu[CHANGES];		/* of one change */
	unsigned int	 processes;
	char		 names[PROCESSES_MAX][32];
	struct usage	 usage[CHANGES][PROCESSES_MAX];	/* of all changes */
};

/* calls.c: prints the system calls of one start and stop, by strace. */
void		 calls_report(struct bench *, unsigned int from,
		    unsigned int n);

#endif
